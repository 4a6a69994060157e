// What a hall has found: each short training a dot, its learning rate against its validation loss.

class DotsChart extends Chart {
  set({ dots }) {
    this.dots = dots;
  }
  step() {
    return false;
  }
  draw() {
    this.clear();
    const { size, width, height, pen, theme } = this;
    const [left, bottom] = [size * 4, height - size * 3];
    const losses = this.dots.map(([, loss]) => loss);
    const low = Math.floor(Math.min(2.1, ...losses) * 10) / 10;
    const high = Math.min(3.4, Math.ceil(Math.max(2.6, ...losses) * 10) / 10);
    const x = (rate) => left + size + ((Math.log10(rate) + 2.6) / 3.2) * (width - left - 2 * size);
    const y = (loss) => size + ((high - Math.min(loss, high)) / (high - low)) * (bottom - size);
    for (const rate of [0.003, 0.01, 0.03, 0.1, 0.3, 1, 3]) {
      this.write(String(rate), x(rate), bottom + size, { base: "middle" });
    }
    for (let value = low; value <= high + 1e-9; value += tickStep(high - low, 6)) {
      this.line(left, y(value), width, y(value), theme.faint);
      this.write(value.toFixed(1), left - size * 0.5, y(value), { align: "right" });
    }
    this.write("learning rate", (left + width) / 2, height - size * 0.7);
    this.writeUpright("validation loss", size * 0.7, (size + bottom) / 2);
    const inks = [theme.third, theme.first, theme.second];
    for (const [rate, loss, layers, best] of this.dots) {
      pen.beginPath();
      pen.arc(x(rate), y(loss), size * (best ? 0.9 : 0.5), 0, TAU);
      pen.fillStyle = inks[layers];
      pen.globalAlpha = 0.8;
      pen.fill();
      pen.globalAlpha = 1;
    }
    inks.forEach((ink, i) => {
      pen.fillStyle = ink;
      pen.fillRect(width - size * 9, size * (1 + 1.5 * i) - size * 0.4, size * 0.8, size * 0.8);
      this.write(["no layer", "1 layer", "2 layers"][i], width - size * 7.6, size * (1 + 1.5 * i), { align: "left" });
    });
  }
  describe() {
    return `${this.dots.length} trainings; the lowest loss is ${loss(Math.min(...this.dots.map((d) => d[1])))}.`;
  }
}
