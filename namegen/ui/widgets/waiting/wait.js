// A wait in a browser: what its stream tells is shown, and the page looks once it is over.

const SECOND = 1000, PATIENCE = 2; // seconds without a socket before the page itself looks

class Wait {
  constructor(show) {
    this.show = show;
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

  take({ now, after }) {
    this.over = now === null;
    if (now) this.show(now);
    else this.going = setTimeout(() => this.look(), SECOND * after);
  }

  tick() {
    this.alone = this.socket.readyState === WebSocket.OPEN ? 0 : this.alone + 1;
    if (this.alone > PATIENCE || (this.over && !this.going)) this.look();
  }

  end() {
    clearInterval(this.timer);
    clearTimeout(this.going);
    this.socket.close();
  }
}

// A component's own wait: it lasts while there is a path to follow.
const waitOf = (parentElement, path, setTriggerValue, show) => {
  const leave = () => {
    parentElement.namegenWait?.end();
    delete parentElement.namegenWait;
  };
  if (!path) return leave();
  const wait = (parentElement.namegenWait ??= new Wait(show));
  wait.look = () => {
    wait.going = null;
    setTriggerValue("look", Date.now());
  };
  wait.follow(path);
  return leave;
};

