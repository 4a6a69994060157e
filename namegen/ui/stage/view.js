// A hall in a browser: the stage, the presenter's window, a phone, or a reader's tour. All of them draw
// the same scenes; what one may do beside that is its role's.

const AGAIN = 1500; // ms until a lost line is tried again
const HELD = 400; // ms in which the scrubber stays where a hand has put it
// What a translating browser would spoil: names, numbers and code.
const SPOILT = "b, code, .big, .code, .five, .address, [data-page=alike] :is(.bar > span, .option span)";

class View {
  constructor(root, data) {
    Object.assign(this, { root, data, known: {} });
    this.find = (selector) => root.querySelector(selector);
    this.box = this.find(".view");
    this.box.classList.add(data.role);
    // On a phone a tour, or a page in stage mode, flows like a page; one on its side may be mirrored to a hall.
    const narrow = innerWidth < 640 || (data.role === "tour" && innerHeight < 480);
    if (["tour", "page"].includes(data.role) && narrow) this.box.classList.add("phone");
    this.picture = new Picture(this.find(".charts"));
    this.question = new Question(root, (i, id) => (this.leads ? this.act("answer", i) : this.send({ vote: i, ask: id })));
    this.range = this.find(".scrub input");
    this.address = new Address();
    this.leads = data.role !== "phone";
    // Kept for a server that has lost the hall: where it was led to, or a phone's pass.
    this.memory = `namegen${this.leads ? "Led" : "Pass"}-${data.code}`;
    this.leaving = new AbortController();
    this.mood = STORE.namegenMood ?? (root.host.matches(":host(.dark)") ? "dark" : "");
    // The presenter's window turns the stage dark, and the other way round.
    const stored = ({ key, newValue }) => key === "namegenMood" && newValue && this.setMood(newValue);
    window.addEventListener("storage", stored, { signal: this.leaving.signal });
    this.sizes = new ResizeObserver(() => this.fit());
    this.sizes.observe(this.box);
    if (this.leads) this.lead();
    this.box.addEventListener("submit", (event) => this.submit(event));
    document.fonts.ready.then(() => this.fit());
    this.connect();
  }

  leave() {
    this.ended = true;
    this.leaving.abort();
    this.sizes.disconnect();
    clearTimeout(this.again);
    this.picture.rest();
    this.socket.close();
    this.fill(false);
  }

  // ---- the line ----

  connect() {
    const { data } = this;
    const path = `${data.base}/hall/${encodeURIComponent(data.code)}`;
    const socket = (this.socket = new WebSocket(location.origin.replace(/^http/, "ws") + path));
    socket.onopen = () => {
      this.known = {};
      const kept = STORE[this.memory];
      const [talk, ...at] = (this.leads && kept?.split(",")) || [];
      const place = talk ? { at: at.map(Number), talk } : {};
      const { secret, url, list } = data;
      const hello = {
        page: () => ({ page: true }), // its session knows where it is
        tour: () => ({ tour: true, ...place, list, kept: tourDone().kept }),
        phone: () => ({ phone: phoneId(), pass: kept ?? secret }),
      }[data.role] ?? (() => ({ lead: secret, url, ...place, list }));
      socket.send(JSON.stringify(hello()));
      if (this.unsaid) this.send(this.unsaid);
      this.unsaid = null;
    };
    socket.onmessage = ({ data: text }) => this.take(JSON.parse(text));
    socket.onclose = () => {
      if (this.ended || this.over) return;
      this.say(this.waits ?? "The line is lost; it is tried again.");
      this.again = setTimeout(() => this.connect(), AGAIN * (1 + Math.random()));
    };
  }

  // What is pressed last while there is no line is said on the next one.
  send(message) {
    if (this.socket.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify(message));
    else this.unsaid = message;
  }

  act(name, number = 0, text = "") {
    this.send({ do: name, number, text });
  }

  take(news) {
    if (news.error) {
      this.over = !news.again;
      if (this.over) {
        delete STORE[this.memory]; // it may be what cannot be understood
        const verb = { phone: "Join", stage: "Start", notes: "Start" }[this.data.role];
        if (verb) this.leadTo(`${this.data.base}/stage`, `${verb} another hall`);
        this.box.classList.add("over");
      }
      this.waits = news.error;
      return this.say(news.error);
    }
    this.waits = undefined;
    if (news.said) return this.say(news.said);
    if (news.scene !== undefined || news.here !== undefined) this.say("");
    Object.assign(this.known, news);
    const { data, known } = this;
    const { scene, frame, lead, me } = known;
    if (news.scene) this.draw(scene);
    if (news.scene || news.frame) this.picture.show(frame);
    const kept = lead && scene ? [lead.talk, scene.step, scene.phase, frame?.epoch ?? 0, scene.turn].join() : me?.pass;
    if (kept && data.role !== "page" && STORE[this.memory] !== kept) STORE[this.memory] = kept;
    if (lead) this.showTraining(lead, frame?.epoch);
    if (news.scene || news.lead || news.me) {
      this.question.mark(lead, (lead ?? me)?.vote);
      if (lead) this.showLead(lead);
      if (me) showPhone(this, me);
    }
    this.showStatus();
  }

  say(text) {
    setText(this.find(".said"), text);
  }

  // ---- the scene ----

  draw(scene) {
    const box = this.box;
    const before = box.dataset.step;
    box.dataset.page = scene.page;
    box.dataset.step = scene.step;
    box.dataset.phase = scene.phase;
    box.classList.toggle("blank", scene.blank);
    setText(this.find("h2.title"), scene.title);
    setText(this.find(".line"), scene.line);
    const words = this.find(".words");
    words.innerHTML = scene.html ?? ""; // made and escaped by the server
    words.hidden = !scene.html;
    setText(this.find(".wait"), scene.wait);
    this.question.draw(scene);
    for (const name of this.find("main").querySelectorAll(SPOILT)) if (name.translate) name.translate = false;
    const kind = scene.chart ?? "";
    if (kind !== this.picture.kind) this.picture.build(kind);
    box.classList.toggle("charted", kind !== "");
    box.classList.toggle("asking", Boolean(scene.ask));
    this.drawForm(scene.form);
    requestAnimationFrame(() => {
      this.fit();
      if (before !== box.dataset.step) this.showTop();
    });
  }

  // A step is read from its top, however far down the one before it was.
  showTop() {
    this.box.scrollTop = 0;
    if (this.box.getBoundingClientRect().top < 0) this.box.scrollIntoView();
  }

  drawForm(kind) {
    const form = this.find("form");
    if (form.dataset.kind === kind) return;
    form.dataset.kind = kind;
    form.replaceChildren(...(this.leads || !kind ? [] : FORMS[kind](this.data, this.known.here ?? 0)));
    form.hidden = this.leads || !kind;
  }

  submit(event) {
    event.preventDefault();
    const { name, rate, layers, block } = Object.fromEntries(new FormData(event.target));
    if (name !== undefined) return this.send({ name });
    this.tried = { try: { rate, layers, block } };
    this.send(this.tried);
  }

  // ---- what stands around it ----

  showStatus() {
    const { here = 0, frame, alone, me, scene, lead } = this.known;
    const epoch = this.picture.kind && frame?.epochs ? `epoch ${frame.epoch} of ${frame.epochs}` : "";
    const hall = ["tour", "page"].includes(this.data.role) ? "" : `${this.data.code} · ${here} here`;
    const name = me?.name ? `you are ${me.name}` : "";
    const cover = lead?.cover === false ? "no name is drawn over" : "";
    const blank = lead && scene?.blank ? "the stage is blank" : "";
    setText(this.find(".status"), [epoch, name, hall, cover, blank].filter(Boolean).join(" · "));
    this.box.dataset.epoch = frame?.epoch ?? "";
    const count = this.find(".here");
    const told = me ? `You are ${me.name}. ` : "";
    if (count) setText(count, `${told}${here} ${here === 1 ? "phone is" : "phones are"} here`);
    const away = alone ? "The servers do not reach each other: this hall goes on here alone." : "";
    setText(this.find(".away"), away);
    const data = me ? this.data : { ...this.data, code: "" }; // a reader follows nobody
    if (scene) this.leadTo(tryLink(data, scene, frame?.epoch), "Try it yourself");
  }

  leadTo(href, label) {
    const link = this.find("a.try");
    Object.assign(link, { href, hidden: false });
    setText(link, label);
  }

  showLead(lead) {
    setText(this.find(".note"), lead.note);
    const ends = { PageUp: 0, PageDown: lead.steps.length - 1 };
    for (const way of this.root.querySelectorAll("button.way")) way.ariaDisabled = lead.step === ends[way.title];
    if (this.data.role === "tour") showTour(this, lead);
    if (this.data.role === "notes") showNotes(this, lead);
  }

  // ---- whoever leads ----

  lead() {
    const { role } = this.data;
    const buttons = BUTTONS.filter(
      ([, , kind]) => (kind !== "end" || role === "notes") && (kind !== "way" || role !== "page"),
    );
    this.find(".buttons").append(...buttons.map((entry) => this.button(...entry)));
    this.range.addEventListener("input", () => {
      this.scrubbed = performance.now();
      this.act("epoch", Number(this.range.value));
    });
    this.range.addEventListener("pointerup", () => this.range.blur());
  }

  button(label, key, kind, act) {
    const button = make("button", kind, label);
    button.type = "button";
    button.title = key;
    button.setAttribute("aria-keyshortcuts", key);
    button.onclick = ({ detail }) => {
      act(this);
      if (detail) button.blur(); // a hand has pressed it: the next key is the talk's
    };
    return button;
  }

  // The scrubber is the hand's for a moment after each move.
  showTraining({ plays, epochs, address }, epoch) {
    this.address.show({ playing: plays === "Pause", link: address });
    setText(this.find(".play"), plays);
    this.box.classList.toggle("trains", epochs > 0 && this.picture.kind !== "");
    this.range.max = epochs;
    const moved = performance.now() - (this.scrubbed ?? -HELD) < HELD;
    if (!moved && epoch !== undefined) this.range.value = epoch;
  }

  // ---- looks ----

  fit() {
    if (!this.theme) return;
    const unit = parseFloat(getComputedStyle(this.find(".unit")).width);
    this.theme.size = this.box.classList.contains("phone") ? undefined : Math.max(11, 2 * unit);
    this.picture.fit(this.theme);
  }

  // The page's own colours, or those of the mood that a key has chosen; there are none outside the page.
  retheme() {
    if (!this.box.isConnected) return this.ended || requestAnimationFrame(() => this.retheme());
    const chosen = this.data.moods[this.mood];
    for (const [name, value] of Object.entries(this.data.moods.light)) {
      if (chosen) this.box.style.setProperty(name, chosen[name]);
      else this.box.style.removeProperty(name);
    }
    this.theme = readTheme(this.box);
    for (const ink of ["first", "second", "third"]) {
      this.box.style.setProperty(`--${ink}`, this.theme[ink]);
    }
    this.fit();
  }

  turnMood() {
    const [red, green, blue] = getComputedStyle(this.box).backgroundColor.match(/[\d.]+/g).map(Number);
    STORE.namegenMood = red + green + blue > 380 ? "dark" : "light";
    this.setMood(STORE.namegenMood);
  }

  setMood(mood) {
    this.mood = mood;
    this.retheme();
  }

  // Over the whole page, which others see by the page's root; another stage may have it already.
  fill(on) {
    const { dataset } = document.documentElement;
    this.box.classList.toggle("full", on);
    if (on) dataset.namegenStage = this.data.code;
    else if (dataset.namegenStage === this.data.code) delete dataset.namegenStage;
    this.fit();
  }
}

export default ({ data: [data], parentElement }) => {
  const [view, leave] = keep(parentElement, View, data);
  view.retheme();
  view.fill(data.full);
  if (!data.full) delete document.documentElement.dataset.namegenOpens; // the menu is beside it
  return leave;
};
