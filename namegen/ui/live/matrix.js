// Which letter follows which, as a picture of V by V cells.

// The room that letters need from the middle of one to that of the next, from their sizes.
const between = (sizes) => Math.max(...sizes.map((one, i) => (one + (sizes[i + 1] ?? one)) / 2)) + 1;

class MatrixChart extends Chart {
  cells = this.ease(); // square roots of probabilities: the eye then sees the rare pairs too
  scale = "heat";
  least = 0; // the value that has the scale's first colour; its last is for 1

  // field: which of the frame's matrices this is. name: what the text alternative calls it.
  constructor(figure, field = "matrix", name = "Matrix") {
    super(figure);
    Object.assign(this, { field, name });
  }
  set(frame) {
    if (this.take(frame)) {
      this.glyphs = frame.characters.map(glyph);
      this.called = frame.spoken ?? this.glyphs;
      const count = this.glyphs.length;
      this.picture = sheet(count, count);
      this.image = new ImageData(count, count);
      this.pixels = new Uint32Array(this.image.data.buffer);
    }
    this.cells.to(frame[this.field], 1 / 300);
  }
  // The square takes what room the letters leave.
  layOut() {
    const { pen, glyphs, size } = this;
    // On its way to another width a page may leave it no room.
    const within = (taken) => Math.max(1, Math.floor(Math.min(this.width, this.height) - taken));
    const room = within(size * 2.8);
    const letter = clamp(Math.floor(room / glyphs.length), this.theme.size ?? 12, size);
    pen.font = `${letter}px ${this.theme.font}`;
    const drawn = glyphs.map((g) => pen.measureText(g));
    const widths = drawn.map((of) => of.width);
    const heights = drawn.map((of) => of.actualBoundingBoxAscent + of.actualBoundingBoxDescent);
    const lane = Math.max(letter * 0.85, ...widths, ...heights);
    let rows, columns, margin, over;
    this.side = room;
    for (let pass = 0; pass < 3; pass++) { // a second lane takes room, too
      rows = this.lanes(between(heights), this.side);
      columns = this.lanes(between(widths), this.side);
      margin = Math.round(size * 1.4 + letter * 0.4 + lane * Math.max(rows.lanes, columns.lanes));
      // The last letters may be larger than their cells.
      over = Math.max(2, Math.ceil((lane - this.side / glyphs.length) / 2));
      this.side = within(margin + over);
    }
    this.left = Math.round((this.width - this.side - margin - over) / 2) + margin;
    this.top = margin;
    this.labels = { letter, lane, rows, columns, margin };
  }
  // Where one letter needs more room than its cell they stand in two lanes, and where that is not
  // enough some are left out.
  lanes(need, room) {
    const cells = (need * this.glyphs.length) / room;
    const lanes = cells > 1 ? 2 : 1;
    return { lanes, every: Math.ceil(cells / lanes) };
  }
  draw() {
    const { pen, glyphs, side, left, top } = this;
    const { pixels } = this.theme[this.scale];
    const values = this.cells.now;
    for (let i = 0; i < values.length; i++) {
      const share = (values[i] - this.least) / (1 - this.least);
      this.pixels[i] = pixels[clamp(Math.round(share * 255), 0, 255)];
    }
    this.picture.getContext("2d").putImageData(this.image, 0, 0);
    this.drawLetters();
    pen.imageSmoothingEnabled = false;
    pen.drawImage(this.picture, 0, 0, glyphs.length, glyphs.length, left, top, side, side);
    this.drawPointer();
  }
  drawLetters() {
    const { glyphs, side, left, top, size } = this;
    const { letter, lane, rows, columns, margin, lettered } = this.labels;
    const cell = side / glyphs.length;
    const [row, column] = this.lit() ?? [];
    if (lettered === `${row} ${column}`) return; // still there: only the square is painted over
    this.labels.lettered = `${row} ${column}`;
    this.clear();
    this.border(left - 0.5, top - 0.5, side + 1);
    const away = (i, axis) => letter * 0.65 + lane * ((i / axis.every) % axis.lanes);
    for (let i = 0; i < glyphs.length; i += rows.every) {
      const x = left - away(i, rows);
      this.write(glyphs[i], x, top + (i + 0.5) * cell, { size: letter, lit: i === row });
    }
    for (let i = 0; i < glyphs.length; i += columns.every) {
      const y = top - away(i, columns);
      this.write(glyphs[i], left + (i + 0.5) * cell, y, { size: letter, lit: i === column });
    }
    this.write("next letter", left + side / 2, size * 0.6);
    this.writeUpright("letter", left - margin + size * 0.6, top + side / 2);
  }
  drawPointer() {
    const cell = this.lit();
    if (!cell) return;
    const size = this.side / this.glyphs.length;
    const [row, column] = cell;
    const [x, width] = column === null ? [0, this.side] : [column * size, size];
    this.pen.strokeStyle = this.theme.second;
    this.pen.lineWidth = 2;
    this.pen.strokeRect(this.left + x, this.top + row * size, width, size);
  }
  // The cell pointed at, here or in another picture of the same letters; without a column, the whole row.
  lit() {
    return this.twin ?? this.pointed();
  }
  pointed() {
    if (!this.pointer) return null;
    const count = this.glyphs.length;
    const row = Math.floor(((this.pointer.y - this.top) / this.side) * count);
    const column = Math.floor(((this.pointer.x - this.left) / this.side) * count);
    const inside = (i) => i >= 0 && i < count;
    return inside(row) && inside(column) ? [row, column] : null;
  }
  // The middle of the cell that a key leads to, from the one that is lit, or the first.
  keyed(key) {
    const cell = this.labels && stepped(this.pointed(), key, this.glyphs.length);
    if (!cell) return null;
    const [down, across] = cell.map((i) => ((i + 0.5) * this.side) / this.glyphs.length);
    return { x: this.left + across, y: this.top + down };
  }
  number(i) {
    return this.cells.target[i] ** 2;
  }
  written(i) {
    return this.number(i).toFixed(4);
  }
  share(i) {
    return percent(this.number(i));
  }
  rows() {
    const { characters } = this;
    const row = (i) => characters.map((_, j) => this.written(i * characters.length + j));
    return [["letter", ...characters], ...characters.map((c, i) => [c, ...row(i)])];
  }
  sentence(row, column) {
    const share = this.share(row * this.glyphs.length + column);
    const [standing, next] = [this.called[row], this.called[column]];
    if (row === 0) return `${share} of names ${column ? `begin with “${next}”` : "have no letters"}`;
    if (column === 0) return `after ${standing} the name ends ${share} of the time`;
    return `after ${standing} comes ${next} ${share} of the time`;
  }
  readout() {
    const cell = this.pointed();
    if (!cell) return null;
    const width = this.side / this.glyphs.length;
    const x = this.left + (cell[1] + 0.5) * width;
    return { text: this.sentence(...cell), x, y: this.top + cell[0] * width };
  }
  describe() {
    const count = this.glyphs.length;
    const cells = this.cells.target;
    const best = [];
    for (let i = 0; i < cells.length; i++) {
      if (best.length === 3 && cells[i] <= cells[best[2]]) continue;
      best.push(i);
      best.sort((a, b) => cells[b] - cells[a]).splice(3);
    }
    const said = best.map((i) => this.sentence(Math.floor(i / count), i % count));
    return `${this.name} of ${count} by ${count} characters, which follows which. Strongest: ${said.join("; ")}.`;
  }
}
