// What a translating browser would spoil: letters, names, numbers and code.
const SPOILT =
  ".stPlotlyChart, .stMarkdownBadge, code, ol.rows, .context b, [data-testid=stSliderThumbValue]";

const MOVES = ["pointerdown", "pointermove"];
const SLIP = 8; // px that a finger goes before it is known where to

// What changes in the link of one page is no page of its own: Back leads to the page before. It stays
// so between two pages, too, when this is not there for a moment.
history.pushState = (state, title, address) => {
  const same = new URL(address ?? "", location.href).pathname === location.pathname;
  History.prototype[same ? "replaceState" : "pushState"].call(history, state, title, address);
};

class Upkeep {
  constructor() {
    this.main = document.querySelector("[data-testid=stMain]");
    this.remember = ({ target }) => this.keep(target);
    document.addEventListener("focusin", this.remember);
    this.sideways = (event) => this.hold(event);
    for (const kind of MOVES) window.addEventListener(kind, this.sideways, true);
    this.changes = new MutationObserver(() => this.look());
    this.changes.observe(this.main, { childList: true, subtree: true });
    this.look();
  }

  // Where the keyboard is: of each element around it its parent, and its place there.
  keep(element) {
    this.page = location.pathname;
    this.places = [];
    if (!this.main.contains(element)) return;
    for (let e = element; e !== this.main; e = e.parentElement) {
      this.places.push([e.parentElement, [...e.parentElement.children].indexOf(e)]);
    }
  }

  look() {
    for (const one of this.main.querySelectorAll(SPOILT)) if (one.translate) one.translate = false;
    if (this.places?.length && document.activeElement === document.body) this.inherit();
  }

  // What had the focus is gone: what came in its place has it, and on another page the title.
  inherit() {
    const moved = location.pathname !== this.page;
    const [parent, place] = this.places.find(([one]) => one.isConnected) ?? [];
    const heir = moved ? this.main.querySelector("h1") : parent?.children[place];
    if (!heir) return;
    heir.tabIndex = -1;
    heir.focus({ preventScroll: true });
  }

  // A finger that scrolls takes a slider's thumb along only when it goes sideways.
  hold(event) {
    const { type, pointerType, target, clientX, clientY } = event;
    if (type === "pointerdown") {
      const grips = pointerType === "touch" && target.closest?.("[data-testid=stSlider]");
      this.grip = grips ? [clientX, clientY] : null;
    } else if (this.grip) {
      const [x, y] = this.grip;
      if (Math.abs(clientX - x) > Math.max(SLIP, Math.abs(clientY - y))) this.grip = null;
      else event.stopPropagation();
    }
  }

  end() {
    document.removeEventListener("focusin", this.remember);
    for (const kind of MOVES) window.removeEventListener(kind, this.sideways, true);
    this.changes.disconnect();
  }
}

export default function ({ parentElement }) {
  const upkeep = (parentElement.namegenUpkeep ??= new Upkeep());
  return () => {
    upkeep.end();
    delete parentElement.namegenUpkeep;
  };
}
