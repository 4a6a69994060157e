// The counted table: its cells say how often and how likely, and one of them, or a row, is marked.

const often = (count) => count.toLocaleString("en");

class CountedChart extends MatrixChart {
  set(frame) {
    super.set({ ...frame, matrix: unpackShares(frame.matrix) });
    this.chances = unpack(frame.chances, Float64Array);
    this.counts = unpack(frame.counts, Float64Array);
  }
  lit() {
    return this.pointed() ?? this.frame.marked;
  }
  number(i) {
    return this.chances[i];
  }
  written(i) {
    return this.frame.byCount ? this.counts[i] : super.written(i);
  }
  share(i) {
    return this.number(i) ? super.share(i) : "0 %";
  }
  sentence(row, column) {
    const said = super.sentence(row, column);
    if (!this.frame.saysCounts) return said;
    const { length } = this.glyphs;
    const counts = this.counts.subarray(row * length, (row + 1) * length);
    const times = counts[column] === 1 ? "time" : "times";
    return `${said} (${often(counts[column])} ${times} of ${often(counts.reduce((sum, count) => sum + count, 0))})`;
  }
  describe() {
    return `${super.describe()} Arrow keys lead from cell to cell, Enter looks at its pair.`;
  }
}

class CountedBoard extends Board {
  makeCharts() {
    return { matrix: new CountedChart(this.find("figure")) };
  }
  listen() {
    super.listen();
    this.charts.matrix.canvas.addEventListener("click", () => this.enter(), { signal: this.leaving.signal });
  }
  take(frame) {
    super.take(frame);
    this.write(".least", frame.ends[0]);
    this.write(".most", frame.ends[1]);
  }
  key(chart, event) {
    if (event.key === "Enter") this.enter();
    else super.key(chart, event);
  }
  enter() {
    const cell = this.charts.matrix.pointed();
    if (cell) this.choose(cell);
  }
}

export default inPage(CountedBoard);
