// All traces of a chart but its first, made to look like those that were sent.

class Followed extends Found {
  use(plot) {
    const traces = this.moved;
    const stands = traces.every(({ customdata }, i) =>
      `${plot.data[i + 1]?.customdata ?? ""}` === `${customdata ?? ""}`);
    if (stands) return;
    const ids = traces.map((_, i) => i + 1);
    const each = (key) => traces.map((trace) => trace[key] ?? null);
    const keys = ["x", "y", "mode", "text", "textposition", "customdata"];
    window.Plotly.restyle(plot, Object.fromEntries(keys.map((key) => [key, each(key)])), ids);
  }
}

export default function ({ data: [{ chart, moved }], parentElement, setTriggerValue }) {
  const [followed, leave] = keep(parentElement, Followed);
  followed.moved = moved;
  followed.click = ({ customdata }) => setTriggerValue("chosen", customdata);
  followed.look(chart);
  return leave;
}
