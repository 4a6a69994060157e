const show = (box, bars) => {
  while (box.children.length > bars.length) box.lastChild.remove();
  bars.forEach(([share, said], i) => {
    const label = box.children[i] ?? box.appendChild(document.createElement("label"));
    const bar = label.querySelector("progress") ?? document.createElement("progress");
    label.replaceChildren(said, ...(share === null ? [] : [bar]));
    bar.value = share ?? 0;
  });
};

export default function ({ data: [path, bars], parentElement, setTriggerValue }) {
  const box = parentElement.querySelector(".waits");
  show(box, bars);
  return waitOf(parentElement, path, setTriggerValue, (now) => show(box, now));
}
