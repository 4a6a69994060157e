// What every stage does: it takes frames from the feed, eases its charts towards them, and speaks for
// the scrubber. A stage of one kind says which charts it has, how a frame is opened, and its words.

const SETTLE = 55; // ms in which a picture goes two thirds of the way to a new frame
const SECOND = 1000;

class Stage extends Scrubber {
  constructor(root, room) {
    super();
    this.root = root;
    this.room = room;
    this.find = (selector) => root.querySelector(selector);
    this.box = this.find(".stage");
    this.range = this.find("input");
    this.tip = this.find(".tip");
    this.charts = this.makeCharts();
    this.all = Object.values(this.charts);
    for (const chart of this.all) new Full(this, chart);
    this.calm = window.matchMedia("(prefers-reduced-motion: reduce)");
    this.painted = { frames: 0, time: 0 };
    this.address = new Address();
    this.leaving = new AbortController(); // takes every listener along when the stage goes
    this.listen();
    this.sharpen();
    this.retheme();
  }

  listen() {
    const { signal } = this.leaving;
    this.sizes = new ResizeObserver(() => this.fit());
    this.views = new IntersectionObserver((seen) => this.see(seen), { rootMargin: "200px" });
    for (const chart of this.all) {
      const { canvas } = chart;
      this.sizes.observe(canvas);
      this.views.observe(canvas);
      const follow = (event) => this.point(chart, event);
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
    this.range.addEventListener("input", () => this.scrub(false), { signal });
    this.range.addEventListener("change", () => this.scrub(true), { signal });
    this.range.addEventListener("pointerdown", () => (this.gripped = true), { signal });
    for (const end of ["pointerup", "pointercancel"]) {
      window.addEventListener(end, () => this.letGo(), { signal });
    }
    document.fonts?.ready.then(() => !signal.aborted && this.fit());
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

  destroy() {
    this.leaving.abort();
    this.sizes.disconnect();
    this.views.disconnect();
    cancelAnimationFrame(this.waiting);
    clearTimeout(this.speaking);
    clearTimeout(this.sending);
    this.line?.end();
  }

  retheme() {
    this.theme = readTheme(this.root.host);
    for (const ink of ["first", "second", "third"]) {
      this.box.style.setProperty(`--${ink}`, this.theme[ink]);
    }
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

  show(data) {
    const frame = this.open(data);
    const fresh = frame.run !== this.frame?.run;
    this.frame = frame;
    if (fresh) this.forget();
    for (const chart of this.all) chart.set(frame, { fresh });
    this.showScrubber();
    this.showWords();
    this.tell();
    this.address.show(frame);
    this.describe();
    this.wake();
  }

  // ---- words ----

  write(selector, text) {
    setText(this.find(selector), text);
  }

  showWords() {
    const { epoch, epochs, now, note, rate, playing, failed } = this.frame;
    this.write(".epoch", `epoch ${this.held?.epoch ?? epoch} of ${epochs}`);
    const pace = rate < 9.5 ? Number(rate.toFixed(1)) : Math.round(rate);
    const resting = failed ? "stopped" : epoch >= epochs ? "finished" : epoch > 0 ? "paused" : "ready";
    const { lastEpoch, epochProgress } = this.frame;
    const slow = epoch === lastEpoch && rate < 0.9 && epochProgress >= 0.25;
    const done = `${25 * Math.floor(4 * epochProgress)} % of epoch ${epoch + 1}`;
    const moving = slow ? done : rate > 0 ? `${pace} ${pace === 1 ? "epoch" : "epochs"} a second` : "";
    this.write(".pace", playing ? moving : resting);
    // What the page says of a run at rest, and of one that moves, looks at this.
    this.root.host.toggleAttribute("data-playing", playing);
    // What stopped a training is said aloud; how many others train is not.
    this.find(".note").ariaLive = playing ? "off" : "polite";
    this.write(".note", note);
    Object.assign(this.box.dataset, { run: this.frame.run, epoch, loss: now[0] ?? "" });
  }

  // Said aloud: that a training begins, each tenth of it where there is time for words, how it ends.
  tell() {
    const { epoch, epochs, playing, now } = this.frame;
    const before = this.told;
    const tenth = Math.floor((10 * epoch) / Math.max(1, epochs));
    const at = performance.now();
    this.told = { playing, tenth, at: before?.at ?? 0 };
    const [begins, ends] = [playing && !before?.playing, !playing && before?.playing];
    const soon = !begins && !ends && (!playing || tenth === before.tenth || at - before.at < 3 * SECOND);
    if (soon) return;
    this.told.at = at;
    const what = begins ? "Training has begun: " : !ends ? "" : epoch < epochs ? "Paused: " : "Finished: ";
    this.write(".said", `${what}epoch ${epoch} of ${epochs}, loss ${loss(now[0])}`);
    if (begins && before) this.come();
  }

  // Where the window is small, what is played comes into sight.
  come() {
    if (!window.matchMedia("(max-width: 640px), (max-height: 500px)").matches) return;
    this.box.scrollIntoView({ behavior: this.calm.matches ? "auto" : "smooth" });
  }

  // Screen readers are told once a second at most, and once more when all is still.
  describe() {
    this.speaking ??= setTimeout(() => {
      this.speaking = null;
      for (const chart of this.all) chart.canvas.ariaLabel = chart.describe();
    }, this.frame && this.spoken ? SECOND : 0);
    this.spoken = true;
  }

  // ---- painting ----

  // The loop runs only while something moves.
  wake() {
    this.waiting ??= requestAnimationFrame((now) => this.tick(now));
  }

  tick(now) {
    const following = this.moving; // the frame before asked for this one
    const passed = following ? Math.min(50, now - this.last) : 16;
    const share = this.calm.matches ? 1 : 1 - Math.exp(-passed / SETTLE);
    this.waiting = null;
    this.moving = false;
    for (const chart of this.all) {
      const moving = chart.step(share);
      chart.dirty ||= moving;
      this.moving ||= moving;
    }
    if (this.moving) this.wake();
    if (this.draw() && following) this.count(now - this.last);
    this.last = now;
  }

  draw() {
    const due = this.frame ? this.all.filter((c) => c.dirty && !c.hidden && c.width) : [];
    for (const chart of due) {
      chart.draw();
      chart.dirty = false;
    }
    if (this.frame) this.showTip();
    return due.length > 0;
  }

  // Frames painted in the last second in which something moved, for whoever wants to know.
  count(passed) {
    this.painted.frames += 1;
    this.painted.time += passed;
    if (this.painted.time < SECOND) return;
    this.box.dataset.paints = Math.round((this.painted.frames * SECOND) / this.painted.time);
    this.painted = { frames: 0, time: 0 };
  }

  // ---- read-outs ----

  point(chart, event) {
    for (const one of this.all) {
      const pointer = one === chart ? { x: event.offsetX, y: event.offsetY } : null;
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
    const x = clamp(inner.left - outer.left + said.x - offsetWidth / 2, 0, outer.width - offsetWidth);
    const y = inner.top - outer.top + said.y - offsetHeight - 10;
    this.tip.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px)`;
  }
}

// What Streamlit calls, again for every new theme and rerun. The feed may come first or last: whichever
// does finds the other in the room. Only the newest call's clean-up counts: an older one may run late.
const mounted = (Kind) => ({ data, parentElement }) => {
  const room = roomOf(data.stage);
  const owner = {};
  const stage = (parentElement.namegen ??= new Kind(parentElement, room));
  stage.owner = owner;
  if (stage.path !== data.path) {
    stage.line?.end();
    stage.path = data.path;
    stage.line = new Line(room, data.path);
  }
  stage.retheme();
  room.stage = stage;
  if (room.frame && !stage.frame) stage.show(room.frame);
  return () => {
    if (stage.owner !== owner) return;
    stage.destroy();
    parentElement.namegen = null;
    if (room.stage === stage) room.stage = null;
  };
};
