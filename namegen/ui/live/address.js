// The page's address says where a stage is and how it plays, so that a reload or a copied link comes back
// to it. The script's own way there would cost a run of the page for each epoch.
class Address {
  show({ playing, link }) {
    const now = performance.now();
    if (playing && this.playing && now - this.written < 1000) return;
    Object.assign(this, { playing, written: now });
    const address = new URL(location);
    for (const [name, text] of Object.entries(link)) {
      if (text) address.searchParams.set(name, text);
      else address.searchParams.delete(name);
    }
    if (address.href !== location.href) history.replaceState(history.state, "", address);
  }
}
