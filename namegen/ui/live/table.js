// The stage of two tables: counted and learned, their difference, and what it costs.

class GapChart extends MatrixChart {
  scale = "gap"; // the cells: square roots of differences, with their signs
  least = -1;

  number(i) {
    const cell = this.cells.target[i];
    return Math.sign(cell) * cell ** 2;
  }
  sentence(row, column) {
    const i = row * this.glyphs.length + column;
    const where = row === 0 ? "at the start" : `after ${this.glyphs[row]}`;
    const what = column === 0 ? "the end" : this.glyphs[column];
    const said = (root) => `${(100 * root ** 2).toFixed(1)} %`;
    const { counted, learned } = this.frame;
    return `${where}, ${what}: counted ${said(counted[i])}, learned ${said(learned[i])}`;
  }
  describe() {
    const count = this.glyphs.length;
    const cells = this.cells.target;
    let most = 0;
    for (let i = 1; i < cells.length; i++) if (Math.abs(cells[i]) > Math.abs(cells[most])) most = i;
    const largest = this.sentence(Math.floor(most / count), most % count);
    return `Difference of the two matrices. It is largest here: ${largest}.`;
  }
}

class TableStage extends Stage {
  makeCharts() {
    return {
      counted: new MatrixChart(this.find(".counted"), "counted", "Counted matrix"),
      learned: new MatrixChart(this.find(".learned"), "learned", "Learned matrix"),
      gap: new GapChart(this.find(".difference"), "gap"),
      loss: new LossChart(this.find(".loss")),
    };
  }

  // The matrices come as square roots, and so does the difference, which keeps its sign.
  open(data) {
    const [counted, learned] = [data.counted, data.learned].map(unpackShares);
    const gap = learned.map((root, i) => {
      const more = root ** 2 - counted[i] ** 2;
      return Math.sign(more) * Math.sqrt(Math.abs(more));
    });
    // The counted table is the best one for the names that it was counted on: theirs is the loss to watch.
    return { ...data, counted, learned, gap, validation: null };
  }

  showWords() {
    super.showWords();
    const { now, floor, extra } = this.frame;
    this.write(".extra b", extra >= 0.0005 ? `${extra.toFixed(3)} nats` : "under 0.001 nats");
    this.write(".loss .key span:first-child b", loss(now[0]));
    this.write(".loss .key span:last-child b", loss(floor));
    this.box.dataset.extra = extra;
  }

  // What is pointed at in one table is marked in all three.
  point(chart, event) {
    super.point(chart, event);
    const tables = this.all.filter((one) => one instanceof MatrixChart);
    const pointed = this.frame && tables.includes(chart) ? chart.pointed() : null;
    for (const table of tables) {
      table.twin = pointed;
      table.dirty = true;
    }
  }
}

export default mounted(TableStage);
