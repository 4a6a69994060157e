// The charts of a component: they ease towards what they show, and what is pointed at is read out. A board of
// one kind says which they are, and sets their frame.

const SECOND = 1000;

class Board extends Painter {
  moment = ""; // what the name of a saved file ends in

  constructor(root) {
    super();
    this.root = root;
    this.find = (selector) => root.querySelector(selector);
    this.box = this.find(".stage");
    this.tip = this.find(".tip");
    this.charts = this.makeCharts();
    this.all = Object.values(this.charts);
    this.full = this.all.map((chart) => new Full(this, chart));
    this.leaving = new AbortController(); // takes every listener along when the component goes
    this.listen();
    this.sharpen();
  }

  listen() {
    const { signal } = this.leaving;
    this.sizes = new ResizeObserver(() => this.fit());
    this.views = new IntersectionObserver((seen) => this.see(seen), { rootMargin: "200px" });
    for (const chart of this.all) {
      const { canvas } = chart;
      this.sizes.observe(canvas);
      this.views.observe(canvas);
      const follow = (event) => this.point(chart, { x: event.offsetX / chart.unit, y: event.offsetY / chart.unit });
      canvas.addEventListener("pointermove", follow, { signal });
      canvas.addEventListener("pointerdown", follow, { signal });
      const leave = (event) => event.pointerType === "mouse" && this.point(null);
      canvas.addEventListener("pointerleave", leave, { signal });
      canvas.addEventListener("pointercancel", () => this.point(null), { signal });
      if (!chart.keyed) continue;
      canvas.tabIndex = 0;
      canvas.role = "application"; // arrows are the chart's then, not a screen reader's
      canvas.addEventListener("keydown", (event) => this.key(chart, event), { signal });
      canvas.addEventListener("blur", () => this.point(null), { signal });
    }
    // A finger's read-out stays until the next touch elsewhere.
    const elsewhere = (e) => this.all.some((c) => e.composedPath()[0] === c.canvas) || this.point(null);
    window.addEventListener("pointerdown", elsewhere, { signal });
    // Paper shows what nobody has scrolled to.
    const print = () => this.see(this.all.map(({ canvas }) => ({ target: canvas, isIntersecting: true })));
    window.addEventListener("beforeprint", print, { signal });
    document.fonts.ready.then(() => !signal.aborted && this.fit());
  }

  // A window that goes to a projector may keep its size and change its resolution.
  sharpen() {
    const { signal } = this.leaving;
    const changed = () => {
      this.fit();
      this.sharpen();
    };
    const now = window.matchMedia(`(resolution: ${window.devicePixelRatio}dppx)`);
    now.addEventListener("change", changed, { once: true, signal });
  }

  leave() {
    this.leaving.abort();
    this.sizes.disconnect();
    this.views.disconnect();
    this.rest();
    clearTimeout(this.speaking);
  }

  // What is to be seen from now on.
  take(frame) {
    this.frame = frame;
    for (const chart of this.all) chart.set(frame);
    this.describe();
    this.wake();
  }

  retheme() {
    this.theme = readTheme(this.root.host);
    for (const ramp of ["heat", "gap"]) this.box.style.setProperty(`--${ramp}`, this.theme[ramp].css);
    this.fit();
  }

  // Sizing a canvas empties it, so it is drawn again before the browser paints.
  fit() {
    for (const chart of this.all) chart.fit(this.theme);
    this.draw();
  }

  // On a phone one chart or two are in sight: the others wait, and catch up before they are seen.
  see(changes) {
    for (const { target, isIntersecting } of changes) {
      this.all.find((chart) => chart.canvas === target).hidden = !isIntersecting;
    }
    this.draw();
  }

  write(selector, text) {
    setText(this.find(selector), text);
  }

  // Screen readers are told once a second at most, and once more when all is still.
  describe() {
    this.speaking ??= setTimeout(() => {
      this.speaking = null;
      for (const chart of this.all) chart.canvas.ariaLabel = chart.describe();
    }, this.frame && this.spoken ? SECOND : 0);
    this.spoken = true;
  }

  draw() {
    if (!this.frame) return;
    super.draw();
    this.showTip();
  }

  // ---- read-outs ----

  point(chart, place) {
    for (const one of this.all) {
      const pointer = one === chart ? place : null;
      if (pointer || one.pointer) one.dirty = true;
      one.pointer = pointer;
    }
    if (this.frame) this.wake();
  }

  // Arrows lead from cell to cell; each is said aloud.
  key(chart, event) {
    const place = this.frame && chart.keyed(event.key);
    if (!place) return;
    event.preventDefault();
    this.point(chart, place);
    this.write(".said", chart.readout().text);
  }

  showTip() {
    const chart = this.all.find((one) => one.pointer);
    const said = chart?.readout();
    this.tip.hidden = !said;
    if (!said) return;
    setText(this.tip, said.text);
    const outer = this.tip.parentElement.getBoundingClientRect();
    const inner = chart.canvas.getBoundingClientRect();
    const { offsetWidth, offsetHeight } = this.tip;
    const x = clamp(inner.left - outer.left + said.x * chart.unit - offsetWidth / 2, 0, outer.width - offsetWidth);
    const y = inner.top - outer.top + said.y * chart.unit - offsetHeight - 10;
    this.tip.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px)`;
  }
}

// What Streamlit calls for a board in a page, which is told what is chosen on it.
const inPage = (Kind) => ({ data: [shown], parentElement, setTriggerValue }) => {
  const [board, leave] = keep(parentElement, Kind);
  board.choose = (what) => setTriggerValue("chosen", what);
  board.retheme();
  board.take(shown);
  return leave;
};
