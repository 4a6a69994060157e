// The page's colours and font, as .streamlit/config.toml has them.

// A scale of 256 colours between some that are given: as pixels, and as CSS.
function readRamp(pen, stops) {
  const ramp = pen.createLinearGradient(0, 0, 256, 0);
  for (const [at, color] of stops) ramp.addColorStop(at, color);
  pen.fillStyle = ramp;
  pen.fillRect(0, 0, 256, 1);
  const css = stops.map(([at, color]) => `${color} ${at * 100}%`).join(", ");
  return {
    pixels: new Uint32Array(pen.getImageData(0, 0, 256, 1).data.buffer),
    css: `linear-gradient(to right, ${css})`,
  };
}

// The browser mixes the colours: whatever the theme's background is written as, it can be read.
function readTheme(host) {
  const css = getComputedStyle(host);
  const read = (name) => css.getPropertyValue(`--st-${name}`).trim();
  const colors = (name) => read(`chart-${name}-colors`).split(",").map((color) => color.trim());
  const [text, background] = [read("text-color"), read("background-color")];
  const [first, second, third] = colors("categorical");
  const scale = colors("sequential").map((color, i, all) => [i / (all.length - 1), color]);
  const pen = sheet(256, 1).getContext("2d", { willReadFrequently: true });
  const mix = (share) => `color-mix(in srgb, ${text} ${share}%, ${background})`;
  return {
    first,
    second,
    third,
    text,
    background,
    muted: mix(74),
    hair: mix(22),
    faint: mix(9),
    font: read("font") || "sans-serif",
    heat: readRamp(pen, scale),
    gap: readRamp(pen, [[0, first], [0.5, background], [1, second]]),
  };
}
