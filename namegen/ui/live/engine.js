// What every stage does: it takes frames from the feed. A stage of one kind says which charts it has, how a
// frame is opened, and its words.

class Stage extends Board {
  constructor(root, room) {
    super(root);
    this.room = room;
    this.address = new Address();
    this.speed = this.find("select");
    this.speed.addEventListener("change", () => room.tell({ speed: this.speed.value }));
    room.listenTo(this.find(".spare"));
  }

  leave() {
    super.leave();
    this.line?.end();
    if (this.room.stage === this) this.room.stage = null;
  }

  show(data) {
    const frame = this.open(data);
    const fresh = frame.run !== this.frame?.run;
    this.frame = frame;
    this.speed.value = frame.speed;
    for (const chart of this.all) chart.set(frame, { fresh });
    this.seek();
    this.tell();
    this.address.show(frame);
    this.describe();
  }

  // The epoch that the scrubber holds.
  seek() {
    const { held } = this.room;
    if (held) this.charts.loss.seek(held.epoch);
    this.showWords();
    this.wake();
  }

  // ---- words ----

  showWords() {
    const { epoch, epochs, now, note, rate, playing, failed } = this.frame;
    this.write(".epoch", `epoch ${this.room.held?.epoch ?? epoch} of ${epochs}`);
    const pace = rate < 9.5 ? Number(rate.toFixed(1)) : Math.round(rate);
    const resting = failed || (epoch >= epochs ? "finished" : epoch > 0 ? "paused" : "ready");
    const { lastEpoch, epochProgress } = this.frame;
    const slow = epoch === lastEpoch && rate < 0.9 && epochProgress >= 0.25;
    const done = `${100 * epochProgress} % of epoch ${epoch + 1}`;
    const moving = slow ? done : rate > 0 ? `${pace} ${pace === 1 ? "epoch" : "epochs"} a second` : "";
    this.write(".pace", playing ? moving : resting);
    // What the page says of a run at rest, and of one that moves, looks at this.
    this.root.host.toggleAttribute("data-playing", playing);
    this.write(".note", note);
    Object.assign(this.box.dataset, { epoch, loss: now[0] ?? "" });
  }

  // Said aloud: that a training begins, each tenth of it where there is time for words, how it ends,
  // and why it fails. How many others train is not.
  tell() {
    const { epoch, epochs, playing, now, failed, note } = this.frame;
    const before = this.told;
    const tenth = Math.floor((10 * epoch) / Math.max(1, epochs));
    const at = performance.now();
    this.told = { playing, tenth, at: before?.at ?? 0 };
    const [begins, ends] = [playing && !before?.playing, !playing && before?.playing];
    const soon = !begins && !ends && (!playing || tenth === before.tenth || at - before.at < 3 * SECOND);
    if (soon) return;
    this.told.at = at;
    const ended = failed || (epoch < epochs ? "paused" : "finished");
    const what = begins ? "Training has begun: " : !ends ? "" : `${ended[0].toUpperCase()}${ended.slice(1)}: `;
    const why = ends && failed ? `. ${note}` : "";
    this.write(".said", `${what}epoch ${epoch} of ${epochs}, loss ${loss(now[0])}${why}`);
    if (begins && before) this.come();
  }

  // Where the window is small, what is played comes into sight, unless the buttons would leave it.
  come() {
    if (getComputedStyle(this.box).getPropertyValue("--hand") === "static") return;
    if (!window.matchMedia("(max-width: 40em), (max-height: 31.25em)").matches) return;
    this.find(".status").scrollIntoView({ behavior: this.calm.matches ? "auto" : "smooth" });
  }

  get moment() {
    return `-epoch-${this.frame.epoch}`;
  }
}

// What Streamlit calls. The feed may come first or last: whichever does finds the other in the room.
const mounted = (Kind) => ({ data: [data], parentElement }) => {
  const room = roomOf(data.stage);
  const [stage, leave] = keep(parentElement, Kind, room);
  if (stage.path !== data.path) {
    stage.line?.end();
    stage.path = data.path;
    stage.line = new Line(room, data.path);
  }
  stage.retheme();
  room.stage = stage;
  if (room.frame && !stage.frame) stage.show(room.frame);
  return leave;
};
