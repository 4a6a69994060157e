// The curves of training and validation, and the two lines they run between.

class LossChart extends Chart {
  axis = this.ease(); // [lowest, highest, epochs]: what is to be in the picture
  range = [0, 1]; // of the losses, with what is written above and below
  head = this.ease(); // [lastEpoch, playhead]: how far the curves reach, where the dots stand

  set(frame, { fresh }) {
    this.take(frame);
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
    this.axis.to([low, high, Math.max(1, frame.epochs)], 0.001, fresh);
    this.head.to([frame.lastEpoch, frame.epoch], 0.001 * Math.max(1, frame.epochs), fresh);
  }
  // The scrubber moves the dots at once: the curves are here already.
  seek(epoch) {
    this.head.target[1] = epoch;
  }
  x(epoch) {
    return this.left + (epoch / this.axis.now[2]) * this.across;
  }
  y(value) {
    const [low, high] = this.range;
    return this.top + ((high - value) / (high - low)) * this.down;
  }
  // Curves may be thinned: every `stride`-th epoch, and the newest.
  epochAt(i) {
    return Math.min(i * this.frame.stride, this.frame.lastEpoch);
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
    this.top = this.size;
    this.across = this.width - this.left - Math.max(12, this.size); // half of the last epoch's digits
    this.down = this.height - this.top - Math.round(this.size * 2.9);
    const [low, high] = this.axis.now;
    // Above the upper line and below the lower one, as much as what is written there takes.
    const air = Math.max(0.09 * this.down, Math.min(1.5 * this.size, 0.3 * this.down));
    const room = ((high - low) * air) / (this.down - 2 * air);
    this.range = [Math.max(0, low - room), high + room];
    this.clear();
    this.drawAxes();
    const { ceiling, floor } = this.frame;
    const known = [[ceiling, "knowing nothing", this.free(ceiling), -1], [floor, "counted bigram", "left", 1]];
    const references = known.filter(([value]) => isNumber(value));
    for (const [value] of references) {
      this.line(this.left, this.y(value), this.left + this.across, this.y(value), this.theme.muted, [5, 4]);
    }
    const { pen } = this;
    pen.save();
    pen.beginPath();
    pen.rect(this.left - 7, this.top, this.across + 14, this.down);
    pen.clip();
    const [lastEpoch, play] = this.head.now;
    for (const one of this.series) {
      if (lastEpoch > play) this.drawCurve(one, play, lastEpoch, 0.3);
      this.drawCurve(one, 0, Math.min(play, lastEpoch), 1);
    }
    pen.restore();
    for (const one of references) this.nameReference(...one);
    for (const one of this.series) this.drawHead(one, Math.min(play, lastEpoch));
    if (this.pointer) this.drawPointer();
  }
  // Over which half of a line fewer losses lie: a name there hides none.
  free(value) {
    const over = this.series.flatMap(({ values }) => values.flatMap((one, i) => (one > value ? [this.epochAt(i)] : [])));
    const late = over.filter((epoch) => 2 * epoch > this.frame.epochs).length;
    return 2 * late > over.length ? "left" : "right";
  }
  drawAxes() {
    const [low, high] = this.range;
    const epochs = this.axis.now[2];
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
  nameReference(value, label, align, side) {
    const x = align === "left" ? this.left + 8 : this.left + this.across;
    this.writeOver(label, x, this.y(value) + side * this.size * 0.75, align);
  }
  // Over curves; what is longer than the plot is wide goes on beside it, and is read to its end.
  writeOver(text, x, y, align) {
    this.pen.font = `400 ${this.size}px ${this.theme.font}`;
    const long = this.pen.measureText(text).width + 2;
    const from = align === "left" ? x : x - long;
    this.write(text, clamp(from, 0, Math.max(0, this.width - long)), y, { align: "left", over: true });
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
    pen.lineWidth = Math.max(2, this.size / 6);
    pen.lineJoin = "round";
    pen.strokeStyle = this.theme[color];
    pen.stroke();
    pen.globalAlpha = 1;
  }
  // A dot; of a loss that is above the picture an arrow at its edge, and a word.
  drawHead({ name, values, color }, epoch) {
    const value = this.valueAt(values, epoch);
    if (!isNumber(value)) return;
    const { pen, theme } = this;
    const [x, y] = [this.x(epoch), this.y(value)];
    const radius = name === "training" ? 4 : 5.5;
    pen.beginPath();
    if (y < this.top) {
      const align = x > this.left + this.across / 2 ? "right" : "left";
      const start = x + (align === "left" ? 12 : -12);
      this.writeOver("higher than drawn", start, this.top + this.size * 0.6, align);
      pen.moveTo(x, this.top + 1);
      pen.lineTo(x - radius, this.top + 2 * radius);
      pen.lineTo(x + radius, this.top + 2 * radius);
      pen.closePath();
    } else pen.arc(x, y, radius, 0, TAU);
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
    const { lastEpoch, stride } = this.frame;
    if (epoch >= lastEpoch) return this.frame.train.length - 1;
    return clamp(Math.round(epoch / stride), 0, this.frame.train.length - 1);
  }
  readout() {
    const i = this.pointed();
    const said = this.series.map((s) => `${s.name} ${loss(s.values[i])}`).join(", ");
    const first = this.series[0].values[i];
    const y = isNumber(first) ? clamp(this.y(first), this.top, this.top + this.down) : this.top;
    return { text: `epoch ${this.epochAt(i)}: ${said}`, x: this.x(this.epochAt(i)), y };
  }
  rows() {
    const row = (_, i) => [this.epochAt(i), ...this.series.map((s) => s.values[i] ?? "")];
    return [["epoch", ...this.series.map((s) => s.name)], ...this.frame.train.map(row)];
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
