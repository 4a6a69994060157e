// What each role has beside the scene: buttons, forms, notes, the tour.

// Each with the key that presses it on every page (namegen/ui/keys); what only a key is needed for on a
// stage is not seen there.
const BUTTONS = [
  ["Back", "PageUp", "way", (view) => view.act("back")],
  ["Play", "Space", "play", (view) => view.act("play")],
  ["Step", "S", "training", (view) => view.act("step")],
  ["Reset", "R", "training", (view) => view.act("reset")],
  ["Next", "PageDown", "way", (view) => view.act("on")],
  ["Blank", "B", "seldom", (view) => view.act("blank")],
  ["Dark or light", "D", "seldom", (view) => view.turnMood()],
  ["Cover names", "C", "seldom", (view) => view.act("cover")],
  ["End the hall", "", "end", (view) => confirm("End this hall for everybody?") && view.act("end")],
];

// What this browser keeps from one visit to the next; where it refuses to, it lasts as long as the page.
const STORE = (() => {
  try {
    return localStorage;
  } catch {
    return {};
  }
})();

// ---- a phone ----

// Who this phone is, to its halls: a number that it has made up.
function phoneId() {
  const fresh = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (n) => n.toString(16).padStart(2, "0"));
  return (STORE.namegenPhone ??= fresh().join(""));
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

// What the hall has of this phone. A server that was started anew has lost it, and is told again.
function showPhone(view, me) {
  const { sent, found, told } = me;
  const had = view.me ?? {};
  view.me = me;
  if (had.sent && !had.struck && !sent) view.send({ name: had.sent });
  if ((had.found || had.told) && !found && !told && view.tried) view.send(view.tried);
  const result = found ? `Loss ${found.loss}: ${found.names.join(", ")}` : "";
  const said = { name: sent && `Sent: ${sent}`, search: told || result }[view.find("form").dataset.kind];
  if (said) setText(view.find("output"), said);
}

// Where somebody who lets go finds the same: the page, its settings, the epoch.
function tryLink({ base, code, pages }, scene, epoch) {
  const page = pages.includes(scene.page) ? scene.page : "train";
  const query = new URLSearchParams(code ? { ...scene.link, join: code } : scene.link);
  if (epoch) query.set("epoch", epoch);
  return `${base}/${page}?${query}`;
}

// ---- the presenter's window ----

function showNotes(view, lead) {
  const room = view.find(".prompter");
  room.hidden = false;
  const [clock, since] = ["clock", "since"].map((look) => view.find(`.${look}`));
  const began = (STORE[`namegenBegan-${view.data.code}`] ??= Date.now());
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
  steps.onchange = () => {
    steps.blur();
    view.act("go", Number(steps.value));
  };
  view.find(".sent").replaceChildren(...lead.sent.map(([phone, name, struck]) => {
    const button = make("button", struck ? "struck" : "", name);
    button.title = struck ? "Take it back in" : "Strike it";
    button.onclick = () => view.act("strike", struck ? 0 : 1, phone);
    return button;
  }));
}

// ---- alone ----

// What a reader has done of a talk, and what the server had kept of it.
function tourDone() {
  return JSON.parse(STORE.namegenTour ?? "{}");
}

// A step that has once been done keeps its check, while the talk has the same steps.
function showTour(view, lead) {
  const known = tourDone();
  const done = new Set(known.talk === lead.talk ? known.done : []);
  if (lead.done) done.add(lead.step);
  STORE.namegenTour = JSON.stringify({ talk: lead.talk, done: [...done], kept: lead.kept });
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
