// Curves of losses that grow while networks train, each with its names.

const PACE = 3000; // ms in which a curve that is there already is drawn
const LOW = 28, SIDE = 44, TOP = 28, APART = 17; // px around the plot, and between two labels
const svg = (tag, more, text) => {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [key, value] of Object.entries(more)) element.setAttribute(key, value);
  if (text !== undefined) element.textContent = text;
  return element;
};

class Curves extends Wait {
  constructor(root) {
    super();
    this.root = root;
    this.plot = root.querySelector("svg");
    this.list = root.querySelector("ol");
    this.calm = window.matchMedia("(prefers-reduced-motion: reduce)");
    this.drawn = new Map(); // how far each curve has been drawn, in points
    this.sizes = new ResizeObserver(() => this.draw());
    this.sizes.observe(this.plot);
  }
  leave() {
    super.leave();
    this.sizes.disconnect();
    cancelAnimationFrame(this.waiting);
  }
  show(data) {
    this.data = data;
    // Shades of one hue, since they are more and more of the same, or the inks for a few.
    const css = getComputedStyle(this.root.host);
    const colors = (name) => css.getPropertyValue(`--st-chart-${name}-colors`).split(",").map((c) => c.trim());
    const [inks, shades] = [colors("categorical"), colors("sequential")];
    this.colors = data.rows.length <= inks.length ? inks : shades.slice(-data.rows.length);
    this.write();
    this.plot.ariaLabel = `Losses: ${data.rows.map((r) => `${r.label} ${r.losses.at(-1).toFixed(3)}`).join(", ")}`;
    this.wake();
  }
  write() {
    const { rows } = this.data;
    this.list.replaceChildren(...rows.map(({ label, losses, names, problem }, i) => {
      const item = document.createElement("li");
      const part = (tag, className, text) => item.appendChild(Object.assign(document.createElement(tag), { className, textContent: text }));
      part("hr", "", "").style.color = this.colors[i];
      part("span", "", label);
      part("span", "loss", losses.at(-1).toFixed(3));
      const made = part("span", problem ? "problem" : "names", problem);
      made.translate = false;
      for (const [name, old] of problem ? [] : names) {
        const one = document.createElement("span");
        one.dir = "auto";
        const said = old ? { ariaLabel: "in the list" } : { ariaLabel: "new", className: "new" };
        const mark = Object.assign(document.createElement("i"), { role: "img", ...said });
        one.append(mark, name || "(no letters)");
        made.append(one);
      }
      return item;
    }));
  }
  wake() {
    this.waiting ??= requestAnimationFrame((now) => {
      this.waiting = null;
      const passed = Math.min(50, now - (this.last ?? now));
      this.last = now;
      let moving = false;
      for (const { label, at, last } of this.data.rows) {
        const far = this.drawn.get(label) ?? 0;
        const next = this.calm.matches ? at : Math.min(at, far + (passed / PACE) * last);
        this.drawn.set(label, at < far ? at : next);
        moving ||= next < at;
      }
      this.draw();
      if (moving) this.wake();
      else this.last = null;
    });
  }
  draw() {
    const { clientWidth, clientHeight } = this.plot;
    if (!this.data?.rows.length || !clientWidth) return;
    const unit = textScale();
    const [width, height] = [clientWidth / unit, clientHeight / unit];
    this.plot.setAttribute("viewBox", `0 0 ${width} ${height}`);
    const { rows, on, nothing } = this.data;
    const right = width < 620 ? 108 : 150;
    const all = rows.flatMap(({ losses }) => losses.slice(1));
    const low = Math.min(...all, nothing - 0.5) - 0.03;
    const ends = rows.map(({ losses }) => losses.at(-1) + 0.35);
    // What falls in the first step or two would press all the rest together; the best is in sight, unless
    // it blew up.
    const highest = Math.max(nothing, Math.min(3 * nothing, ...ends));
    const high = Math.min(highest, Math.max(low + 0.6, ...ends));
    const far = Math.max(...rows.map(({ every, last }) => every * last));
    const x = (step) => SIDE + (step / far) * (width - SIDE - right);
    const y = (loss) => TOP + ((high - Math.min(loss, high)) / (high - low)) * (height - TOP - LOW);
    const parts = [];
    const gap = tickStep(high - low, 8);
    for (let loss = Math.ceil(low / gap) * gap; loss <= high; loss += gap) {
      parts.push(svg("line", { class: "grid", x1: SIDE, x2: width - right, y1: y(loss), y2: y(loss) }));
      parts.push(svg("text", { x: SIDE - 8, y: y(loss) + 4, "text-anchor": "end" }, loss.toFixed(1)));
    }
    const stride = tickStep(far, Math.min(4, (width - SIDE - right) / 48));
    for (let step = 0; step <= far; step += stride) {
      parts.push(svg("text", { x: x(step), y: height - 8, "text-anchor": "middle" }, step.toLocaleString("en")));
    }
    parts.push(svg("text", { x: 0, y: TOP - 14 }, `${on} loss, by steps of training`));
    const labels = rows.map((row, i) => {
      const shown = this.drawn.get(row.label) ?? 0;
      const whole = Math.floor(shown);
      const points = row.losses.slice(0, whole + 1).map((loss, at) => [Math.min(at, row.at), loss]);
      const [before, after] = [row.losses[whole], row.losses[Math.min(whole + 1, row.losses.length - 1)]];
      const end = before + (after - before) * (shown - whole);
      points.push([shown, end]);
      const line = points.map(([at, loss]) => `${x(at * row.every).toFixed(1)},${y(loss).toFixed(1)}`).join(" ");
      parts.push(svg("polyline", { points: line, stroke: this.colors[i] }));
      return { at: x(shown * row.every), y: y(end), text: end > high ? `${row.label} ↑` : row.label, color: this.colors[i] };
    });
    labels.sort((a, b) => a.y - b.y);
    labels.forEach((label, i) => (label.to = Math.max(label.y, (labels[i - 1]?.to ?? -APART) + APART)));
    labels.reduceRight((below, label) => (label.to = Math.min(label.to, below - APART)), height - LOW + APART);
    for (const { at, to, y: from, text, color } of labels) {
      parts.push(svg("line", { x1: at, y1: from, x2: width - right + 6, y2: to, stroke: color, "stroke-width": 1, "stroke-dasharray": "2 3" }));
      parts.push(svg("text", { class: "name", x: width - right + 10, y: to + 4 }, text));
    }
    this.plot.replaceChildren(...parts);
  }
}

export default waiting(Curves);
