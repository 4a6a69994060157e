const SECOND = 1000, PATIENCE = 2; // seconds without a socket before the page itself looks

class Wait {
  constructor(box) {
    this.box = box;
    this.alone = 0;
    this.timer = setInterval(() => this.tick(), SECOND);
  }

  follow(path) {
    if (path === this.path && this.socket.readyState <= WebSocket.OPEN) return;
    this.socket?.close();
    this.path = path;
    this.socket = new WebSocket(location.origin.replace(/^http/, "ws") + path);
    this.socket.onmessage = ({ data }) => this.take(JSON.parse(data));
  }

  take({ bars, after }) {
    this.over = !bars;
    if (bars) this.show(bars);
    else this.going = setTimeout(() => this.look(), SECOND * after);
  }

  tick() {
    this.alone = this.socket.readyState === WebSocket.OPEN ? 0 : this.alone + 1;
    if (this.alone > PATIENCE || (this.over && !this.going)) this.look();
  }

  show(bars) {
    while (this.box.children.length > bars.length) this.box.lastChild.remove();
    bars.forEach(([share, said], i) => {
      const label = this.box.children[i] ?? this.box.appendChild(document.createElement("label"));
      const bar = label.querySelector("progress") ?? document.createElement("progress");
      label.replaceChildren(said, ...(share === null ? [] : [bar]));
      bar.value = share ?? 0;
    });
  }

  end() {
    clearInterval(this.timer);
    clearTimeout(this.going);
    this.socket.close();
  }
}

export default function ({ data: [path, bars], parentElement, setTriggerValue }) {
  const wait = (parentElement.namegenWait ??= new Wait(parentElement.querySelector(".waits")));
  wait.look = () => {
    wait.going = null;
    setTriggerValue("look", Date.now());
  };
  wait.follow(path);
  wait.show(bars);
  return () => {
    wait.end();
    delete parentElement.namegenWait;
  };
}
