// The menu, which in a narrow window lies over the page. Streamlit closes it after a choice only on what calls
// itself a phone; with its buttons, which come and go, it takes the keyboard's place away; and what Tab leads to
// behind it is not seen.

const BAR = "[data-testid=stSidebar]";
const SHUTS = "[data-testid=stSidebarCollapseButton] button";
const OPENS = "[data-testid=stExpandSidebarButton]";
const OVER = "(max-width: 768px)"; // Streamlit's own bound

// Give something the focus, whether or not it is a stop of the keyboard.
function give(heir) {
  if (!heir) return;
  const isNoControl = heir.tabIndex < 0;
  if (isNoControl) heir.tabIndex = -1; // now it can have the focus
  heir.focus({ preventScroll: true });
  // Whoever came by hand sees no ring around it, nor once a key is pressed.
  if (isNoControl) heir.style.outline = heir.matches(":focus-visible") ? "" : "none";
}

class Menu {
  constructor(main, signal) {
    this.main = main;
    document.addEventListener("focusin", ({ target }) => this.keep(target), { signal });
    window.addEventListener("keydown", (event) => this.press(event), { capture: true, signal });
    this.changes = new MutationObserver(() => this.turn());
    const all = document.querySelector("[data-testid=stAppViewContainer]");
    this.changes.observe(all, { subtree: true, attributeFilter: ["data-collapsed"] });
  }

  get open() {
    return document.querySelector(BAR)?.dataset.collapsed === "false";
  }

  // Whether it hides a part of the page.
  get over() {
    return this.open && matchMedia(OVER).matches && document.querySelector(BAR).checkVisibility();
  }

  shut() {
    document.querySelector(SHUTS)?.click();
  }

  keep(element) {
    this.page = location.pathname;
    this.within = element.matches(`${OPENS}, ${BAR} *`);
    if (this.main.contains(element) && this.over) this.shut();
  }

  // It was opened or closed: the keyboard, if it was there, is at the button that takes that back; or where a
  // link of it has led.
  turn() {
    if (!this.within) return;
    const moved = location.pathname !== this.page;
    give(this.open ? document.querySelector(SHUTS) : moved ? this.title : document.querySelector(OPENS));
  }

  get title() {
    return this.main.querySelector("h1");
  }

  // The page has changed: with the keyboard at its title, it is closed.
  look() {
    if (this.within && this.over && location.pathname !== this.page) give(this.title);
  }

  press(event) {
    if (event.key === "Escape" && this.over && !document.querySelector("[role=listbox], dialog[open]")) this.shut();
  }
}
