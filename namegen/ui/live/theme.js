// The page's colours and font, and the charts' own inks that go with them.

// Okabe and Ito's colours, which every eye tells apart; as text, so darker on light and lighter on dark.
const INKS = {
  light: { first: "#0072B2", second: "#C05200", third: "#00805C" },
  dark: { first: "#56B4E9", second: "#F0803C", third: "#2CC295" },
};

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
  const [text, background] = [read("text-color"), read("background-color")];
  const strip = sheet(256, 1);
  const pen = strip.getContext("2d", { willReadFrequently: true });
  pen.fillStyle = background;
  pen.fillRect(0, 0, 1, 1);
  const [red, green, blue] = pen.getImageData(0, 0, 1, 1).data;
  const mood = 0.299 * red + 0.587 * green + 0.114 * blue < 128 ? "dark" : "light";
  const { first, second } = INKS[mood];
  const colors = read("chart-sequential-colors").split(",");
  const scale = colors.map((color, i) => [i / (colors.length - 1), color.trim()]);
  const mix = (share) => `color-mix(in srgb, ${text} ${share}%, ${background})`;
  return {
    ...INKS[mood],
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
