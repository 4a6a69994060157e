// The stage of a training: loss, matrix, embedding, and the names it makes.

class TrainStage extends Stage {
  makeCharts() {
    return {
      loss: new LossChart(this.find(".loss")),
      matrix: new MatrixChart(this.find(".matrix")),
      points: new PointsChart(this.find(".points")),
    };
  }

  open(data) {
    const points = Array.from(unpack(data.points, Float32Array));
    return { ...data, matrix: unpackShares(data.matrix), points };
  }

  showWords() {
    super.showWords();
    const { now, validation, matrixCaption, pointsCaption, names } = this.frame;
    this.write(".loss .key span:first-child b", now[0] === null ? "–" : loss(now[0]));
    this.write(".loss .key span:last-child b", now[1] === null ? "–" : loss(now[1]));
    for (const one of [".key span:last-child", "figcaption"]) {
      this.find(`.loss ${one}`).hidden = !validation;
    }
    this.write(".matrix figcaption", matrixCaption);
    const far = this.charts.points.beyond();
    this.write(".points figcaption", far ? `Farther out than drawn: ${far}.` : pointsCaption);
    showKinds(this.find(".points .key"), this.frame);
    writeNames(this.find("ul"), names);
  }
}

export default mounted(TrainStage);
