// The picture of a network: what its layers make of a text, lit layer by layer.

const READ = 1300; // ms on each letter when it reads a text
const share = (chance) => percent(chance).replaceAll(" ", "\u00a0");
const make = (tag, more) => Object.assign(document.createElement(tag), more);

// Rows of a table that came in 16 bits.
function rowsOf({ size, reach, numbers }) {
  const all = unpackNumbers(numbers, reach);
  return (row) => [...all.subarray(row * size, (row + 1) * size)];
}

class Inside extends Layers {
  constructor(root) {
    super(root);
    this.root = root;
    this.find = (selector) => root.querySelector(selector);
    this.body = this.find(".body");
    this.button = this.find(".play");
    this.tip = this.find(".tip");
    this.calm = window.matchMedia("(prefers-reduced-motion: reduce)");
    this.leaving = new AbortController();
    const { signal } = this.leaving;
    this.button.addEventListener("click", () => (this.reading ? this.rest() : this.read()), { signal });
    const follow = (event) => this.point(event);
    this.body.addEventListener("pointermove", follow, { signal });
    window.addEventListener("pointerdown", follow, { signal });
    this.body.addEventListener("pointerleave", (e) => e.pointerType === "mouse" && this.light(null), { signal });
    window.addEventListener("resize", () => this.arrange(), { signal }); // another resolution, too
    this.sizes = new ResizeObserver(() => this.arrange());
    this.sizes.observe(this.body);
    this.views = new IntersectionObserver((seen) => this.see(seen.at(-1)), { threshold: [0, 0.2] });
    this.views.observe(this.body);
  }
  leave() {
    this.leaving.abort();
    this.sizes.disconnect();
    this.views.disconnect();
    this.stop();
    cancelAnimationFrame(this.waiting);
  }

  set(data) {
    const before = this.data;
    if (before && JSON.stringify(before) === JSON.stringify(data)) return this.arrange(); // a new theme
    this.data = data;
    this.rows = data.layers.map(rowsOf);
    this.logits = rowsOf(data.logits);
    this.chances = unpack(data.probabilities, Uint16Array);
    this.lines = data.lines.map(({ before, after, products }) => {
      const row = rowsOf(products);
      const [from, to] = [unpack(before, Uint16Array), unpack(after, Uint16Array)];
      return (at) => row(at).map((product, i) => [from[at * products.size + i], to[at * products.size + i], product]);
    });
    if (JSON.stringify(before?.parts) !== JSON.stringify(data.parts)) this.build();
    this.typed = before && before.text !== data.text;
    const same = before?.text === data.text && this.at < data.contexts.length;
    if (!same) this.stop();
    this.writeLetters();
    this.go(same ? this.at : data.contexts.length - 1);
    this.arrange();
  }

  // ---- what stands beside the picture ----

  build() {
    for (const { box } of this.parts ?? []) box.remove();
    this.lit = null;
    this.parts = this.data.parts.map((part, i) => {
      const box = make("section");
      const words = make("div", { className: "words" });
      const link = make("a", { textContent: part.link, href: part.page + location.search });
      link.onclick = (event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        this.ask(i);
      };
      words.append(make("b", { textContent: part.title }), make("span", { textContent: part.about }), link);
      const cells = make("div", { className: "cells", tabIndex: 0, role: "application" });
      cells.onkeydown = (event) => this.key(i, event);
      cells.onblur = () => this.light(null);
      box.append(words, cells);
      this.body.append(box);
      return { ...part, box, cells };
    });
  }
  writeLetters() {
    const letters = [...this.data.contexts.keys()].map((at) => {
      const letter = at ? this.data.labels[this.data.contexts[at].at(-1)] : ".";
      const name = at ? `Read up to letter ${at}, ${letter}` : "Nothing read yet";
      const button = make("button", { type: "button", textContent: letter, ariaLabel: name });
      button.onclick = () => {
        this.stop();
        this.go(at);
      };
      return button;
    });
    this.find(".letters").replaceChildren(...letters);
  }
  say() {
    const { contexts, labels, spoken, when } = this.data;
    const letters = this.find(".letters").children;
    const size = contexts[0].length;
    for (let i = 0; i < letters.length; i++) {
      letters[i].className = i > this.at ? "unread" : i > this.at - size ? "block" : "";
      letters[i].ariaPressed = i === this.at;
    }
    this.button.textContent = this.reading ? "Pause" : "Read it letter by letter";
    this.button.hidden = contexts.length < 2;
    const chances = this.rowOf(this.parts.length - 1);
    const list = this.likeliest(chances).slice(0, 3).map((id) => `${spoken[id]} ${share(chances[id])}`).join(", ");
    const seen = contexts[this.at].map((id) => labels[id]).join(" ");
    const next = this.next();
    const real = next === undefined ? "" : ` In the name ${spoken[next]} comes: ${share(chances[next])}.`;
    const said = this.find(".said");
    said.ariaLive = this.typed || this.root.activeElement ? "polite" : "off"; // aloud for whoever is at it
    said.textContent = `${when}. It sees ${seen} and expects ${list}.${real}`;
    this.parts.forEach((part, i) => {
      const what = i === this.parts.length - 1 ? `likeliest ${list}` : part.about;
      part.cells.ariaLabel = `${part.title}: ${what} Arrow keys lead from one to the next.`;
    });
  }
  likeliest(chances = this.now.at(-1)) {
    return [...chances.keys()].sort((a, b) => chances[b] - chances[a]);
  }
  next() {
    return this.data.contexts[this.at + 1]?.at(-1);
  }
  read() {
    this.reading = setInterval(() => {
      if (this.at + 1 < this.data.contexts.length) this.go(this.at + 1);
      if (this.at + 1 >= this.data.contexts.length) this.rest();
    }, READ);
    this.go(0);
  }
  stop() {
    clearInterval(this.reading);
    this.reading = null;
  }
  rest() {
    this.stop();
    this.say();
  }

  // ---- read-outs ----

  point(event) {
    if (!event.composedPath().includes(this.body)) return this.lit && event.type === "pointerdown" ? this.light(null) : null;
    const { left, top } = this.body.getBoundingClientRect();
    this.light(this.hit((event.clientX - left) / this.unit, (event.clientY - top) / this.unit));
  }
  hit(x, y) {
    for (const [i, { grid }] of this.parts.entries()) {
      const last = i === this.parts.length - 1;
      const reach = Math.max(grid.side / 2, 5);
      for (const [unit, spot] of grid.spots.entries()) {
        if (!spot || Math.abs(x - spot[0]) > reach) continue;
        if (last ? y > grid.top && y < grid.top + grid.height : Math.abs(y - spot[1]) <= reach) return [i, unit];
      }
    }
    return null;
  }
  key(i, event) {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault(); // the page stays where it is
    const units = [...this.parts[i].grid.spots.entries()].filter(([, spot]) => spot).map(([unit]) => unit);
    const at = this.lit?.[0] === i ? units.indexOf(this.lit[1]) + step : 0;
    this.light([i, units[clamp(at, 0, units.length - 1)]]);
    this.find(".said").textContent = this.tip.textContent.replaceAll("\n", ". ");
  }
  light(lit) {
    if (`${lit}` === `${this.lit}`) return;
    this.lit = lit;
    this.tip.hidden = !lit;
    this.wake();
    this.say();
    if (!lit) return;
    const [i, unit] = lit;
    this.tip.textContent = this.told(i, unit);
    const [x, y] = this.parts[i].grid.spots[unit];
    const { offsetWidth, offsetHeight } = this.tip;
    const left = clamp(x * this.unit - offsetWidth / 2, 0, this.body.clientWidth - offsetWidth);
    const top = i === this.parts.length - 1 ? this.topOf(unit) : y - this.parts[i].grid.side / 2;
    const above = top * this.unit - offsetHeight - 6;
    this.tip.style.transform = `translate(${Math.round(left)}px, ${Math.round(this.body.offsetTop + above)}px)`;
  }
  told(i, unit) {
    const { labels, spoken, contexts } = this.data;
    const size = contexts[0].length;
    const row = this.now[i];
    const { unit: called } = this.parts[i];
    if (i === 0) return `Letter ${unit + 1} of ${size}: ${row[unit] ? spoken[row[unit]] : "before the name"}`;
    if (i === this.parts.length - 1) {
      return `${spoken[unit]}: ${percent(row[unit])}, score ${signed(this.logits(this.at)[unit])}`;
    }
    if (called === "score") return `Score of ${spoken[unit]}: ${signed(row[unit])}`;
    if (called === "neuron") return `Neuron ${unit + 1} of ${row.length}: ${signed(row[unit])}${this.furthest(i, unit, "after")}`;
    const each = row.length / size;
    const letter = this.now[0][Math.floor(unit / each)];
    return `Number ${(unit % each) + 1} of ${each} for ${letter ? labels[letter] : "the start"}: ${signed(row[unit])}${this.furthest(i, unit % each, "for")}`;
  }
  // What a unit of a layer is highest and lowest for, a line each.
  furthest(i, unit, where) {
    const ends = this.data.furthest[i - 1][unit];
    return ["Highest", "Lowest"].map((end, k) => (ends[k] ? `\n${end} ${where} ${ends[k]}` : "")).join("");
  }
}

export default function ({ data: [data], parentElement, setTriggerValue }) {
  const [inside, leave] = keep(parentElement, Inside);
  inside.ask = (part) => setTriggerValue("asked", part);
  inside.set(data);
  return leave;
}
