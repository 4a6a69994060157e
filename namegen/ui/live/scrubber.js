// The scrubber of a stage: it shows where a run is, and leads to any epoch that has been trained.

const scrubbed = (Base) => class extends Base {
  // While a hand is on it, and until the feed shows the epoch asked for, the scrubber is the hand's.
  showScrubber() {
    const { epoch, epochs, lastEpoch } = this.frame;
    this.range.max = Math.max(1, epochs);
    this.range.disabled = lastEpoch === 0;
    const { held } = this;
    if (held?.released && (held.epoch === epoch || performance.now() > held.until)) this.held = null;
    if (this.held) this.charts.loss.seek(this.held.epoch);
    else if (!this.gripped) this.range.value = epoch;
    this.showSeen();
  }

  showSeen() {
    const { epochs, lastEpoch } = this.frame;
    this.range.style.setProperty("--seen", `${(100 * lastEpoch) / Math.max(1, epochs)}%`);
    this.range.ariaValueText = `epoch ${this.range.value} of ${epochs}, trained to ${lastEpoch}`;
  }

  scrub(released) {
    if (!this.held) this.sent = null;
    const epoch = Math.min(Number(this.range.value), this.frame.lastEpoch);
    this.range.value = epoch;
    this.held = { epoch, released, until: performance.now() + SECOND };
    this.showSeen();
    this.showWords();
    this.charts.loss.seek(epoch);
    this.wake();
    clearTimeout(this.sending);
    const waited = performance.now() - (this.sent?.at ?? -Infinity);
    this.sending = setTimeout(() => this.send(epoch), released ? 0 : Math.max(0, 100 - waited));
  }

  // What was asked of another run does not concern this one.
  forget() {
    clearTimeout(this.sending);
    this.held = this.room.wanted = null;
  }

  letGo() {
    this.gripped = false;
    if (this.held) this.scrub(true);
  }

  send(epoch) {
    if (this.sent?.epoch === epoch) return;
    this.sent = { epoch, at: performance.now() };
    this.room.tell({ epoch });
  }
};
