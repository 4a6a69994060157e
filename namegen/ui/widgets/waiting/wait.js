// A wait in a browser: what its stream tells is shown, and the page looks once it is over.

const SECOND = 1000, PATIENCE = 2; // seconds without a socket before the page itself looks

class Wait {
  alone = 0;

  // It lasts while there is a path to follow.
  follow(path) {
    if (!path) return this.rest();
    this.timer ??= setInterval(() => this.tick(), SECOND);
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

  look() {
    this.going = null;
    this.ask();
  }

  tick() {
    this.alone = this.socket.readyState === WebSocket.OPEN ? 0 : this.alone + 1;
    if (this.alone > PATIENCE || (this.over && !this.going)) this.look();
  }

  rest() {
    clearInterval(this.timer);
    clearTimeout(this.going);
    this.socket?.close();
    Object.assign(this, { timer: null, going: null, path: null, alone: 0, over: false });
  }

  leave() {
    this.rest();
  }
}

const waiting = (Kind) => ({ data: [[path, now]], parentElement, setTriggerValue }) => {
  const [wait, leave] = keep(parentElement, Kind);
  wait.ask = () => setTriggerValue("look", Date.now());
  wait.show(now);
  wait.follow(path);
  return leave;
};

