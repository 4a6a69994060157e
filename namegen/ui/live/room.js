// Where the parts of a stage meet, whichever of them comes first: its canvases, its buttons, its socket,
// and the page that feeds it where there is no socket. Each of them brings this script along.

class Room {
  show(frame) {
    this.frame = frame;
    this.buttons?.show(frame); // first: the stage shows what its scrubber holds
    this.stage?.show(frame);
  }

  // Between two runs of the page, or two sockets, there may be nobody to take it: the next one will.
  tell(message) {
    if (this.send) this.send(message);
    else if (this.say) this.say(message);
    else this.wanted = message;
  }

  listenTo(buttons) {
    buttons.addEventListener("click", ({ target }) => {
      const pressed = target.closest("[data-do]");
      if (pressed) this.tell({ do: pressed.dataset.do });
    });
  }
}

const roomOf = (stage) => ((window.namegenStages ??= {})[stage] ??= new Room());

