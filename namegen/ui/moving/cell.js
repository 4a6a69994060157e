// The cell of a square chart that is clicked or tapped. Plotly's own click knows, at a tap, only what
// the tap before was on.

const STILL = 10; // px that a finger may slip

class Cells {
  constructor() {
    this.stop = new AbortController();
    const { signal } = this.stop;
    document.addEventListener("pointerdown", (event) => (this.down = event), { signal });
    document.addEventListener("pointerup", (event) => this.up(event), { signal });
  }
  up({ clientX, clientY }) {
    const plot = document.querySelector(`.st-key-${CSS.escape(this.chart)} .js-plotly-plot`);
    const { down } = this;
    this.down = null;
    if (!down || !plot?._fullLayout || !down.target.matches?.(".nsewdrag")) return;
    if (!plot.contains(down.target)) return;
    if (Math.hypot(clientX - down.clientX, clientY - down.clientY) > STILL) return;
    const { left, top } = down.target.getBoundingClientRect();
    const { xaxis, yaxis } = plot._fullLayout;
    this.choose([yaxis.p2c(clientY - top), xaxis.p2c(clientX - left)].map(Math.round));
  }
}

export default function ({ data: { chart }, parentElement, setTriggerValue }) {
  const owner = {};
  const cells = (parentElement.namegen ??= new Cells());
  Object.assign(cells, { owner, chart, choose: (cell) => setTriggerValue("chosen", cell) });
  return () => {
    if (cells.owner !== owner) return;
    cells.stop.abort();
    parentElement.namegen = null;
  };
}
