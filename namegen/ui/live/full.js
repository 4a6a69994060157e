// A chart as large as the window, still playing, with its picture and its numbers to take along.

const ARROWS = '<svg viewBox="0 0 16 16"><path d="M9.5 2H14v4.5M14 2 9 7M6.5 14H2V9.5M2 14l5-5"/></svg>';
const quoted = (value) => (/[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);

function save(name, blob) {
  const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

class Full {
  constructor(board, chart) {
    Object.assign(this, { board, chart, figure: chart.canvas.closest("figure") });
    const tools = document.createElement("div");
    tools.className = "tools";
    this.more = [this.button("PNG", () => this.picture()), this.button("CSV", () => this.numbers())];
    this.main = this.button("", () => (this.figure.popover ? this.figure.hidePopover() : this.open()));
    tools.append(...this.more, this.main);
    this.figure.append(tools);
    // Esc closes it, too.
    this.figure.addEventListener("toggle", ({ newState }) => newState === "closed" && this.close());
    // What Tab leads to lies behind it.
    this.figure.addEventListener("focusout", ({ relatedTarget: to }) => to && setTimeout(() => this.leave(to)));
    this.close();
  }
  leave(to) {
    if (this.figure.popover && !this.figure.contains(to)) this.figure.hidePopover();
  }
  button(textContent, onclick) {
    return Object.assign(document.createElement("button"), { type: "button", textContent, onclick });
  }
  open() {
    this.figure.popover = "auto";
    this.figure.showPopover();
    this.figure.append(this.board.tip);
    this.call();
  }
  close() {
    this.figure.popover = null;
    this.board.box.append(this.board.tip);
    this.call();
  }
  get title() {
    return this.figure.querySelector(".title").textContent;
  }
  // What its buttons are called, now and when it has another title.
  call() {
    const { title, main, more } = this;
    const isOpen = this.figure.popover !== null;
    for (const one of more) one.hidden = !isOpen;
    ["picture", "numbers"].forEach((what, i) => (more[i].ariaLabel = `${title}: save the ${what}`));
    main.ariaLabel = main.title = isOpen ? `Close ${title}` : `${title}: enlarge, save`;
    main.innerHTML = isOpen ? "Close" : ARROWS;
  }
  get name() {
    return this.title.toLowerCase() + this.board.moment;
  }
  // On the page's ground, so that it can be read wherever it is pasted.
  picture() {
    const { canvas } = this.chart;
    const copy = sheet(canvas.width, canvas.height);
    const pen = copy.getContext("2d");
    pen.fillStyle = this.board.theme.background;
    pen.fillRect(0, 0, copy.width, copy.height);
    pen.drawImage(canvas, 0, 0);
    copy.toBlob((blob) => save(`${this.name}.png`, blob));
  }
  numbers() {
    const text = this.chart.rows().map((row) => row.map(String).map(quoted).join(",")).join("\r\n");
    save(`${this.name}.csv`, new Blob(["\ufeff", text, "\r\n"], { type: "text/csv" }));
  }
}
