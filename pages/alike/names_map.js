// Names as dots on a map. The one asked for and its nearest stand out, and are written where they find room.

const [GREY_DOT, DOT, ASKED_DOT] = [2.5, 4, 6.5]; // radii in pixels
const GAP = 8; // between a dot and its name
const RIM = 3; // of the picture, where no name stands

class NamesChart extends Chart {
  places = this.ease(); // [x0, y0, x1, y1, ...] of the sample, where the farthest of it is at 1

  set(frame) {
    const { names, points, asked } = frame;
    const others = this.take(frame, names);
    this.asked = asked;
    const standsOut = new Set(asked.map(([name]) => name));
    this.grey = [...names.keys()].filter((i) => !standsOut.has(names[i]));
    this.places.to(points, 0.002, others);
  }

  // What is drawn, the name asked for first: [name, x, y, radius, colour], in pixels.
  arrange() {
    const { width, height, theme } = this;
    const scale = Math.min(width, height) / 2 - this.size;
    const dot = (name, x, y, radius, color) => [
      name,
      clamp(width / 2 + x * scale, radius, width - radius),
      clamp(height / 2 - y * scale, radius, height - radius),
      radius,
      color,
    ];
    const now = (i) => this.places.now.subarray(2 * i, 2 * i + 2);
    const loud = this.asked.map(([name, x, y], i) =>
      i ? dot(name, x, y, DOT, theme.first) : dot(name, x, y, ASKED_DOT, theme.second));
    this.dots = [...loud, ...this.grey.map((i) => dot(this.frame.names[i], ...now(i), GREY_DOT, theme.muted))];
  }

  // Of the names that stand out, those that find room beside their dots, and where. The first, which is asked
  // for, may lie on dots where it must; the others may not.
  writeOut() {
    const { pen, size, width, height } = this;
    pen.font = `600 ${size}px ${this.theme.font}`;
    const loud = this.dots.slice(0, this.asked.length);
    const covers = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
    const apart = (box) => ({ ...box, left: box.left - size / 2, right: box.right + size / 2 }); // two words
    const around = ([, x, y]) => ({ left: x - DOT, right: x + DOT, top: y - DOT, bottom: y + DOT });
    this.written = [];
    for (const [name, x, y, , color] of loud) {
      const wide = pen.measureText(name).width;
      const at = (across, down) => {
        const left = x + (across < 0 ? -wide - GAP : across ? GAP : -wide / 2);
        const top = y + (down < 0 ? -size - GAP : down ? GAP : -size / 2);
        return { name, color, left, top, right: left + wide, bottom: top + size };
      };
      const free = [[0, -1], [1, -1], [-1, -1], [0, 1], [1, 1], [-1, 1], [1, 0], [-1, 0]]
        .map(([across, down]) => at(across, down))
        .filter((box) => Math.min(box.left, box.top, width - box.right, height - box.bottom) > RIM)
        .filter((box) => !this.written.some((other) => covers(box, apart(other))))
        .map((box) => ({ ...box, hidden: loud.filter((dot) => covers(box, around(dot))).length }))
        .sort((a, b) => a.hidden - b.hidden);
      if (free.length && (!this.written.length || !free[0].hidden)) this.written.push(free[0]);
    }
  }

  draw() {
    this.arrange();
    this.writeOut();
    const { pen, theme } = this;
    this.clear();
    this.border(0.5, 0.5, this.width - 1, this.height - 1);
    for (const [, x, y, radius, color] of this.dots.toReversed()) {
      pen.beginPath();
      pen.arc(x, y, radius, 0, TAU);
      pen.globalAlpha = radius === GREY_DOT ? 0.6 : 1;
      pen.fillStyle = color;
      pen.fill();
    }
    Object.assign(pen, { globalAlpha: 1, textAlign: "left", textBaseline: "middle", lineJoin: "round" });
    Object.assign(pen, { font: `600 ${this.size}px ${theme.font}`, lineWidth: 3, strokeStyle: theme.background });
    for (const { name, left, top, color } of this.written) {
      pen.fillStyle = color;
      pen.strokeText(name, left, top + this.size / 2);
      pen.fillText(name, left, top + this.size / 2);
    }
    const lit = this.pointer && this.pointed();
    if (!lit) return;
    pen.beginPath();
    pen.arc(lit[1], lit[2], lit[3] + 3, 0, TAU);
    pen.lineWidth = 1;
    pen.strokeStyle = theme.text;
    pen.stroke();
  }

  pointed() {
    const i = this.nearest(this.dots.length, (i) => this.dots[i].slice(1, 3));
    return i === null ? null : this.dots[i];
  }
  readout() {
    const dot = this.pointed();
    return dot && { text: dot[0], x: dot[1], y: dot[2] - dot[3] };
  }

  rows() {
    const at = (place) => [...place].map((number) => number.toFixed(4));
    const loud = this.asked.map(([name, ...place], i) => [name, ...at(place), i ? "nearest" : "asked for"]);
    const rest = this.grey.map((i) => [this.frame.names[i], ...at(this.places.target.slice(2 * i, 2 * i + 2)), ""]);
    return [["name", "across", "up", ""], ...loud, ...rest];
  }
  describe() {
    const [asked, ...near] = this.asked.map(([name]) => name);
    const listed = near.length ? `, and its nearest: ${near.join(", ")}` : "";
    return `A map of ${this.grey.length + this.asked.length} names.${asked ? ` On it ${asked}${listed}.` : ""}`;
  }
}

class NamesMap extends Board {
  makeCharts() {
    return { names: new NamesChart(this.find("figure")) };
  }
  listen() {
    super.listen();
    const { names } = this.charts;
    names.canvas.onclick = () => {
      const dot = this.frame && names.pointer && names.pointed();
      if (dot) this.choose(dot[0]);
    };
  }
  take({ names, reach, points, asked }) {
    const near = asked.map(([name, x, y]) => [name, x / reach, y / reach]);
    super.take({ names, points: unpackNumbers(points, 1), asked: near });
  }
}

export default inPage(NamesMap);
