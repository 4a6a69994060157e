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
    this.showKinds();
    writeNames(this.find("ul"), names);
  }

  // A few characters that are neither, such as a hyphen, are named; many are "others".
  showKinds() {
    const { kinds, characters } = this.frame;
    const others = characters.filter((_, i) => kinds[i] === "o").map(glyph);
    this.write(".other", others.length > 3 ? "others" : others.join(" "));
    for (const one of ["vowel", "consonant", "other"]) {
      this.find(`.points .${one}`).hidden = !kinds.includes(one[0]);
    }
  }
}

export default mounted(TrainStage);
