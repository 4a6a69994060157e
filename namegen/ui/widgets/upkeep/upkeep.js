// What a translating browser would spoil: names, numbers and code. Badges hold names, but where their place says
// that it is in words.
const SPOILT =
  ".stPlotlyChart, .stMarkdownBadge:not([class*=st-key-worded-] *), code, ol.rows, :is(.context, .count-list) b, [data-testid=stSliderThumbValue], [class*=st-key-spelled-], " +
  "[class*=st-key-ask-alike] [data-testid=stBaseButton-secondary], .st-key-function button";
// And letters that stand alone, as an "a" does in an answer: what has no word in it.
const SAID = "[data-testid=stMarkdownContainer] :is(p, strong)";
const WORD = /\p{L}.*\p{L}/su;

const MOVES = ["pointerdown", "pointermove", "pointerup", "keydown", "input", "change"];
const SLIP = 8; // px that a finger goes before it is known where to

// On an iPhone a field is not left when a button is tapped, and Streamlit hears of a text when its field is left.
function finish({ target }) {
  const field = document.activeElement;
  if (field?.matches(".stTextArea textarea, .stTextInput input") && target.closest?.("button, a")) field.blur();
}

class Upkeep {
  constructor() {
    this.main = document.querySelector("[data-testid=stMain]");
    this.leaving = new AbortController();
    const { signal } = this.leaving;
    const first = { capture: true, signal };
    document.addEventListener("focusin", ({ target }) => this.keep(target), { signal });
    window.addEventListener("blur", ({ relatedTarget }) => relatedTarget && this.forget(), first);
    for (const kind of MOVES) window.addEventListener(kind, (event) => this.hold(event), first);
    window.addEventListener("click", finish, first);
    this.app = document.querySelector(".stApp");
    this.moods = new MutationObserver(() => this.turn());
    this.moods.observe(this.app, { attributeFilter: ["class"] });
    this.changes = new MutationObserver(() => this.look());
    this.changes.observe(this.main, { childList: true, subtree: true, attributeFilter: ["disabled"] });
    this.menu = new Menu(this.main, signal);
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

  // On its way to something else: a text box that it leaves changes at once, while nothing has the focus, and
  // whoever gave it back to the box then would hold the keyboard there for ever.
  forget() {
    this.places = [];
  }

  look() {
    for (const one of this.main.querySelectorAll(SPOILT)) if (one.translate) one.translate = false;
    for (const one of this.main.querySelectorAll(SAID)) {
      if (WORD.test(one.textContent)) one.removeAttribute("translate");
      else if (one.translate) one.translate = false;
    }
    const at = document.activeElement;
    if (this.places?.length && (at === document.body || at.disabled)) this.inherit();
    this.menu.look();
  }

  // What had the focus is gone, or can no longer be pressed: what came in its place has it, or the
  // nearest button; on another page the title.
  inherit() {
    const moved = location.pathname !== this.page;
    give(moved ? this.menu.title : this.heir());
  }

  heir() {
    for (const [parent, place] of this.places.filter(([one]) => one.isConnected)) {
      const same = parent.children[place];
      if (same && !same.matches(":disabled, :has(:disabled)")) return same;
      const other = parent.querySelector("button:enabled");
      if (other) return other;
    }
    return null;
  }

  // On another ground than it knows of the server draws its charts again, in other colours.
  turn() {
    const mood = getComputedStyle(this.app).colorScheme;
    if (mood !== this.drawn && mood !== this.asked) this.ask(mood);
    this.asked = mood === this.drawn ? null : mood;
  }

  // Whoever presses elsewhere leaves what had the focus. A finger that scrolls takes a slider's thumb along
  // only when it goes sideways: the browser's own ranges move before that, and are put back, until the finger
  // is lifted where it was put down.
  hold(event) {
    const { type, pointerType, clientX, clientY } = event;
    const [target] = event.composedPath();
    if (type === "pointerdown") {
      if (!document.activeElement.contains(event.target)) this.forget();
      const grips = pointerType === "touch" && target.closest?.("[data-testid=stSlider], [type=range]");
      this.grip = grips ? { target, value: target.value, x: clientX, y: clientY } : null;
    } else if (type === "keydown") {
      this.grip = null;
    } else if (this.grip && type === "pointermove") {
      const { x, y } = this.grip;
      if (Math.abs(clientX - x) > Math.max(SLIP, Math.abs(clientY - y))) this.grip = null;
      else {
        this.grip.scrolls ||= Math.abs(clientY - y) > SLIP;
        event.stopPropagation();
      }
    } else if (this.grip && type === "pointerup") {
      const { target: range, tapped, scrolls } = this.grip;
      if (scrolls || tapped === undefined) return;
      this.grip = null;
      range.value = tapped;
      range.dispatchEvent(new Event("input", { bubbles: true, composed: true }));
    } else if (this.grip?.target === target && event.isTrusted) {
      this.grip.tapped = target.value;
      target.value = this.grip.value;
      event.stopPropagation();
    }
  }

  leave() {
    this.leaving.abort();
    this.moods.disconnect();
    this.changes.disconnect();
    this.menu.changes.disconnect();
  }
}

export default function ({ data: [drawn], parentElement, setTriggerValue }) {
  const [upkeep, leave] = keep(parentElement, Upkeep);
  Object.assign(upkeep, { drawn, ask: (mood) => setTriggerValue("turned", mood) });
  upkeep.turn();
  return leave;
}
