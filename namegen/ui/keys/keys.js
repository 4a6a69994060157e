// The keys of every page. A key presses the control that a hand would press, wherever it stands: in the
// page, or in a part with a root of its own.

// What a page calls the control of a key, where it does not say aria-keyshortcuts.
const NAMES = {
  Space: ["Pause", "Play", "Next name", "See the score", "Another ten"],
  S: ["Step"],
  R: ["Reset"],
  F: ["Stage mode", "Leave the stage"],
};

// Where somebody writes or chooses, all keys are theirs; what takes some keys by itself has those.
const WRITES =
  "input:not([type=range], [type=checkbox], [type=radio]), textarea, select, [contenteditable]:not([contenteditable=false]), " +
  "[role=textbox], [role=combobox], [role=spinbutton]";
const OPEN = "dialog[open], [role=dialog], [role=listbox], [role=menu]";
const OWN = {
  " ": "a, button, summary, input:not([type=range]), [role=button], [role=checkbox], [role=switch], [role=radio], [role=tab]",
  Arrow: "input, [role=slider], [role=radio], [role=tab], [role=application], [role=grid], [role=tree]",
  Page: "input, [role=slider], [role=application], [role=grid], [role=tree]",
};
const AWAKE = 3000; // ms in which the two buttons are seen on a stage after the pointer has moved, or a finger tapped

function* rootsOf(root = document) {
  yield root;
  for (const element of root.querySelectorAll("*")) if (element.shadowRoot) yield* rootsOf(element.shadowRoot);
}
const all = (selector) => [...rootsOf()].flatMap((root) => [...root.querySelectorAll(selector)]);
const onStage = () => "namegenStage" in document.documentElement.dataset;
const usable = (control) => control && !control.disabled && !control.hidden;
// Streamlit writes the name of an icon before a label.
const nameOf = (button) => ([...button.querySelectorAll("p")].at(-1) ?? button).textContent.trim();

function controlOf(key) {
  const said = all(`[aria-keyshortcuts="${CSS.escape(key)}"]`).find(usable);
  if (said || !(key in NAMES)) return said;
  const buttons = all("button").filter(usable);
  return NAMES[key].map((name) => buttons.find((one) => nameOf(one) === name)).find(Boolean);
}

class Keys {
  constructor(parent) {
    this.find = (selector) => parent.querySelector(selector);
    this.leaving = new AbortController();
    const { signal } = this.leaving;
    // In front of Streamlit's own keys.
    window.addEventListener("keydown", (event) => this.press(event), { capture: true, signal });
    // A finger that taps moves nothing.
    for (const sign of ["pointermove", "pointerdown"])
      window.addEventListener(sign, () => this.wake(), { signal, passive: true });
    this.find(".namegen-keys").addEventListener("click", () => this.find("dialog").showModal(), { signal });
    this.find(".namegen-blank").addEventListener("click", () => this.blank(), { signal });
  }

  press(event) {
    const target = event.composedPath()[0];
    const { key } = event;
    if (event.defaultPrevented) return; // the keys of the page before have it, until they go
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || all(OPEN).length) return;
    if (target.closest?.(WRITES) || (event.shiftKey && key !== "?")) return;
    const own = OWN[key] ?? OWN[/^(Arrow|Page)/.exec(key)?.[0]];
    if (own && target.closest?.(own)) return;
    if (!this.act(key === " " ? "Space" : key.length === 1 ? key.toUpperCase() : key, event.repeat)) return;
    event.preventDefault();
    event.stopPropagation();
  }

  // Whether there was something to press.
  act(key, again) {
    if (key.startsWith("Arrow")) return this.scrub({ ArrowLeft: -1, ArrowRight: 1 }[key]);
    const control = /^[1-9]$/.test(key) ? this.options()[key - 1] : controlOf(key);
    if (again) return usable(control);
    if (key === "F" && usable(control)) this.fill();
    if (usable(control)) control.click();
    else if (key === "B") this.blank();
    else if (key === "PageUp") this.turn(-1);
    else if (key === "PageDown") this.turn(1);
    else return false;
    return true;
  }

  // The answers to the question on the screen: a stage's, a page's, or those of the game.
  options() {
    const pages = '[class*="st-key-ask-"] button:not([data-testid$="tertiary"]), .st-key-game-buttons button';
    const stages = all(".options button");
    return stages.length ? stages : all(pages);
  }

  scrub(way) {
    const range = all(".scrub input").find((one) => usable(one) && one.max > 0);
    if (!way || !range) return false;
    range.value = Number(range.value) + way;
    for (const kind of ["input", "change"]) range.dispatchEvent(new Event(kind, { bubbles: true }));
    return true;
  }

  // The rest of the page, and then the page before or after.
  turn(way) {
    const main = document.querySelector("[data-testid=stMain]");
    const left = way < 0 ? main.scrollTop : main.scrollHeight - main.clientHeight - main.scrollTop;
    if (left > 2 && !onStage()) return main.scrollBy({ top: 0.85 * way * main.clientHeight });
    document.querySelector(`.st-key-turn-${way < 0 ? "before" : "after"} a`)?.click();
  }

  // A browser lets a page fill the screen while a hand is on a key.
  fill() {
    if (!onStage()) document.documentElement.requestFullscreen?.().catch(() => {});
    else if (document.fullscreenElement) document.exitFullscreen();
  }

  blank() {
    const cover = this.find(".namegen-blank");
    cover.hidden = !cover.hidden;
  }

  wake() {
    const { dataset } = document.documentElement;
    dataset.namegenAwake = "";
    clearTimeout(this.sleeping);
    this.sleeping = setTimeout(() => delete dataset.namegenAwake, AWAKE);
  }

  leave() {
    clearTimeout(this.sleeping);
    this.leaving.abort();
  }
}

export default ({ parentElement }) => keep(parentElement, Keys)[1];
