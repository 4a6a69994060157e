// The slider and the Play button that move the letters of the embedding plot through training.

const STEP = 160; // ms from one epoch to the next while playing
const LEAP = 350; // ms to an epoch chosen by hand
const FINEST = 32767;
const APART = 0.13; // how far apart letters are at least, in halves of the frame
const ROOM = 1.2; // what many letters share of that

class Drift extends Found {
  constructor(root) {
    super();
    this.find = (selector) => root.querySelector(selector);
    this.range = this.find("input");
    this.button = this.find("button");
    this.calm = window.matchMedia("(prefers-reduced-motion: reduce)");
    this.range.oninput = () => this.seek(Number(this.range.value));
    this.button.onclick = () => (this.playing ? this.pause() : this.play());
  }

  set({ chart, letters }, choose) {
    const bytes = Uint8Array.from(atob(letters.points), (c) => c.charCodeAt(0));
    this.places = new Int16Array(bytes.buffer);
    const same = this.letters?.points === letters.points;
    this.letters = letters;
    this.last = letters.epochs.length - 1;
    if (!same) {
      this.layouts = [];
      this.at = this.last;
      this.pause();
    }
    this.click = ({ data, pointNumber }) => {
      if (Array.isArray(data.meta)) choose(data.meta[pointNumber]);
    };
    this.range.max = this.last;
    this.range.disabled = this.button.disabled = this.last === 0;
    this.say();
    this.look(chart);
  }

  // The chart has been found, or drawn anew.
  use(plot) {
    if (!this.stands(plot)) this.move(0);
  }

  play() {
    if (this.at === this.last) this.at = -1;
    this.playing = true;
    this.next();
  }
  next() {
    this.at += 1;
    this.move(STEP, "linear");
    if (this.at < this.last) this.timer = setTimeout(() => this.next(), STEP);
    else this.playing = false;
    this.say();
  }
  pause() {
    clearTimeout(this.timer);
    this.playing = false;
    if (this.letters) this.say();
  }
  seek(at) {
    this.pause();
    this.at = at;
    this.say();
    this.move(LEAP, "cubic-out");
  }

  // ---- the letters ----

  // Where the letters belong at this epoch, as they lie and as they are drawn.
  layOut() {
    const { reach, labels } = this.letters;
    const size = 2 * labels.length;
    const lie = Array.from(this.places.subarray(this.at * size, (this.at + 1) * size), (at) => (at / FINEST) * reach);
    const least = Math.min(APART, ROOM / Math.sqrt(labels.length));
    return { lie, drawn: apart(edged(lie), least, (at) => Math.max(-1, Math.min(1, at))) };
  }
  get layout() {
    return (this.layouts[this.at] ??= this.layOut());
  }
  place(id) {
    return Array.from(this.layout.drawn.subarray(2 * id, 2 * id + 2));
  }
  frame(plot) {
    const { chosen, neighbours } = this.letters;
    const lines = neighbours[this.at].flatMap(([id]) => [chosen, id, null]);
    const data = [];
    const traces = [];
    plot.data.forEach(({ meta }, i) => {
      const ids = { lines, ring: [chosen] }[meta] ?? meta;
      if (!Array.isArray(ids)) return;
      const points = ids.map((id) => (id === null ? [null, null] : this.place(id)));
      data.push({ x: points.map(([x]) => x), y: points.map(([, y]) => y) });
      traces.push(i);
    });
    return { data, traces };
  }
  stands(plot) {
    const { data, traces } = this.frame(plot);
    const alike = (a, b) => `${a ?? ""}` === `${b}`;
    return traces.every((t, i) => ["x", "y"].every((axis) => alike(plot.data[t][axis], data[i][axis])));
  }
  move(duration, easing = "linear") {
    const { plot } = this;
    if (!plot?.isConnected) return;
    const ms = this.calm.matches ? 0 : duration;
    const how = { mode: "immediate", transition: { duration: ms, easing }, frame: { duration: ms, redraw: false } };
    // Streamlit would keep the whole figure as it is when an animation ends, its theme as well, and
    // so take back a theme that has just been chosen.
    plot.removeAllListeners("plotly_animated");
    // A frame that is overtaken by the next one is rejected: nothing is wrong then.
    window.Plotly.animate(plot, this.frame(plot), how).catch(() => {});
  }

  // ---- words ----

  say() {
    const { epochs, shown, labels, numbers, chosen, neighbours } = this.letters;
    const where = `epoch ${epochs[this.at]} of ${epochs[this.last]}`;
    this.range.value = this.at;
    this.range.ariaValueText = where;
    this.range.style.setProperty("--seen", `${(100 * this.at) / Math.max(1, this.last)}%`);
    this.write("button", this.playing ? "Pause" : "Play");
    this.write(".epoch", where);
    const { lie } = this.layout;
    const far = labels.flatMap((label, id) => (beyond(lie, id) ? [id ? label : "the dot"] : [])).join(", ");
    this.write(
      ".shown",
      `The picture shows ${Math.round(100 * shown[this.at])} % of the variance. Letters that would cover ` +
        `one another stand a little apart.${far && ` Farther out than drawn: ${far}.`}`,
    );
    const near = this.find(".near");
    const how = ` by the cosine of the angle in all ${numbers} numbers: `;
    near.replaceChildren(`Nearest to `, this.bold(labels[chosen]), how);
    neighbours[this.at].forEach(([id, away], i) => {
      const one = document.createElement("span");
      one.append(i ? ", " : "", this.bold(labels[id]), ` ${away.toFixed(2)}`);
      near.append(one);
    });
    near.append(".");
  }
  bold(text) {
    return Object.assign(document.createElement("b"), { textContent: text, dir: "auto" });
  }
  write(selector, text) {
    const element = this.find(selector);
    if (element.textContent !== text) element.textContent = text;
  }
  leave() {
    clearTimeout(this.timer);
    super.leave();
  }
}

export default function ({ data: [moved], parentElement, setTriggerValue }) {
  const [drift, leave] = keep(parentElement, Drift);
  drift.set(moved, (id) => setTriggerValue("chosen", id));
  return leave;
}
