// A stage's own socket: frames come by it, and what a hand does goes back. Where it cannot be had within two
// seconds the page is asked to feed the stage by itself, until the socket comes.

const PATIENCE = 2000, FED = 1500; // ms without a socket, and without anything from the page
const AGAIN = 3000;
const STILL = 300; // ms without a change until the page catches up

class Line {
  constructor(room, path) {
    this.room = room;
    this.address = location.origin.replace(/^http/, "ws") + path;
    this.connect();
  }

  connect() {
    const { room } = this;
    const socket = (this.socket = new WebSocket(this.address));
    this.miss();
    socket.onopen = () => {
      clearTimeout(this.missing);
      this.missing = null;
      room.send = (message) => socket.send(JSON.stringify(message));
      if (room.wanted) room.send(room.wanted);
      room.wanted = null;
    };
    socket.onmessage = ({ data }) => this.take(JSON.parse(data));
    socket.onclose = () => {
      if (this.ended) return; // another line may have the room by now
      room.send = room.pushed = null;
      this.miss();
      this.again = setTimeout(() => this.connect(), AGAIN);
    };
  }

  // It may ask more than once: a run that has hardly begun can be lost on a server that has much to do.
  miss() {
    this.missing ??= setTimeout(() => {
      this.missing = null;
      const { frame, fed, ask } = this.room;
      if (frame?.playing && performance.now() - fed > FED) ask?.();
    }, PATIENCE);
  }

  take({ made, frame, after }) {
    const { room } = this;
    if (!frame) return room.ask?.(); // only the page can begin what is wanted now
    room.pushed = made;
    room.show(frame);
    clearTimeout(this.resting);
    if (!frame.playing) this.resting = setTimeout(() => this.rest(), STILL + 1000 * after);
  }

  // What stands still is shown by the whole page, unless that has drawn it already.
  rest() {
    const { page, frame, ask } = this.room;
    const drawn = page && !page.playing && page.epoch === frame.epoch && page.run === frame.run;
    if (page && !drawn) ask?.();
  }

  end() {
    this.ended = true;
    for (const timer of [this.missing, this.again, this.resting]) clearTimeout(timer);
    this.socket.close();
    this.room.send = this.room.pushed = null;
  }
}
