// What a hall has found: each short training a dot, its learning rate against its validation loss.

const HIGHEST = 3.4; // a loss that is higher stands there: a guess among all letters has 3.3

class DotsChart extends Chart {
  set({ dots }) {
    Object.assign(this, { dots, dirty: true });
  }
  draw() {
    this.clear();
    const { size, width, height, pen, theme } = this;
    const [left, top, bottom] = [size * 4, size * 3, height - size * 3];
    const losses = this.dots.map(([, loss]) => loss);
    const worst = Math.max(2.6, ...losses);
    const low = Math.floor(Math.min(2.1, ...losses) * 10) / 10;
    const high = Math.min(HIGHEST, Math.ceil(worst * 10) / 10);
    const x = (rate) => left + size + ((Math.log10(rate) + 2.6) / 3.2) * (width - left - 2 * size);
    const y = (loss) => top + ((high - Math.min(loss, high)) / (high - low)) * (bottom - size - top);
    for (const rate of [0.003, 0.01, 0.03, 0.1, 0.3, 1, 3]) {
      this.write(String(rate), x(rate), bottom + size, { base: "middle" });
    }
    const grid = (value, label) => {
      this.line(left, y(value), width, y(value), theme.faint);
      this.write(label, left - size * 0.5, y(value), { align: "right" });
    };
    const step = tickStep(high - low, 8);
    const room = worst > high ? step / 2 : -1e-9;
    for (let row = Math.ceil(low / step - 1e-9); row * step < high - room; row++) grid(row * step, (row * step).toFixed(1));
    if (worst > high) grid(high, `≥ ${high}`);
    this.write("learning rate", (left + width) / 2, height - size * 0.7);
    this.writeUpright("validation loss", size * 0.7, (top + bottom) / 2);
    const inks = [theme.third, theme.first, theme.second];
    // Beside one another, as far as layers differ.
    for (const [rate, loss, layers, best] of this.dots) {
      pen.beginPath();
      pen.arc(x(rate) + (layers - 1) * size, y(loss), size * (best ? 0.9 : 0.5), 0, TAU);
      pen.fillStyle = inks[layers];
      pen.globalAlpha = 0.8;
      pen.fill();
      pen.globalAlpha = 1;
    }
    ["no layer", "1 layer", "2 layers"].forEach((label, i) => {
      const at = left + size * (0.5 + 7 * i);
      pen.fillStyle = inks[i];
      pen.fillRect(at, size * 0.6, size * 0.8, size * 0.8);
      this.write(label, at + size * 1.4, size, { align: "left" });
    });
  }
  describe() {
    return `${this.dots.length} trainings; the lowest loss is ${loss(Math.min(...this.dots.map((d) => d[1])))}.`;
  }
}
