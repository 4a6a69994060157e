// All traces of a chart but its first, made to look like those that were sent.

export default function ({ data: [{ chart, moved }], parentElement, setTriggerValue }) {
  const owner = {};
  const room = (parentElement.namegen ??= {});
  room.owner = owner;
  room.chart ??= new Found((plot) => {
    const traces = room.moved;
    const stands = traces.every(({ customdata }, i) =>
      `${plot.data[i + 1]?.customdata ?? ""}` === `${customdata ?? ""}`);
    if (stands) return;
    const ids = traces.map((_, i) => i + 1);
    const each = (key) => traces.map((trace) => trace[key] ?? null);
    const keys = ["x", "y", "mode", "text", "textposition", "customdata"];
    window.Plotly.restyle(plot, Object.fromEntries(keys.map((key) => [key, each(key)])), ids);
  });
  room.moved = moved;
  room.chart.click = ({ customdata }) => setTriggerValue("chosen", customdata);
  room.chart.look(chart);
  return () => {
    if (room.owner !== owner) return;
    room.chart.leave();
    parentElement.namegen = null;
  };
}
