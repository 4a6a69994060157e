// What all charts share. Each has a target (the newest frame) and what it shows, which follows
// the target; it draws only itself, and can say in words what stands under a point.

const TAU = Math.PI * 2;
const NEAR = 24; // px from a place within which a pointer is at it
const clamp = (x, low, high) => Math.min(high, Math.max(low, x));
const isNumber = Number.isFinite;
// How many times as large as usual the page's letters are.
const textScale = () => parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;
const sheet = (width, height) => Object.assign(document.createElement("canvas"), { width, height });
const loss = (x) => (isNumber(x) ? x.toFixed(2) : "none");
const signed = (x) => x.toFixed(2).replace(/^-0\.00$/, "0.00").replace("-", "−");
function percent(p) {
  if (p < 0.0005) return "less than 0.1 %";
  if (p >= 0.9995 && p < 1) return "more than 99.9 %";
  return `${(100 * p).toFixed(p < 0.0095 || (p > 0.9905 && p < 1) ? 1 : 0)} %`;
}

// The step, a round number, between what is written at an axis of a range where `most` of them have room.
function tickStep(range, most) {
  const rough = range / most;
  const power = 10 ** Math.floor(Math.log10(rough));
  return power * [1, 2, 5, 10].find((m) => m * power >= rough);
}

// Arrays that came as text (serving/packed), and of them numbers in 16 bits, from -reach to reach and from 0
// to 1.
const unpack = (text, Numbers) => new Numbers(Uint8Array.from(atob(text), (c) => c.charCodeAt(0)).buffer);
const unpackNumbers = (text, reach) => Float64Array.from(unpack(text, Int16Array), (v) => (v / 32767) * reach);
const unpackShares = (text) => Float64Array.from(unpack(text, Uint16Array), (v) => v / 65535);

// A combining mark cannot stand alone, and a space cannot be seen.
const glyph = (c) => (c.trim() === "" ? "␣" : /^\p{M}/u.test(c) ? "◌" + c : c);

// Numbers that approach a target by a share of the way each frame: no start and no end to keep,
// so a frame that arrives in the middle of a move simply bends it.
class Eased {
  to(target, tolerance, jump = false) {
    this.target = target;
    this.tolerance = tolerance;
    if (jump || this.now?.length !== target.length) this.now = Float64Array.from(target);
  }
  step(share) {
    let moving = false;
    for (let i = 0; i < this.target.length; i++) {
      const way = this.target[i] - this.now[i];
      const far = Math.abs(way) > this.tolerance;
      this.now[i] = far ? this.now[i] + way * share : this.target[i];
      moving ||= far;
    }
    return moving;
  }
}

class Chart {
  eases = []; // what moves in it

  constructor(figure) {
    this.canvas = figure.querySelector("canvas");
    this.pen = this.canvas.getContext("2d");
  }
  ease() {
    const one = new Eased();
    this.eases.push(one);
    return one;
  }
  // A share of the way; whether anything is still on it.
  step(share) {
    return this.eases.map((one) => one.step(share)).some(Boolean);
  }
  // Take a frame of these characters; whether they are others than before.
  take(frame, characters = frame.characters) {
    const others = this.characters?.join("\n") !== characters.join("\n");
    Object.assign(this, { frame, characters, dirty: true });
    if (others) this.laid = false;
    return others;
  }
  // What depends on the size, the theme and the characters alone is worked out once for these.
  paint() {
    if (!this.laid) this.layOut();
    this.laid = true;
    this.draw();
    this.dirty = false;
  }
  layOut() {}
  fit(theme) {
    this.theme = theme;
    const { clientWidth, clientHeight } = this.canvas;
    // What is drawn grows with the page's letters; the stage says itself how large its own are.
    this.unit = theme.size ? 1 : textScale();
    this.ratio = window.devicePixelRatio * this.unit;
    this.width = clientWidth / this.unit;
    this.height = clientHeight / this.unit;
    this.canvas.width = Math.round(this.width * this.ratio);
    this.canvas.height = Math.round(this.height * this.ratio);
    const side = Math.min(this.width, this.height);
    this.size = theme.size ?? clamp(Math.round(side / 24), 13, side > 560 ? 24 : 17);
    this.pen.setTransform(this.ratio, 0, 0, this.ratio, 0, 0);
    Object.assign(this, { laid: false, dirty: true });
  }
  // Which of so many places, given in pixels, the pointer is at; null where it is at none.
  nearest(count, place) {
    const away = (i) => Math.hypot(place(i)[0] - this.pointer.x, place(i)[1] - this.pointer.y);
    let nearest = 0;
    for (let i = 1; i < count; i++) if (away(i) < away(nearest)) nearest = i;
    return away(nearest) < NEAR ? nearest : null;
  }
  clear() {
    this.pen.clearRect(0, 0, this.width, this.height);
  }
  // over: it may stand on something drawn, and has a rim.
  write(text, x, y, { align = "center", base = "middle", size = this.size, lit = false, over = false } = {}) {
    const { pen, theme } = this;
    pen.font = `${lit ? 700 : 400} ${size}px ${theme.font}`;
    pen.fillStyle = lit ? theme.text : theme.muted;
    pen.textAlign = align;
    pen.textBaseline = base;
    if (over) {
      Object.assign(pen, { lineWidth: 4, lineJoin: "round", strokeStyle: theme.background });
      pen.strokeText(text, x, y);
    }
    pen.fillText(text, x, y);
  }
  writeUpright(text, x, y) {
    this.pen.save();
    this.pen.translate(x, y);
    this.pen.rotate(-TAU / 4);
    this.write(text, 0, 0);
    this.pen.restore();
  }
  border(x, y, width, height = width) {
    this.pen.strokeStyle = this.theme.hair;
    this.pen.lineWidth = 1;
    this.pen.strokeRect(x, y, width, height);
  }
  line(x0, y0, x1, y1, color, dash = []) {
    const { pen } = this;
    pen.beginPath();
    pen.setLineDash(dash);
    pen.moveTo(x0, y0);
    pen.lineTo(x1, y1);
    pen.strokeStyle = color;
    pen.lineWidth = 1;
    pen.stroke();
    pen.setLineDash([]);
  }
}
