// All traces of a Plotly chart of the page but its first, made to look like those that were sent, as soon as it
// is drawn, and each time again.

const PATIENCE = 50; // ms between two looks

class Followed {
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
      plot.on("plotly_click", ({ points }) => this.choose(points[0].customdata));
      plot.on("plotly_afterplot", () => this.move(plot));
    }
    this.move(plot);
  }
  // Streamlit may draw it in a wrong size first, and Plotly keep the square as small as it was there.
  move(plot) {
    const small = ({ domain: [, end] = [0, 1] }) => end < 1;
    if (small(plot.layout.xaxis) && small(plot.layout.yaxis)) {
      window.Plotly.relayout(plot, { "xaxis.domain": [0, 1], "yaxis.domain": [0, 1] });
    }
    const traces = this.moved;
    const stands = traces.every(({ customdata }, i) =>
      `${plot.data[i + 1]?.customdata ?? ""}` === `${customdata ?? ""}`);
    if (stands) return;
    const ids = traces.map((_, i) => i + 1);
    const each = (key) => traces.map((trace) => trace[key] ?? null);
    const keys = ["x", "y", "mode", "text", "textposition", "customdata"];
    window.Plotly.restyle(plot, Object.fromEntries(keys.map((key) => [key, each(key)])), ids);
  }
  leave() {
    clearTimeout(this.waiting);
    this.changes.disconnect();
  }
}

export default function ({ data: [{ chart, moved }], parentElement, setTriggerValue }) {
  const [followed, leave] = keep(parentElement, Followed);
  followed.moved = moved;
  followed.choose = (name) => setTriggerValue("chosen", name);
  followed.look(chart);
  return leave;
}
