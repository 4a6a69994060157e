// The scrubber of a stage: it shows where a run is, and leads to any epoch that has been trained.

const HELD = 1000; // ms in which it stays where a hand has put it

class Scrubber {
  constructor(range, room) {
    this.range = range;
    this.room = room;
    this.leaving = new AbortController();
    const { signal } = this.leaving;
    range.addEventListener("input", () => this.scrub(false));
    range.addEventListener("change", () => this.scrub(true));
    range.addEventListener("pointerdown", () => (this.gripped = true));
    for (const end of ["pointerup", "pointercancel"]) {
      window.addEventListener(end, () => this.letGo(), { signal });
    }
  }

  // While a hand is on it, and until the feed shows the epoch asked for, the scrubber is the hand's.
  show({ run, epoch, epochs, lastEpoch }) {
    if (run !== this.run) this.forget();
    this.run = run;
    this.range.max = Math.max(1, epochs);
    this.range.disabled = lastEpoch === 0;
    const { held } = this.room;
    if (held?.released && (held.epoch === epoch || performance.now() > held.until)) this.room.held = null;
    if (!this.room.held && !this.gripped) this.range.value = epoch;
    this.showSeen();
  }

  showSeen() {
    const { epochs, lastEpoch } = this.room.frame;
    this.range.style.setProperty("--seen", `${(100 * lastEpoch) / Math.max(1, epochs)}%`);
    this.range.ariaValueText = `epoch ${this.range.value} of ${epochs}, trained to ${lastEpoch}`;
  }

  scrub(released) {
    if (!this.room.held) this.sent = null;
    const epoch = Math.min(Number(this.range.value), this.room.frame.lastEpoch);
    this.range.value = epoch;
    this.room.held = { epoch, released, until: performance.now() + HELD };
    this.showSeen();
    this.room.stage?.seek();
    clearTimeout(this.sending);
    const waited = performance.now() - (this.sent?.at ?? -Infinity);
    this.sending = setTimeout(() => this.send(epoch), released ? 0 : Math.max(0, 100 - waited));
  }

  // An epoch that was asked of another run does not concern this one; Play does.
  forget() {
    clearTimeout(this.sending);
    this.room.held = null;
    if (this.room.wanted && "epoch" in this.room.wanted) this.room.wanted = null;
  }

  letGo() {
    this.gripped = false;
    if (this.room.held) this.scrub(true);
  }

  send(epoch) {
    if (this.sent?.epoch === epoch) return;
    this.sent = { epoch, at: performance.now() };
    this.room.tell({ epoch });
  }

  leave() {
    this.leaving.abort();
    clearTimeout(this.sending);
    this.room.held = null;
  }
}
