class Bars extends Wait {
  constructor(root) {
    super();
    this.box = root.querySelector(".waits");
  }
  show(bars) {
    const { box } = this;
    while (box.children.length > bars.length) box.lastChild.remove();
    bars.forEach(([share, said], i) => {
      const label = box.children[i] ?? box.appendChild(document.createElement("label"));
      const bar = label.querySelector("progress") ?? document.createElement("progress");
      label.replaceChildren(said, ...(share === null ? [] : [bar]));
      bar.value = share ?? 0;
    });
  }
}

export default waiting(Bars);
