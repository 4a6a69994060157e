// The letters of the network, led through its training by a slider and a Play button.

const STEP = 160; // ms from one epoch to the next while playing

class DriftChart extends PointsChart {
  // Beneath the letters: a ring around the chosen one, and lines to its nearest.
  paintWays() {
    super.paintWays();
    const { pen } = this;
    const { chosen, near } = this.frame;
    const [x, y] = this.place(chosen);
    pen.beginPath();
    for (const [id] of near) {
      pen.moveTo(x, y);
      pen.lineTo(...this.place(id));
    }
    pen.lineWidth = 2;
    pen.stroke();
    pen.beginPath();
    pen.arc(x, y, this.size * 1.2, 0, TAU);
    pen.lineWidth = 3;
    pen.stroke();
  }
}

class Drift extends Board {
  makeCharts() {
    return { points: new DriftChart(this.find("figure")) };
  }

  listen() {
    super.listen();
    this.range = this.find("input");
    this.button = this.find(".play");
    this.range.oninput = () => this.seek(Number(this.range.value));
    this.button.onclick = () => (this.playing ? this.pause() : this.play());
    const { points } = this.charts;
    points.canvas.onclick = () => {
      const id = points.pointer && points.pointed();
      if (id !== null) this.choose(id);
    };
  }

  take(letters) {
    const same = this.letters?.points === letters.points;
    const asked = this.end === 0; // who has guessed sees the letters move
    this.letters = letters;
    this.places = unpackNumbers(letters.points, letters.reach);
    this.end = letters.epochs.length - 1;
    this.range.max = this.end;
    this.range.hidden = this.button.hidden = this.end === 0;
    if (!same) {
      this.stop();
      this.at = this.end;
    }
    if (!same && asked && !this.calm.matches) this.play();
    else this.show();
  }

  play() {
    if (this.at === this.end) this.at = -1;
    this.playing = true;
    this.next();
  }
  next() {
    this.at += 1;
    if (this.at < this.end) this.timer = setTimeout(() => this.next(), STEP);
    else this.playing = false;
    this.show();
  }
  stop() {
    clearTimeout(this.timer);
    this.playing = false;
  }
  pause() {
    this.stop();
    this.say();
  }
  seek(at) {
    this.stop();
    this.at = at;
    this.show();
  }
  leave() {
    super.leave();
    this.stop();
  }

  show() {
    const { characters, kinds, chosen, neighbours } = this.letters;
    const size = 2 * characters.length;
    const points = [...this.places.subarray(this.at * size, (this.at + 1) * size)];
    super.take({ characters, kinds, points, chosen, near: neighbours[this.at] });
    showKinds(this.find(".key"), this.frame);
    this.say();
  }
  get moment() {
    return `-epoch-${this.letters.epochs[this.at]}`;
  }

  say() {
    const { epochs, shown, labels, numbers, chosen, neighbours } = this.letters;
    const where = this.end ? `epoch ${epochs[this.at]} of ${epochs[this.end]}` : "Before training";
    this.range.value = this.at;
    this.range.ariaValueText = where;
    this.range.style.setProperty("--seen", `${(100 * this.at) / Math.max(1, this.end)}%`);
    setText(this.button, this.playing ? "Pause" : "Play");
    this.write(".epoch", where);
    const far = this.charts.points.beyond();
    this.write(
      ".shown",
      `The picture shows ${Math.round(100 * shown[this.at])} % of the variance, common letters counting ` +
        `more. Letters that would cover one another stand a little apart.${far && ` Farther out than drawn: ${far}.`}`,
    );
    const near = this.find(".near");
    const how = ` by the cosine of the angle in all ${numbers} numbers: `;
    near.replaceChildren(`Nearest to `, this.bold(labels[chosen]), how);
    neighbours[this.at].forEach(([id, away], i) => {
      const one = document.createElement("span");
      one.append(this.bold(labels[id]), ` ${signed(away)}`);
      near.append(i ? ", " : "", one);
    });
    near.append(".");
  }
  bold(text) {
    return Object.assign(document.createElement("b"), { textContent: text, dir: "auto", translate: false });
  }
}

export default inPage(Drift);
