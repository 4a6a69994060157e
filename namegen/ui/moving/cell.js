// The cell of a square chart that is clicked or tapped, or that arrow keys lead to. Plotly's own click
// knows, at a tap, only what the tap before was on.

const STILL = 10; // px that a finger may slip
const STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

class Cells {
  constructor(root) {
    this.place = root.querySelector("i");
    this.said = root.querySelector("span");
    this.place.onkeydown = (event) => this.key(event);
    this.place.onblur = () => this.plot && window.Plotly.Fx.unhover(this.plot);
    this.stop = new AbortController();
    const { signal } = this.stop;
    document.addEventListener("pointerdown", (event) => (this.down = event), { signal });
    document.addEventListener("pointerup", (event) => this.up(event), { signal });
  }
  // The chart is drawn anew for each pair: it is looked for when it is wanted.
  get plot() {
    const plot = document.querySelector(`.st-key-${CSS.escape(this.chart)} .js-plotly-plot`);
    return plot?._fullLayout ? plot : null;
  }
  // The keyboard's place is beside the chart, and so outlives it.
  key(event) {
    const { plot } = this;
    if (event.key === "Enter" && this.at) this.choose(this.at);
    const step = STEPS[event.key];
    if (!step || !plot) return;
    const [{ customdata }] = plot.data;
    event.preventDefault();
    const last = customdata.length - 1;
    this.at = this.at ? this.at.map((i, axis) => Math.min(last, Math.max(0, i + step[axis]))) : [0, 0];
    window.Plotly.Fx.hover(plot, [{ curveNumber: 0, pointNumber: this.at }]);
    this.said.textContent = customdata[this.at[0]][this.at[1]].replace("<br>", " ");
  }
  up({ clientX, clientY }) {
    const { down, plot } = this;
    this.down = null;
    if (!down || !plot || !down.target.matches?.(".nsewdrag")) return;
    if (!plot.contains(down.target)) return;
    if (Math.hypot(clientX - down.clientX, clientY - down.clientY) > STILL) return;
    const { left, top } = down.target.getBoundingClientRect();
    const { xaxis, yaxis } = plot._fullLayout;
    this.choose([yaxis.p2c(clientY - top), xaxis.p2c(clientX - left)].map(Math.round));
  }
}

export default function ({ data: { chart }, parentElement, setTriggerValue }) {
  const owner = {};
  const cells = (parentElement.namegen ??= new Cells(parentElement));
  Object.assign(cells, { owner, chart, choose: (cell) => setTriggerValue("chosen", cell) });
  return () => {
    if (cells.owner !== owner) return;
    cells.stop.abort();
    parentElement.namegen = null;
  };
}
