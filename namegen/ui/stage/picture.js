// The charts of a scene, which ease towards each frame.

const OPEN = { matrix: unpackShares, counted: unpackShares, learned: unpackShares };
for (const field of ["points", "before"]) OPEN[field] = (text) => Array.from(unpack(text, Float32Array));

// What each kind of picture consists of: a title over each chart, how it is made, and which colour
// stands for what.
const CHARTS = {
  matrix: [["", (figure) => new MatrixChart(figure)]],
  table: [
    ["Counted", (figure) => new MatrixChart(figure, "counted", "Counted matrix")],
    ["Learned", (figure) => new MatrixChart(figure, "learned", "Learned matrix")],
    ["Loss", (figure) => new LossChart(figure)],
  ],
  train: [
    ["Loss", (figure) => new LossChart(figure), ["training", "validation"]],
    ["Which letter follows which", (figure) => new MatrixChart(figure)],
  ],
  points: [
    ["Before training", (figure) => new BeforeChart(figure)],
    ["Now", (figure) => new PointsChart(figure), ["vowels", "consonants", "others"]],
  ],
  dots: [["", (figure) => new DotsChart(figure)]],
};

class BeforeChart extends PointsChart {
  set(frame) {
    super.set({ ...frame, points: frame.before });
  }
}

class Picture extends Painter {
  kind = "";

  constructor(room) {
    super();
    this.room = room;
  }

  build(kind) {
    this.rest();
    Object.assign(this, { kind, fed: false, run: null });
    this.room.replaceChildren();
    this.room.dataset.kind = kind;
    this.all = (CHARTS[kind] ?? []).map(([title, chart, inks = []]) => {
      const figure = make("figure");
      const plot = make("div", "plot");
      const canvas = make("canvas");
      canvas.role = "img";
      plot.append(canvas);
      if (title) figure.append(make("figcaption", "", title));
      figure.firstChild?.append(...inks.map((ink) => make("span", ink, ink)));
      figure.append(plot);
      this.room.append(figure);
      return chart(figure);
    });
    this.names = null;
    if (kind !== "train") return;
    const key = make("p", "key", "Its names: ");
    key.append(make("i", "dot new"), "new ", make("i", "dot"), "in the list");
    this.names = make("ul", "made");
    this.room.append(key, this.names);
  }

  // A frame may be another picture's, which is on its way.
  show(packed) {
    if (packed?.chart !== this.kind || !this.all.length) return;
    const frame = { ...packed };
    for (const field of Object.keys(OPEN)) if (field in frame) frame[field] = OPEN[field](frame[field]);
    const fresh = !this.fed || frame.run !== this.run;
    Object.assign(this, { fed: true, run: frame.run });
    for (const chart of this.all) chart.set(frame, { fresh });
    this.room.classList.toggle("unchecked", !frame.validation);
    for (const kind of ["vowels", "consonants", "others"])
      this.room.classList.toggle(`no-${kind}`, !frame.kinds?.includes(kind[0]));
    if (fresh && this.theme) this.fit(this.theme);
    if (this.names) writeNames(this.names, frame.names ?? []);
    this.wake();
    for (const chart of this.all) chart.canvas.ariaLabel = chart.describe();
  }

  fit(theme) {
    this.theme = theme;
    for (const chart of this.all) chart.fit(theme);
    this.draw();
  }

  draw() {
    if (this.fed) super.draw();
  }
}
