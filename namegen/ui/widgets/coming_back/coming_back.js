// In ms: between two looks; when the server is away; from the first asking until the page says so; and
// how long a tab that has been heard is content, whatever another server behind the address may say.
const LOOK = 10_000, SOON = 2_000, PATIENCE = 45_000, CONTENT = 60_000;
const GONE = 410, OWN = "namegen-own";
// In ms, until a list is brought: from a page's arrival, and again, twice as late each time.
const DRAWN = 500, AGAIN = 3_000;
const WAKES = ["visibilitychange", "online", "pageshow", "pointerdown"];

class Tab {
  constructor() {
    this.content = this.last = 0;
    this.asking = null;
    this.bringNoMore();
    this.wake = () => this.look();
    for (const event of WAKES) window.addEventListener(event, this.wake, true);
    // What the session brought need not be kept for a tab that is closed for good.
    this.close = ({ persisted }) => persisted || navigator.sendBeacon(this.path);
    window.addEventListener("pagehide", this.close);
    // A connection that comes back may have found another session, or another server.
    this.connection = new MutationObserver(() => {
      this.content = this.last = 0;
      this.look();
    });
    const app = document.querySelector("[data-test-connection-state]");
    if (app) this.connection.observe(app, { attributeFilter: ["data-test-connection-state"] });
    this.wait(LOOK);
  }

  // The server has run the page.
  heard(news) {
    Object.assign(this, news);
    if (this.asking) this.content = Date.now() + CONTENT;
    this.asking = null;
    this.bar.hidden = true;
  }

  // A list that the session lacks, once the page has been drawn, and again: an event may be lost.
  bring(list) {
    this.list = list;
    if (list) this.bringing ??= setTimeout(() => this.bringNow(), this.next);
    else this.bringNoMore();
  }

  bringNow() {
    this.bringing = null;
    this.next = Math.max(AGAIN, 2 * this.next);
    this.list();
    this.bring(this.list);
  }

  bringNoMore() {
    clearTimeout(this.bringing);
    [this.bringing, this.next] = [null, DRAWN];
  }

  wait(ms) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.look(), ms * (0.75 + Math.random() / 2));
  }

  async look() {
    const now = Date.now();
    if (document.hidden || now < this.content || now - this.last < SOON / 2) return this.wait(LOOK);
    this.last = now;
    const status = await fetch(this.path, { cache: "no-store" }).then((it) => it.status, () => 0);
    if (status === GONE) this.ask(now);
    this.wait(status === GONE || !status ? SOON : LOOK);
  }

  ask(now) {
    this.asking ??= now;
    this.bar.hidden = now - this.asking < PATIENCE;
    this.back([this.path, this.kept]);
  }

  leave() {
    clearTimeout(this.timer);
    this.bringNoMore();
    this.connection.disconnect();
    for (const event of WAKES) window.removeEventListener(event, this.wake, true);
    window.removeEventListener("pagehide", this.close);
  }
}

// The list of one's own, in the tab's storage: where a browser has none, or it is full, it is not kept.
function stored(own) {
  try {
    if (own) sessionStorage.setItem(OWN, JSON.stringify(own));
    return JSON.parse(sessionStorage.getItem(OWN));
  } catch {
    return null;
  }
}

export default function ({ data: [{ path, kept, own, lacksOwn }], parentElement, setTriggerValue }) {
  const [tab, leave] = keep(parentElement, Tab);
  const bar = parentElement.querySelector(".namegen-back");
  bar.querySelector("button").onclick = () => location.reload();
  const has = own || lacksOwn ? stored(own) : null;
  tab.bring(lacksOwn && (() => setTriggerValue("own", has ?? false)));
  tab.heard({ path, kept, bar, back: (what) => setTriggerValue("back", what) });
  return leave;
}
