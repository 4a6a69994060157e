// The page's address says which epoch is on the screen and whether it plays, so that a reload or a copied
// link comes back to it. The script's own way there would cost a run of the page for each epoch.
class Address {
  show({ playing, place: [epoch, plays] }) {
    const now = performance.now();
    if (playing && now - (this.written ??= now) < 1000) return;
    this.written = playing ? now : null;
    const address = new URL(location);
    const write = (name, value) =>
      value ? address.searchParams.set(name, value) : address.searchParams.delete(name);
    write("epoch", epoch);
    write("play", plays ? 1 : 0);
    if (address.href !== location.href) history.replaceState(history.state, "", address);
  }
}
