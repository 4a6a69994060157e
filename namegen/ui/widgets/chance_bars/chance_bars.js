// The chances of what comes next: a bar for each letter, and outlines of what they are to come to.

const WIDE = 0.85; // of the room of a bar that it takes
const TOLD = 3; // of the likeliest letters
const LEADS = { ArrowLeft: -1, ArrowRight: 1, Home: -Infinity, End: Infinity };

class BarsChart extends Chart {
  bars = this.ease();

  set(frame) {
    const others = this.take(frame, frame.letters);
    this.bars.to(frame.chances, 0.0005, others);
  }

  layOut() {
    const { pen, size, theme, frame } = this;
    this.left = Math.round(size * 3.2);
    this.top = Math.round(size * 0.7);
    const along = this.width - this.left;
    const count = frame.letters.length;
    pen.font = `400 ${size}px ${theme.font}`;
    const room = 3 + Math.max(...frame.letters.map((letter) => pen.measureText(letter).width));
    // The last letter may be wider than its bar.
    this.slot = (along - Math.max(0, (room - along / count) / 2)) / count;
    // Where they have no room side by side they stand in two lanes, and what has none there is left out.
    this.lanes = room > this.slot ? 2 : 1;
    this.every = Math.ceil(room / this.slot / this.lanes);
    this.down = this.height - this.top - Math.round(size * (0.7 + 1.1 * this.lanes));
  }
  x(i) {
    return this.left + (i + 0.5) * this.slot;
  }
  y(chance) {
    return this.top + this.down * (1 - chance / this.frame.top);
  }

  draw() {
    this.clear();
    const { pen, theme, frame, slot } = this;
    const bottom = this.top + this.down;
    const gap = tickStep(100 * frame.top, this.down / 36);
    for (let line = 0; line <= 100 * frame.top + 1e-9; line += gap) {
      const y = this.y(line / 100);
      this.line(this.left, y, this.width, y, line ? theme.faint : theme.hair);
      this.write(`${line.toFixed(gap < 1 ? 1 : 0)} %`, this.left - 7, y, { align: "right" });
    }
    const lit = this.pointer ? this.pointed() : null;
    frame.letters.forEach((letter, i) => {
      const x = this.x(i) - (slot * WIDE) / 2;
      pen.fillStyle = i === frame.marked ? theme.second : theme.first;
      pen.fillRect(x, this.y(this.bars.now[i]), slot * WIDE, bottom - this.y(this.bars.now[i]));
      pen.lineWidth = 1.5;
      pen.strokeStyle = theme.muted;
      if (frame.targets.length) pen.strokeRect(x, this.y(frame.targets[i]), slot * WIDE, bottom - this.y(frame.targets[i]));
      pen.strokeStyle = theme.text;
      if (i === lit) pen.strokeRect(x - 1, this.top, slot * WIDE + 2, this.down);
      const lane = (i / this.every) % this.lanes;
      const below = bottom + 6 + 1.1 * lane * this.size;
      if (i % this.every === 0) this.write(letter, this.x(i), below, { base: "top", lit: i === frame.marked });
    });
  }

  pointed() {
    const i = Math.floor((this.pointer.x - this.left) / this.slot);
    return i in this.frame.letters ? i : null;
  }
  keyed(key) {
    if (!(key in LEADS)) return null;
    const now = (this.pointer && this.pointed()) ?? -1;
    return { x: this.x(clamp(now + LEADS[key], 0, this.frame.letters.length - 1)), y: this.top };
  }
  readout() {
    const i = this.pointed();
    return i === null ? null : { text: this.frame.said[i], x: this.x(i), y: this.y(this.frame.chances[i]) };
  }
  rows() {
    const { letters, chances, targets } = this.frame;
    const row = (letter, i) => [letter, ...[chances, targets].filter((of) => of.length).map((of) => of[i].toFixed(6))];
    return [["letter", "chance", ...(targets.length ? ["target"] : [])], ...letters.map(row)];
  }
  describe() {
    const { chances, said } = this.frame;
    const likeliest = [...chances.keys()].sort((a, b) => chances[b] - chances[a]).slice(0, TOLD);
    return `What comes next. The likeliest: ${likeliest.map((i) => said[i]).join("; ")}. Arrow keys lead from bar to bar.`;
  }
}

class Bars extends Board {
  makeCharts() {
    return { bars: new BarsChart(this.find("figure")) };
  }
  take(frame) {
    super.take(frame);
    this.write(".title", frame.title);
    this.full[0].call();
  }
}

export default inPage(Bars);
