// The three pictures. Each has a target (the newest frame) and what it shows, which follows the
// target; it draws only itself, and can say in words what stands under a point.

const TAU = Math.PI * 2;
const clamp = (x, low, high) => Math.min(high, Math.max(low, x));
const isNumber = Number.isFinite;
const sheet = (width, height) => Object.assign(document.createElement("canvas"), { width, height });
const loss = (x) => (isNumber(x) ? x.toFixed(2) : "none");
const percent = (p) => (p < 0.0005 ? "less than 0.1 %" : `${(100 * p).toFixed(p < 0.0095 ? 1 : 0)} %`);

// A combining mark cannot stand alone, and a space cannot be seen.
const glyph = (c) => (c.trim() === "" ? "␣" : /^\p{M}/u.test(c) ? "◌" + c : c);

const VOWELS = new Set("aeiouæøœıаеёиоуыэюяєіαεηιοωυअआइईउऊऋएऐओऔािीुूृेैोौ");
function kind(character, id) {
  if (id === 0) return "end";
  if (VOWELS.has(character) || VOWELS.has(character.normalize("NFD")[0])) return "vowel";
  const letter = /^(?!y)[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Devanagari}]/u;
  return letter.test(character) && /^\p{L}/u.test(character) ? "consonant" : "other";
}

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
  constructor(figure) {
    this.canvas = figure.querySelector("canvas");
    this.pen = this.canvas.getContext("2d");
  }
  fit(theme) {
    this.theme = theme;
    const { clientWidth, clientHeight } = this.canvas;
    const ratio = window.devicePixelRatio || 1;
    Object.assign(this, { ratio, width: clientWidth, height: clientHeight });
    this.canvas.width = Math.round(clientWidth * ratio);
    this.canvas.height = Math.round(clientHeight * ratio);
    this.size = clamp(Math.round(clientHeight / 24), 13, 17);
    this.pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    this.dirty = true;
  }
  clear() {
    this.pen.clearRect(0, 0, this.width, this.height);
  }
  write(text, x, y, { align = "center", base = "middle", size = this.size, lit = false } = {}) {
    const { pen, theme } = this;
    pen.font = `${lit ? 700 : 400} ${size}px ${theme.font}`;
    pen.fillStyle = lit ? theme.text : theme.muted;
    pen.textAlign = align;
    pen.textBaseline = base;
    pen.fillText(text, x, y);
  }
  writeUpright(text, x, y) {
    this.pen.save();
    this.pen.translate(x, y);
    this.pen.rotate(-TAU / 4);
    this.write(text, 0, 0);
    this.pen.restore();
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

function tickStep(range, most) {
  const rough = range / most;
  const power = 10 ** Math.floor(Math.log10(rough));
  return power * [1, 2, 5, 10].find((m) => m * power >= rough);
}

class LossChart extends Chart {
  axis = new Eased(); // [lowest, highest, epochs]: the ranges
  head = new Eased(); // [frontier, playhead]: how far the curves reach, where the dots stand

  set(frame, { fresh }) {
    this.frame = frame;
    this.series = [
      { name: "training", values: frame.train, color: "first" },
      { name: "validation", values: frame.validation, color: "second" },
    ].filter((s) => s.values);
    const known = this.series.flatMap((s) => s.values).filter(isNumber);
    if (isNumber(frame.floor)) known.push(frame.floor);
    const { ceiling } = frame;
    // A loss that blows up leaves the picture at the top instead of pressing all else flat.
    const low = Math.min(ceiling * 0.8, ...known);
    const high = clamp(Math.max(ceiling, ...known), ceiling, ceiling + 0.4 * (ceiling - low));
    const room = (high - low) * 0.11;
    this.axis.to([Math.max(0, low - room), high + room, Math.max(1, frame.epochs)], 0.001, fresh);
    this.head.to([frame.frontier, frame.epoch], 0.001 * Math.max(1, frame.epochs), fresh);
    this.dirty = true;
  }
  // The scrubber moves the dots at once: the curves are here already.
  seek(epoch) {
    this.head.target[1] = epoch;
  }
  step(share) {
    const ranges = this.axis.step(share);
    return this.head.step(share) || ranges;
  }
  x(epoch) {
    return this.left + (epoch / this.axis.now[2]) * this.across;
  }
  y(value) {
    const [low, high] = this.axis.now;
    return this.top + ((high - value) / (high - low)) * this.down;
  }
  // Curves may be thinned: every `stride`-th epoch, and the newest.
  epochAt(i) {
    return Math.min(i * this.frame.stride, this.frame.frontier);
  }
  valueAt(values, epoch) {
    const i = Math.min(Math.floor(epoch / this.frame.stride), values.length - 1);
    const [a, b] = [values[i], values[Math.min(i + 1, values.length - 1)]];
    const gap = this.epochAt(i + 1) - this.epochAt(i) || 1;
    const value = a + (b - a) * clamp((epoch - this.epochAt(i)) / gap, 0, 1);
    return a === null ? NaN : b === null ? a : value;
  }
  draw() {
    this.left = Math.round(this.size * 3.7);
    this.top = Math.round(this.size * 0.5);
    this.across = this.width - this.left - 12;
    this.down = this.height - this.top - Math.round(this.size * 2.9);
    this.clear();
    this.drawAxes();
    this.drawReference(this.frame.ceiling, "knowing nothing (ln V)", "right", -1);
    if (isNumber(this.frame.floor)) this.drawReference(this.frame.floor, "counted bigram", "left", 1);
    const { pen } = this;
    pen.save();
    pen.beginPath();
    pen.rect(this.left - 7, this.top, this.across + 14, this.down);
    pen.clip();
    const [frontier, play] = this.head.now;
    for (const one of this.series) {
      if (frontier > play) this.drawCurve(one, play, frontier, 0.3);
      this.drawCurve(one, 0, Math.min(play, frontier), 1);
    }
    for (const one of this.series) this.drawHead(one, Math.min(play, frontier));
    if (this.pointer) this.drawPointer();
    pen.restore();
  }
  drawAxes() {
    const [low, high, epochs] = this.axis.now;
    const bottom = this.top + this.down;
    const right = this.left + this.across;
    const stepY = tickStep(high - low, this.down / 46);
    for (let v = Math.ceil(low / stepY) * stepY; v <= high; v += stepY) {
      this.line(this.left, this.y(v), right, this.y(v), this.theme.faint);
      this.write(v.toFixed(stepY < 0.1 ? 2 : 1), this.left - 7, this.y(v), { align: "right" });
    }
    const stepX = Math.max(1, tickStep(epochs, this.across / 52));
    for (let e = 0; e <= epochs + 1e-6; e += stepX) {
      this.line(this.x(e), bottom, this.x(e), bottom + 4, this.theme.hair);
      this.write(String(Math.round(e)), this.x(e), bottom + 7, { base: "top" });
    }
    this.line(this.left, bottom, right, bottom, this.theme.hair);
    this.write("epoch", this.left + this.across / 2, this.height - 2, { base: "bottom" });
    this.writeUpright("loss (nats a letter)", this.size * 0.65, this.top + this.down / 2);
  }
  drawReference(value, label, align, side) {
    const y = this.y(value);
    const right = this.left + this.across;
    this.line(this.left, y, right, y, this.theme.muted, [5, 4]);
    const x = align === "left" ? this.left + 4 : right;
    this.write(label, x, y + side * this.size * 0.75, { align });
  }
  drawCurve({ values, color }, from, to, alpha) {
    const { pen } = this;
    pen.beginPath();
    let joined = false;
    const point = (epoch, value) => {
      if (isNumber(value)) pen[joined ? "lineTo" : "moveTo"](this.x(epoch), this.y(value));
      joined = isNumber(value);
    };
    point(from, this.valueAt(values, from));
    for (let i = Math.floor(from / this.frame.stride) + 1; i < values.length; i++) {
      if (this.epochAt(i) >= to) break;
      point(this.epochAt(i), values[i] ?? NaN);
    }
    point(to, this.valueAt(values, to));
    pen.globalAlpha = alpha;
    pen.lineWidth = 2;
    pen.lineJoin = "round";
    pen.strokeStyle = this.theme[color];
    pen.stroke();
    pen.globalAlpha = 1;
  }
  drawHead({ name, values, color }, epoch) {
    const value = this.valueAt(values, epoch);
    if (!isNumber(value)) return;
    const { pen, theme } = this;
    pen.beginPath();
    pen.arc(this.x(epoch), this.y(value), name === "training" ? 4 : 5.5, 0, TAU);
    pen.lineWidth = 2;
    pen.strokeStyle = theme[color];
    pen.fillStyle = theme[color];
    if (name === "training") pen.fill();
    else pen.stroke();
  }
  drawPointer() {
    const x = this.x(this.epochAt(this.pointed()));
    this.line(x, this.top, x, this.top + this.down, this.theme.muted);
  }
  pointed() {
    const epoch = ((this.pointer.x - this.left) / this.across) * this.axis.now[2];
    const { frontier, stride } = this.frame;
    if (epoch >= frontier) return this.frame.train.length - 1;
    return clamp(Math.round(epoch / stride), 0, this.frame.train.length - 1);
  }
  readout() {
    const i = this.pointed();
    const said = this.series.map((s) => `${s.name} ${loss(s.values[i])}`).join(", ");
    const first = this.series[0].values[i];
    const y = isNumber(first) ? clamp(this.y(first), this.top, this.top + this.down) : this.top;
    return { text: `epoch ${this.epochAt(i)}: ${said}`, x: this.x(this.epochAt(i)), y };
  }
  describe() {
    const { epoch, epochs, now, ceiling, floor } = this.frame;
    const validation = isNumber(now[1]) ? `, validation ${loss(now[1])}` : "";
    const counted = isNumber(floor) ? `, counted bigram ${loss(floor)}` : "";
    return (
      `Loss at epoch ${epoch} of ${epochs}: training ${loss(now[0])}${validation}; ` +
      `knowing nothing ${loss(ceiling)}${counted}.`
    );
  }
}

class MatrixChart extends Chart {
  cells = new Eased(); // square roots of probabilities: the eye then sees the rare pairs too

  set(frame) {
    if (this.characters?.join("\n") !== frame.characters.join("\n")) {
      this.characters = frame.characters;
      this.glyphs = frame.characters.map(glyph);
      const count = this.glyphs.length;
      this.picture = sheet(count, count);
      this.image = new ImageData(count, count);
      this.pixels = new Uint32Array(this.image.data.buffer);
      this.labels = null;
    }
    this.cells.to(frame.matrix, 1 / 300);
    this.dirty = true;
  }
  step(share) {
    return this.cells.step(share);
  }
  fit(theme) {
    super.fit(theme);
    this.labels = null;
  }
  // The square takes what room the letters leave.
  layOut() {
    const { pen, glyphs, size } = this;
    const room = Math.min(this.width, this.height) - size * 2.8;
    const letter = clamp(Math.floor(room / glyphs.length), 12, size);
    pen.font = `${letter}px ${this.theme.font}`;
    const widest = Math.max(...glyphs.map((g) => pen.measureText(g).width));
    const lane = letter * 0.85;
    const rows = this.lanes(letter * 0.95, room);
    const columns = this.lanes(widest, room);
    const margin = Math.round(size * 1.4 + letter * 0.4 + lane * Math.max(rows.lanes, columns.lanes));
    this.side = Math.min(this.width, this.height) - margin - 2;
    this.left = Math.round((this.width - this.side - margin) / 2) + margin;
    this.top = margin;
    this.labels = { letter, lane, rows, columns, margin };
  }
  // Where one letter needs more room than its cell they stand in two lanes, and where that is not
  // enough some are left out.
  lanes(need, room) {
    const cells = (need * this.glyphs.length) / room;
    const lanes = cells > 1 ? 2 : 1;
    return { lanes, every: Math.ceil(cells / lanes) };
  }
  draw() {
    if (!this.labels) this.layOut();
    const { pen, glyphs, side, left, top } = this;
    const { heat } = this.theme;
    const values = this.cells.now;
    for (let i = 0; i < values.length; i++) {
      this.pixels[i] = heat[clamp(Math.round(values[i] * 255), 0, 255)];
    }
    this.picture.getContext("2d").putImageData(this.image, 0, 0);
    this.drawLetters();
    pen.imageSmoothingEnabled = false;
    pen.drawImage(this.picture, 0, 0, glyphs.length, glyphs.length, left, top, side, side);
    pen.strokeStyle = this.theme.hair;
    pen.lineWidth = 1;
    pen.strokeRect(left - 0.5, top - 0.5, side + 1, side + 1);
    if (this.pointer) this.drawPointer();
  }
  drawLetters() {
    const { glyphs, side, left, top, size } = this;
    const { letter, lane, rows, columns, margin, lettered } = this.labels;
    const cell = side / glyphs.length;
    const [row, column] = this.pointed() ?? [];
    if (lettered === `${row} ${column}`) return; // still there: only the square is painted over
    this.labels.lettered = `${row} ${column}`;
    this.clear();
    const away = (i, axis) => letter * 0.65 + lane * ((i / axis.every) % axis.lanes);
    for (let i = 0; i < glyphs.length; i += rows.every) {
      const x = left - away(i, rows);
      this.write(glyphs[i], x, top + (i + 0.5) * cell, { size: letter, lit: i === row });
    }
    for (let i = 0; i < glyphs.length; i += columns.every) {
      const y = top - away(i, columns);
      this.write(glyphs[i], left + (i + 0.5) * cell, y, { size: letter, lit: i === column });
    }
    this.write("next letter", left + side / 2, size * 0.6);
    this.writeUpright("letter", left - margin + size * 0.6, top + side / 2);
  }
  drawPointer() {
    const cell = this.pointed();
    if (!cell) return;
    const width = this.side / this.glyphs.length;
    this.pen.strokeStyle = this.theme.second;
    this.pen.lineWidth = 2;
    this.pen.strokeRect(this.left + cell[1] * width, this.top + cell[0] * width, width, width);
  }
  pointed() {
    if (!this.pointer) return null;
    const count = this.glyphs.length;
    const row = Math.floor(((this.pointer.y - this.top) / this.side) * count);
    const column = Math.floor(((this.pointer.x - this.left) / this.side) * count);
    const inside = (i) => i >= 0 && i < count;
    return inside(row) && inside(column) ? [row, column] : null;
  }
  sentence(row, column) {
    const share = `${percent(this.cells.target[row * this.glyphs.length + column] ** 2)} of the time`;
    const [standing, next] = [this.glyphs[row], this.glyphs[column]];
    if (row === 0 && column === 0) return `a name has no letters ${share}`;
    if (row === 0) return `a name begins with ${next} ${share}`;
    if (column === 0) return `after ${standing} the name ends ${share}`;
    return `after ${standing} comes ${next} ${share}`;
  }
  readout() {
    const cell = this.pointed();
    if (!cell) return null;
    const width = this.side / this.glyphs.length;
    const x = this.left + (cell[1] + 0.5) * width;
    return { text: this.sentence(...cell), x, y: this.top + cell[0] * width };
  }
  describe() {
    const count = this.glyphs.length;
    const order = [...this.cells.target.keys()].sort((a, b) => this.cells.target[b] - this.cells.target[a]);
    const said = order.slice(0, 3).map((i) => this.sentence(Math.floor(i / count), i % count));
    return `Matrix of ${count} by ${count} characters, which follows which. Strongest: ${said.join("; ")}.`;
  }
}

class PointsChart extends Chart {
  // [x0, y0, x1, y1, ..., centre x, centre y, half the span]: with one share for all of them no
  // letter can leave the frame on its way.
  places = new Eased();

  set(frame) {
    const changed = this.characters?.join("\n") !== frame.characters.join("\n");
    this.characters = frame.characters;
    this.kinds = frame.characters.map(kind);
    const xs = frame.points.filter((_, i) => i % 2 === 0);
    const ys = frame.points.filter((_, i) => i % 2 === 1);
    const [left, right] = [Math.min(...xs), Math.max(...xs)];
    const [low, high] = [Math.min(...ys), Math.max(...ys)];
    const half = Math.max(right - left, high - low, 1e-9) / 2;
    const range = [(left + right) / 2, (low + high) / 2, half];
    this.places.to([...frame.points, ...range], half * 0.002, changed);
    if (changed) this.sprites = null;
    this.dirty = true;
  }
  step(share) {
    return this.places.step(share);
  }
  fit(theme) {
    super.fit(theme);
    this.sprites = null;
  }
  // Outlined text is slow to draw, and the letters are the same in every frame: drawn once.
  paintSprites() {
    const size = Math.round(this.size * 1.25);
    this.box = Math.round(size * 1.6);
    const scale = this.ratio;
    const ink = { vowel: "second", consonant: "first", end: "third", other: "muted" };
    this.sprites = this.characters.map((character, i) => {
      const sprite = sheet(Math.ceil(this.box * scale), Math.ceil(this.box * scale));
      const pen = sprite.getContext("2d");
      pen.scale(scale, scale);
      pen.font = `600 ${size}px ${this.theme.font}`;
      pen.textAlign = "center";
      pen.textBaseline = "alphabetic";
      pen.lineJoin = "round";
      pen.lineWidth = 3;
      pen.strokeStyle = this.theme.background;
      pen.fillStyle = this.theme[ink[this.kinds[i]]];
      if (i === 0) this.paintDot(pen);
      else {
        pen.strokeText(glyph(character), this.box / 2, this.box / 2 + size * 0.28);
        pen.fillText(glyph(character), this.box / 2, this.box / 2 + size * 0.28);
      }
      return sprite;
    });
  }
  // A full stop alone is a speck: it stands in a ring.
  paintDot(pen) {
    const circle = (radius) => {
      pen.beginPath();
      pen.arc(this.box / 2, this.box / 2, radius, 0, TAU);
    };
    circle(this.size * 0.6);
    pen.stroke();
    pen.lineWidth = 2;
    pen.strokeStyle = pen.fillStyle;
    pen.stroke();
    circle(this.size * 0.2);
    pen.fill();
  }
  place(i) {
    const { now } = this.places;
    const [x, y, half] = now.subarray(now.length - 3);
    const inset = this.size * 1.3;
    const scale = (Math.min(this.width, this.height) / 2 - inset) / half;
    return [this.width / 2 + (now[2 * i] - x) * scale, this.height / 2 - (now[2 * i + 1] - y) * scale];
  }
  draw() {
    if (!this.sprites) this.paintSprites();
    const { pen, box } = this;
    this.clear();
    pen.strokeStyle = this.theme.hair;
    pen.lineWidth = 1;
    pen.strokeRect(0.5, 0.5, this.width - 1, this.height - 1);
    for (let i = this.sprites.length - 1; i >= 0; i--) {
      const [x, y] = this.place(i);
      pen.drawImage(this.sprites[i], x - box / 2, y - box / 2, box, box);
    }
    const lit = this.pointer && this.pointed();
    if (lit == null) return;
    const [x, y] = this.place(lit);
    pen.beginPath();
    pen.arc(x, y, this.size, 0, TAU);
    pen.strokeStyle = this.theme.text;
    pen.stroke();
  }
  pointed() {
    const away = (i) => Math.hypot(this.place(i)[0] - this.pointer.x, this.place(i)[1] - this.pointer.y);
    let nearest = 0;
    for (let i = 1; i < this.characters.length; i++) if (away(i) < away(nearest)) nearest = i;
    return away(nearest) < 24 ? nearest : null;
  }
  readout() {
    const i = this.pointed();
    if (i === null) return null;
    const [x, y] = this.place(i);
    const said = { vowel: ", a vowel", consonant: ", a consonant", other: "" };
    const text = i === 0 ? "the dot: where names begin and end" : glyph(this.characters[i]) + said[this.kinds[i]];
    return { text, x, y: y - this.size };
  }
  describe() {
    const count = this.characters.length;
    const { target } = this.places;
    let best = { away: Infinity };
    for (let i = 0; i < count; i++) {
      for (let j = 0; j < i; j++) {
        const away = Math.hypot(target[2 * i] - target[2 * j], target[2 * i + 1] - target[2 * j + 1]);
        if (away < best.away) best = { away, pair: [j, i].map((k) => glyph(this.characters[k])) };
      }
    }
    const closest = best.pair ? ` Closest in the picture: ${best.pair.join(" and ")}.` : "";
    return `Embedding plot of ${count} characters.${closest}`;
  }
}
