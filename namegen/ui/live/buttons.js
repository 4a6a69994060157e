// The buttons of a stage. What they say goes by the stage's own socket, and costs the page no run.

class Buttons {
  constructor(root, room) {
    this.room = room;
    this.play = root.querySelector(".play");
    this.step = root.querySelector(".step");
    this.scrubber = new Scrubber(root.querySelector("input"), room);
    room.listenTo(root.querySelector(".buttons"));
  }

  show(frame) {
    const { playing, epoch, epochs } = frame;
    this.play.dataset.do = playing ? "pause" : "play";
    setText(this.play.querySelector("span"), playing ? "Pause" : "Play");
    this.step.disabled = epoch >= epochs;
    this.scrubber.show(frame);
  }

  leave() {
    this.scrubber.leave();
    if (this.room.buttons === this) this.room.buttons = null;
  }
}

export default function ({ data: [{ stage }], parentElement }) {
  const room = roomOf(stage);
  const [buttons, leave] = keep(parentElement, Buttons, room);
  room.buttons = buttons;
  if (room.frame) buttons.show(room.frame);
  return leave;
}
