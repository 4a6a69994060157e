// What stands where in the picture of a network, and how it is drawn while the light goes through it.

const LEAST = 7, MOST = 26; // px that a unit takes: more of them stand in several rows
const TALL = 90; // px that a certain letter's bar would take
const WAY = 300, WHOLE = 1500; // ms in which the light goes on by one layer, and through all at most

// Units in rows as equal as can be, in the middle of a width.
function grid(count, width) {
  const rows = Math.ceil((count * LEAST) / width);
  const columns = Math.ceil(count / rows);
  const side = Math.min(MOST, width / columns);
  const left = (width - columns * side) / 2;
  const spots = Array.from({ length: count }, (_, i) => [
    left + ((i % columns) + 0.5) * side,
    (Math.floor(i / columns) + 0.5) * side,
  ]);
  return { side, height: rows * side, spots };
}

class Layers extends Chart {
  // ---- where units stand ----

  arrange() {
    if (!this.parts || !this.body.clientWidth) return;
    this.theme = readTheme(this.root.host);
    this.unit = textScale();
    const size = this.data.contexts[0].length;
    this.parts.forEach((part, i) => {
      const width = part.cells.clientWidth / this.unit;
      part.grid = i === this.parts.length - 1 ? this.bars(width) : this.grid(i, width, size);
      part.cells.style.height = `${part.grid.height / 16}rem`;
    });
    for (const { cells, grid } of this.parts) {
      const [offsetLeft, offsetTop] = [cells.offsetLeft / this.unit, cells.offsetTop / this.unit];
      grid.top = offsetTop;
      grid.spots = grid.spots.map((spot) => spot && [spot[0] + offsetLeft, spot[1] + offsetTop]);
    }
    this.fit(this.theme);
    this.wake();
  }
  grid(i, width, size) {
    const group = Math.min(width / size, 220);
    const left = (width - group * size) / 2;
    const groups = [...Array(size).keys()].map((k) => left + k * group);
    if (i === 0) {
      const side = Math.min(46, group - 4);
      return { side, height: side, spots: groups.map((x) => [x + group / 2, side / 2]) };
    }
    const count = this.rowOf(i).length;
    if (i > 1 || count % size || this.parts.length === 3 && !this.lines.length) return grid(count, width);
    const one = grid(count / size, group - 12);
    return { ...one, spots: groups.flatMap((x) => one.spots.map(([u, v]) => [x + 6 + u, v])) };
  }
  // As many letters as there is room for: the likeliest, in their order.
  bars(width) {
    const chances = this.rowOf(this.parts.length - 1);
    const room = Math.min(chances.length, Math.floor(width / 12.5));
    const shown = this.likeliest(chances).slice(0, room).sort((a, b) => a - b);
    const side = Math.min(width / room, 40);
    const left = (width - side * room) / 2;
    const spots = Array(chances.length).fill(null);
    shown.forEach((id, i) => (spots[id] = [left + (i + 0.5) * side, TALL]));
    return { side, height: TALL + 44, spots };
  }

  // ---- light ----

  // Numbers of a part at a position: ids, a layer's values, or chances.
  rowOf(i, at = this.at) {
    const { contexts, labels } = this.data;
    if (i === 0) return contexts[at];
    if (i < this.parts.length - 1) return this.rows[i - 1](at);
    return Array.from(this.chances.subarray(at * labels.length, (at + 1) * labels.length), (p) => p / 65535);
  }
  go(at) {
    this.old = this.now;
    this.at = at;
    this.now = this.parts.map((_, i) => this.rowOf(i));
    this.between = this.lines.map((of) => of(at));
    this.begun = this.seen ? performance.now() : -Infinity; // out of sight it stands still
    this.say();
    if (this.parts[0].grid && this.parts.at(-1).grid.spots.includes(null)) this.arrange();
    this.wake();
  }
  // It lights up when it first comes into sight.
  see({ intersectionRatio }) {
    this.seen = intersectionRatio > 0;
    if (this.greeted || intersectionRatio < 0.2) return;
    this.greeted = true;
    this.begun = performance.now();
    this.wake();
  }
  // How far the light has come with a part, from 0 to 1.
  come(i) {
    if (this.calm.matches) return 1;
    const way = Math.min(WAY, WHOLE / this.parts.length);
    const share = clamp((performance.now() - this.begun) / way - i, 0, 1);
    return 1 - (1 - share) ** 2;
  }
  value(i, unit) {
    const share = this.come(i);
    const before = this.old?.[i]?.length === this.now[i].length ? this.old[i][unit] : 0;
    return before + (this.now[i][unit] - before) * share;
  }
  wake() {
    this.waiting ??= requestAnimationFrame(() => {
      this.waiting = null;
      if (!this.parts?.[0].grid || !this.width) return;
      this.draw();
      if (this.come(this.parts.length) < 1) this.wake();
    });
  }

  draw() {
    this.clear();
    const last = this.parts.length - 1;
    this.drawFans();
    this.between.forEach((lines, gap) => this.drawLines(lines, gap + 1));
    for (let i = 1; i < last; i++) this.drawUnits(i);
    this.drawBlock();
    this.drawBars(last);
    this.pen.globalAlpha = 1;
  }
  // From each letter to the numbers that stand for it.
  drawFans() {
    const { pen, theme } = this;
    const [block, first] = [this.parts[0].grid, this.parts[1].grid];
    const each = first.spots.length / block.spots.length;
    pen.globalAlpha = this.come(0.6);
    pen.fillStyle = theme.faint;
    block.spots.forEach(([x, y], k) => {
      const units = first.spots.slice(k * each, (k + 1) * each).map(([u]) => u);
      const [left, right] = [Math.min(...units) - first.side / 2, Math.max(...units) + first.side / 2];
      pen.beginPath();
      pen.moveTo(x - block.side / 2, y + block.side / 2);
      pen.lineTo(x + block.side / 2, y + block.side / 2);
      pen.lineTo(right, first.top);
      pen.lineTo(left, first.top);
      pen.fill();
    });
  }
  drawLines(lines, i) {
    const { pen, theme } = this;
    const [above, below] = [this.parts[i].grid, this.parts[i + 1].grid];
    const most = Math.max(...lines.map(([, , product]) => Math.abs(product)), 1e-9);
    const share = this.come(i + 0.5);
    if (!share) return;
    for (const [from, to, product] of lines) {
      const [a, b] = [above.spots[from], below.spots[to]];
      if (!a || !b) continue;
      const strength = Math.abs(product) / most;
      const lit = this.lit && ((this.lit[0] === i && this.lit[1] === from) || (this.lit[0] === i + 1 && this.lit[1] === to));
      pen.globalAlpha = share * (lit ? 1 : this.lit ? 0.1 : 0.12 + 0.6 * strength ** 2);
      pen.lineWidth = lit ? 2 : 0.6 + 1.8 * strength;
      pen.strokeStyle = product < 0 ? theme.first : theme.second;
      const out = i + 1 === this.parts.length - 1;
      const [start, end] = [a[1] + above.side / 2, out ? this.topOf(to) - 3 : b[1] - below.side / 2];
      const way = end - start;
      pen.beginPath();
      pen.moveTo(a[0], start);
      pen.bezierCurveTo(a[0], start + way * 0.5, b[0], end - way * 0.5, b[0], end);
      pen.stroke();
    }
  }
  drawUnits(i) {
    const { pen, theme } = this;
    const { side, spots } = this.parts[i].grid;
    const reach = this.data.layers[i - 1].reach;
    const round = side >= 10;
    const radius = side / 2 - (round ? 1.5 : 0.5);
    const disc = (x, y, r) => {
      pen.beginPath();
      if (round) pen.arc(x, y, r, 0, TAU);
      else pen.rect(x - r, y - r, 2 * r, 2 * r);
    };
    spots.forEach(([x, y], unit) => {
      const value = clamp(this.value(i, unit) / reach, -1, 1);
      const size = Math.abs(value);
      pen.globalAlpha = 1;
      pen.fillStyle = theme.background;
      disc(x, y, radius);
      pen.fill();
      pen.fillStyle = value < 0 ? theme.first : theme.second;
      pen.globalAlpha = 0.25 + 0.75 * size;
      disc(x, y, round ? radius * Math.sqrt(size) : radius * (0.3 + 0.7 * size));
      pen.fill();
      pen.globalAlpha = 1;
      const lit = this.isLit(i, unit);
      pen.strokeStyle = lit ? theme.text : theme.hair;
      pen.lineWidth = lit ? 2 : 1;
      if (round || lit) disc(x, y, radius), pen.stroke();
    });
  }
  isLit(i, unit) {
    return this.lit?.[0] === i && this.lit[1] === unit;
  }
  drawBlock() {
    const { pen, theme } = this;
    const { side, spots } = this.parts[0].grid;
    const size = Math.min(24, side * 0.62);
    spots.forEach(([x, y], k) => {
      pen.globalAlpha = 1;
      pen.beginPath();
      pen.roundRect(x - side / 2 + 1, y - side / 2 + 1, side - 2, side - 2, 6);
      pen.fillStyle = theme.background;
      pen.fill();
      pen.strokeStyle = this.isLit(0, k) ? theme.text : theme.first;
      pen.lineWidth = 2;
      pen.stroke();
      this.write(this.data.labels[this.now[0][k]], x, y, { size, lit: true });
    });
  }
  // Where the bar of a letter ends, and all of them begin.
  topOf(id) {
    const last = this.parts.length - 1;
    return this.base() - (this.value(last, id) / Math.max(...this.now[last], 0.25)) * TALL;
  }
  base() {
    return this.parts.at(-1).grid.top + TALL + 22;
  }
  drawBars(i) {
    const { pen, theme } = this;
    const { side, spots } = this.parts[i].grid;
    const base = this.base();
    const [best] = this.likeliest();
    pen.font = `700 16px ${theme.font}`;
    const widest = Math.max(...spots.map((spot, id) => (spot ? pen.measureText(this.data.labels[id]).width : 0)));
    const size = Math.min(16, side * 1.15, (16 * side) / Math.max(1.12 * widest, 14)); // letters never overlap
    pen.globalAlpha = 1;
    spots.forEach((spot, id) => {
      if (!spot) return;
      const [x] = spot;
      const height = base - this.topOf(id);
      const lit = this.isLit(i, id);
      pen.fillStyle = theme.third;
      pen.globalAlpha = lit || id === best || !this.lit ? 1 : 0.5;
      pen.fillRect(x - side / 2 + 1, base - height, side - 2, height);
      pen.globalAlpha = 1;
      if (id === this.next()) {
        pen.strokeStyle = theme.text;
        pen.lineWidth = 2;
        pen.strokeRect(x - side / 2, base - height - 1, side, height + 2);
      }
      const mark = lit || id === this.next() || id === best;
      this.write(this.data.labels[id], x, base + 11, { size, lit: mark });
    });
    if (this.come(i) < 1) return;
    const at = clamp(spots[best][0], 20, this.width - 20);
    this.write(percent(this.now[i][best]), at, this.topOf(best) - 11, { size: 14, lit: true, over: true });
  }
}
