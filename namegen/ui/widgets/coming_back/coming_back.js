// In ms: between two looks; when the server is away; from the first asking until the page says so; and
// how long a tab that has been heard is content, whatever another server behind the address may say.
const LOOK = 10_000, SOON = 2_000, PATIENCE = 45_000, CONTENT = 60_000;
const GONE = 410, OWN = "namegen-own", ANSWERS = "namegen-answers", MOST = 100;
// In ms, until what the session lacks is brought: from a page's arrival, and again, twice as late each time.
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

  // What the session lacks, once the page has been drawn, and again: an event may be lost.
  bring(lacked) {
    this.lacked = lacked;
    if (lacked) this.bringing ??= setTimeout(() => this.bringNow(), this.next);
    else this.bringNoMore();
  }

  bringNow() {
    this.bringing = null;
    this.next = Math.max(AGAIN, 2 * this.next);
    this.lacked();
    this.bring(this.lacked);
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

// In the tab's storage: where a browser has none, or it is full, nothing is kept.
function stored(name, news) {
  try {
    if (news) sessionStorage.setItem(name, JSON.stringify(news));
    return JSON.parse(sessionStorage.getItem(name));
  } catch {
    return null;
  }
}

// What has been answered, if the session lacks some of it. A session that was opened by a link knows of a
// question that it was answered, and not how.
function answersLacked(kept) {
  const known = Object.entries(stored(ANSWERS) ?? {}).map(([key, guess]) => [key, kept[key] || guess]);
  const all = Object.fromEntries(Object.entries({ ...kept, ...Object.fromEntries(known) }).slice(-MOST));
  stored(ANSWERS, all);
  return Object.entries(all).some(([key, guess]) => kept[key] !== guess) && all;
}

export default function ({ data: [{ path, kept, own, lacksOwn }], parentElement, setTriggerValue }) {
  const [tab, leave] = keep(parentElement, Tab);
  const bar = parentElement.querySelector(".namegen-back");
  bar.querySelector("button").onclick = () => location.reload();
  const has = own || lacksOwn ? stored(OWN, own) : null;
  const answers = answersLacked(kept);
  const bringList = () => setTriggerValue("own", has ?? false);
  // The list first: its run of the page is cut short, and what comes with it would be lost.
  tab.bring(lacksOwn ? bringList : answers && (() => setTriggerValue("answers", answers)));
  tab.heard({ path, kept, bar, back: (what) => setTriggerValue("back", what) });
  return leave;
}
