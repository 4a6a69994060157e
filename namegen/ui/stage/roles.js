// What each role has beside the scene: keys, buttons, forms, notes, the tour.

const KEYS = {
  " ": ["Space", "plays and pauses, reveals, goes on", (view) => view.act("play")],
  s: ["S", "one step", (view) => view.act("step")],
  r: ["R", "back to the start", (view) => view.act("reset")],
  ArrowLeft: ["←", "one epoch back", (view) => view.act("scrub", -1)],
  ArrowRight: ["→", "one epoch on", (view) => view.act("scrub", 1)],
  PageUp: ["Page Up", "the step before", (view) => view.act("back")],
  PageDown: ["Page Down", "the next step", (view) => view.act("on")],
  1: ["1 to 4", "answer", (view) => view.act("answer", 0)],
  2: [null, "", (view) => view.act("answer", 1)],
  3: [null, "", (view) => view.act("answer", 2)],
  4: [null, "", (view) => view.act("answer", 3)],
  b: ["B", "a blank stage, and back", (view) => view.act("blank")],
  f: ["F", "fills the screen, and back", (view) => view.fill()],
  d: ["D", "dark or light", (view) => view.turnMood()],
  c: ["C", "draws over names that would embarrass (█), or not", (view) => view.act("cover")],
  "?": ["?", "these keys", (view) => showKeys(view)],
};

const WRITES = "input, textarea, select, [contenteditable]";

// In front of Streamlit's own keys. Never while someone writes, or with a key that belongs to the browser.
function listenToKeys(view) {
  const press = (event) => {
    const target = event.composedPath()[0];
    if (event.ctrlKey || event.metaKey || event.altKey || target.closest?.(WRITES)) return;
    if (event.key === " " && target.closest?.("button, a, summary")) return;
    const known = KEYS[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!known) return;
    event.preventDefault();
    event.stopPropagation();
    known[2](view);
  };
  window.addEventListener("keydown", press, { capture: true, signal: view.leaving.signal });
}

function showKeys(view) {
  const help = view.find(".keys");
  help.hidden = !help.hidden;
  const rows = Object.values(KEYS).filter(([key]) => key);
  help.replaceChildren(...rows.flatMap(([key, said]) => [make("dt", "", key), make("dd", "", said)]));
}

const BACK = ["Back", "Page Up", (view) => view.act("back")];
const PLAY = ["Play", "Space", (view) => view.act("play")];
const ON = ["On", "Page Down", (view) => view.act("on")];
const BUTTONS = {
  stage: [BACK, PLAY, ON, ["Fill", "F", (view) => view.fill()], ["Keys", "?", showKeys]],
  notes: [
    BACK, PLAY, ON,
    ["Step", "S", (view) => view.act("step")],
    ["Reset", "R", (view) => view.act("reset")],
    ["Blank", "B", (view) => view.act("blank")],
    ["Cover names", "C", (view) => view.act("cover")],
    ["Keys", "?", showKeys],
    ["End the hall", "", (view) => confirm("End this hall for everybody?") && view.act("end")],
  ],
  tour: [BACK, PLAY, ON, ["Fill", "F", (view) => view.fill()], ["Keys", "?", showKeys]],
  phone: [],
};

// ---- a phone ----

// Who this phone is, to its halls: a number that it has made up.
function phoneId() {
  const fresh = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (n) => n.toString(16).padStart(2, "0"));
  return (localStorage.namegenPhone ??= fresh().join(""));
}

function choice(label, name, values, chosen) {
  const box = make("label", "", label);
  const select = make("select");
  select.name = name;
  for (const value of values) select.append(new Option(value, value, false, String(value) === chosen));
  box.append(select);
  return box;
}

const FORMS = {
  name() {
    const box = make("label", "", "A name for this hall");
    const input = make("input");
    Object.assign(input, { name: "name", maxLength: 40, required: true, autocomplete: "off" });
    box.append(input);
    return [box, make("button", "", "Send"), make("output")];
  },
  search({ search }, here) {
    const share = here > 1 ? `The server trains for all in turn: with ${here} phones, yours may get 1 part in ${here}.` : "";
    return [
      make("p", "", share),
      choice("Learning rate", "rate", search.rates, "0.1"),
      choice("Hidden layers", "layers", search.layers, "1"),
      choice("Letters it sees", "block", search.blocks, "3"),
      make("button", "", `Train ${search.epochs} epochs`),
      make("output"),
    ];
  },
};

// Where somebody who lets go finds the same: the page, its settings, the epoch.
function tryLink({ base, code, pages }, scene, epoch) {
  const page = pages.includes(scene.page) ? scene.page : "train";
  const query = new URLSearchParams(code ? { ...scene.link, join: code } : scene.link);
  if (epoch) query.set("epoch", epoch);
  return `${base}/${page}?${query}`;
}

// ---- the presenter's window ----

const began = Date.now();

function showNotes(view, lead) {
  const room = view.find(".prompter");
  room.hidden = false;
  const [clock, since] = ["clock", "since"].map((look) => view.find(`.${look}`));
  view.ticking ??= setInterval(() => {
    setText(clock, new Date().toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" }));
    setText(since, `${Math.floor((Date.now() - began) / 60000)} min`);
  }, 1000);
  const lines = (said) => said.map((line) => make("p", "", line));
  view.find(".say").replaceChildren(...lines(lead.say), make("p", "press", lead.press));
  view.find(".next").replaceChildren(make("h3", "", "Next"), ...lines(lead.next.length ? lead.next : ["The end."]));
  const steps = view.find(".steps");
  steps.replaceChildren(...lead.steps.map((name, i) => new Option(`${i + 1} of ${lead.steps.length}: ${name}`, i)));
  steps.value = lead.step;
  steps.onchange = () => view.act("go", Number(steps.value));
  view.find(".sent").replaceChildren(...lead.sent.map(([phone, name, struck]) => {
    const button = make("button", struck ? "struck" : "", name);
    button.title = struck ? "Take it back in" : "Strike it";
    button.onclick = () => view.act("strike", struck ? 0 : 1, phone);
    return button;
  }));
}

// ---- alone ----

const tourSoFar = () => JSON.parse(localStorage.namegenTour ?? '{"step":0,"done":[]}');

function resumeTour(view) {
  view.act("go", tourSoFar().step);
}

// A step counts as done when its question is answered, its training has ended, or it is left.
function showTour(view, lead) {
  const known = tourSoFar();
  const done = new Set(known.done);
  if (lead.step !== known.step) done.add(known.step);
  localStorage.namegenTour = JSON.stringify({ step: lead.step, done: [...done] });
  const room = view.find(".guide");
  room.hidden = false;
  setText(view.find(".tell"), lead.say.join(" "));
  view.find(".way").replaceChildren(...lead.steps.map((name, i) => {
    const button = make("button", done.has(i) ? "done" : "", done.has(i) ? "✓" : String(i + 1));
    button.title = `Step ${i + 1}: ${name}${done.has(i) ? ", done" : ""}`;
    if (i === lead.step) button.ariaCurrent = "step";
    button.onclick = () => view.act("go", i);
    return button;
  }));
}
