// A Plotly chart of the page by its key, which is put to use as soon as it is drawn, and each time again.

const PATIENCE = 50; // ms between two looks

class Found {
  constructor() {
    this.changes = new MutationObserver(() => this.plot && !this.plot.isConnected && this.look(this.key));
    this.changes.observe(document.body, { childList: true, subtree: true });
  }
  look(key) {
    this.key = key;
    if (!this.plot?.isConnected) this.plot = null; // Streamlit has mounted another in its place
    clearTimeout(this.waiting);
    const plot = document.querySelector(`.st-key-${CSS.escape(key)} .js-plotly-plot`);
    if (window.Plotly && plot?._fullLayout && plot.on) this.found(plot);
    else this.waiting = setTimeout(() => this.look(key), PATIENCE);
  }
  // Streamlit may give it its first data again.
  found(plot) {
    if (plot !== this.plot) {
      this.plot = plot;
      plot.on("plotly_click", ({ points }) => this.click?.(points[0]));
      plot.on("plotly_afterplot", () => this.use(plot));
    }
    this.use(plot);
  }
  leave() {
    clearTimeout(this.waiting);
    this.changes.disconnect();
  }
}
