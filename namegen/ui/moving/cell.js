// The cell of a square chart that is clicked, tapped, or reached by keys. Plotly's own click knows, at
// a tap, only what the tap before was on, and nothing in it can be reached by keys.

const STILL = 10; // px that a finger may slip

class Cells {
  constructor(root) {
    this.box = root.querySelector(".namegen-cell");
    this.frame = this.box.querySelector("[role=application]");
    this.said = this.box.querySelector("[role=status]");
    this.stop = new AbortController();
    const { signal } = this.stop;
    document.addEventListener("pointerdown", (event) => (this.down = event), { signal });
    document.addEventListener("pointerup", (event) => this.up(event), { signal });
    window.addEventListener("resize", () => this.outline(), { signal });
    this.frame.addEventListener("focus", () => this.outline(), { signal });
    this.frame.addEventListener("keydown", (event) => this.key(event), { signal });
  }
  get plot() {
    const plot = document.querySelector(`.st-key-${CSS.escape(this.chart)} .js-plotly-plot`);
    return plot?._fullLayout ? plot : null;
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

  key(event) {
    const { plot, cell } = this;
    if (!plot) return;
    const { customdata } = plot.data[0];
    const next = stepped(cell, event.key, customdata.length);
    if (next) {
      this.cell = next;
      this.said.textContent = customdata[next[0]][next[1]].replaceAll("<br>", " ");
      this.outline();
    } else if (event.key === "Enter" && cell) this.choose(cell);
    else return;
    event.preventDefault();
  }
  // Around the cell; before the first key, around all of them.
  outline() {
    const { plot, cell, frame, said } = this;
    if (!plot) return;
    const all = plot.querySelector(".nsewdrag").getBoundingClientRect();
    const from = this.box.getBoundingClientRect();
    const count = cell ? plot.data[0].customdata.length : 1;
    const [row, column] = cell ?? [0, 0];
    const [width, height] = [all.width / count, all.height / count];
    const left = all.left - from.left + column * width;
    const top = all.top - from.top + row * height;
    Object.assign(frame.style, { left: `${left}px`, top: `${top}px`, width: `${width}px`, height: `${height}px` });
    const most = all.right - from.left - said.offsetWidth;
    said.style.left = `${Math.max(all.left - from.left, Math.min(most, left + (width - said.offsetWidth) / 2))}px`;
    said.style.top = `${top - said.offsetHeight - 8}px`;
    if (cell) frame.scrollIntoView({ block: "nearest" });
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
