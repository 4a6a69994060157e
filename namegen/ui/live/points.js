// The letters at their places in two dimensions.

const SHARE = 0.35; // of the picture, which all letters together may cover

// Of each kind of letter, as the frame's `kinds` name it: its ink, and what a read-out adds.
const KINDS = {
  v: { ink: "second", said: ", a vowel" },
  c: { ink: "first", said: ", a consonant" },
  m: { ink: "third", said: "" },
  o: { ink: "muted", said: "" },
};

// Which colour stands for what. A few characters that are neither, such as a hyphen, are named; many are
// "others", or where there is nothing else "characters".
function showKinds(key, { kinds, characters }) {
  const others = characters.filter((_, i) => kinds[i] === "o").map(glyph);
  const many = /[vc]/.test(kinds) ? "others" : "characters";
  setText(key.querySelector(".other"), others.length > 3 ? many : others.join(" "));
  for (const one of ["vowel", "consonant", "other"]) key.querySelector(`.${one}`).hidden = !kinds.includes(one[0]);
}

class PointsChart extends Chart {
  places = this.ease(); // [x0, y0, x1, y1, ...] in a frame from -1 to 1

  set(frame) {
    const changed = this.take(frame);
    this.kinds = frame.kinds;
    this.points = frame.points;
    this.places.to(edged(frame.points), 0.002, changed);
  }
  // Outlined text is slow to draw, and the letters are the same in every frame: drawn once.
  layOut() {
    const { pen: ruler, theme } = this;
    // Of many letters each is smaller; large ones stand farther apart, so that no corners meet.
    const room = Math.sqrt((SHARE * this.width * this.height) / this.characters.length);
    const size = clamp(Math.round(room), theme.size ?? 11, Math.round(this.size * 1.25));
    ruler.font = `600 ${size}px ${theme.font}`;
    const drawn = this.characters.map((c) => ruler.measureText(glyph(c)));
    const across = drawn.map((of) => Math.hypot(of.width, of.actualBoundingBoxAscent + of.actualBoundingBoxDescent));
    this.least = Math.max(size, ...across);
    this.box = Math.round(Math.max(size, ...drawn.map((of) => of.width)) * 1.6);
    const scale = this.ratio;
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
      pen.fillStyle = this.theme[KINDS[this.kinds[i]].ink];
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
  // Where each letter is, in pixels, and where it is written: where that would cover another, beside it.
  arrange() {
    const scale = Math.min(this.width, this.height) / 2 - this.size * 1.3;
    const [middle, centre] = [this.width / 2, this.height / 2];
    this.true = this.places.now.map((at, i) => (i % 2 ? centre - at * scale : middle + at * scale));
    // Nothing is moved out of the frame.
    const inside = (at, i) => clamp(at, this.size, (i % 2 ? this.height : this.width) - this.size);
    this.written = apart(this.true, this.least, inside);
  }
  place(i) {
    return this.written.subarray(2 * i, 2 * i + 2);
  }
  // From a letter that had to make way a pale line to its own place, a dot; beside one that lies farther
  // out a head of an arrow. A short line alone would be read as a hyphen.
  paintWays() {
    const { pen, theme } = this;
    const marks = new Path2D();
    pen.beginPath();
    for (let i = 0; i < this.characters.length; i++) {
      const [x, y] = this.place(i);
      const [tx, ty] = this.true.subarray(2 * i, 2 * i + 2);
      if (beyond(this.points, i)) {
        const [dx, dy] = [tx - this.width / 2, ty - this.height / 2];
        const unit = this.size / Math.hypot(dx, dy);
        const at = (out, aside) => [x + unit * (out * dx - aside * dy), y + unit * (out * dy + aside * dx)];
        marks.moveTo(...at(0.8, -0.3));
        marks.lineTo(...at(1.25, 0));
        marks.lineTo(...at(0.8, 0.3));
        marks.closePath();
      }
      if (Math.hypot(x - tx, y - ty) < this.size / 2) continue;
      pen.moveTo(x, y);
      pen.lineTo(tx, ty);
      marks.moveTo(tx + 2, ty);
      marks.arc(tx, ty, 2, 0, TAU);
    }
    pen.lineWidth = 1;
    pen.strokeStyle = theme.hair;
    pen.stroke();
    pen.fillStyle = pen.strokeStyle = theme.muted;
    pen.fill(marks);
  }
  draw() {
    const { pen, box } = this;
    this.clear();
    this.border(0.5, 0.5, this.width - 1, this.height - 1);
    this.arrange();
    this.paintWays();
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
    return this.nearest(this.characters.length, (i) => this.place(i));
  }
  readout() {
    const i = this.pointed();
    if (i === null) return null;
    const [x, y] = this.place(i);
    const letter = i === 0 ? "the dot: where names begin and end" : glyph(this.characters[i]);
    const far = beyond(this.points, i) ? ", farther out than the edge" : "";
    const text = letter + KINDS[this.kinds[i]].said + far;
    return { text, x, y: y - this.size };
  }
  beyond() {
    const far = [...this.characters.keys()].filter((i) => beyond(this.points, i));
    return far.map((i) => (i ? glyph(this.characters[i]) : "the dot")).join(", ");
  }
  rows() {
    const at = (i) => this.points.slice(2 * i, 2 * i + 2).map((number) => number.toFixed(4));
    return [["letter", "across", "up"], ...this.characters.map((c, i) => [c, ...at(i)])];
  }
  describe() {
    const count = this.characters.length;
    const { points: target } = this;
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
