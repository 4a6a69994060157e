// A question to a hall: its options, how many chose each, and the answer.

const make = (tag, look = "", text = "") => {
  const element = document.createElement(tag);
  if (look) element.className = look;
  if (text) element.textContent = text;
  return element;
};
const WORD = /\p{L}.*\p{L}/su; // letters and numbers that stand alone are not translated

class Question {
  // choose: called with the number of the option that is pressed, and the question's id.
  constructor(root, choose) {
    this.find = (selector) => root.querySelector(selector);
    this.choose = choose;
  }

  draw({ ask, answer }) {
    this.find(".ask").hidden = !ask;
    this.open = answer ? null : ask?.id;
    const list = this.find(".options");
    if (!ask) return list.replaceChildren();
    setText(this.find(".question"), ask.text);
    const because = answer ? `\u2068${ask.options[answer.right]}\u2069: ${answer.because}` : "";
    setText(this.find(".because"), because);
    list.replaceChildren(...ask.options.map((option, i) => this.option(option, i, ask, answer)));
  }

  option(text, i, ask, answer) {
    const button = make("button", "option");
    button.type = "button";
    const said = make("span", "", text);
    said.translate = WORD.test(text);
    button.append(make("kbd", "", String(i + 1)), said, make("b"), make("i"));
    if (answer) button.classList.add(i === answer.right ? "right" : "wrong");
    button.disabled = Boolean(answer);
    button.onclick = () => this.choose(...(this.pressed = [i, ask.id]));
    const item = make("li");
    item.append(button);
    return item;
  }

  // How many phones chose what, for whoever leads; and what was chosen here, on a stage or this phone.
  mark(lead, vote) {
    // A server that was started anew has lost what this phone had answered.
    if (!lead && vote === null && this.open && this.pressed?.[1] === this.open) this.choose(...this.pressed);
    const counts = lead?.counts ?? [];
    const all = Math.max(1, counts.reduce((sum, n) => sum + n, 0));
    this.find(".options").querySelectorAll(".option").forEach((button, i) => {
      button.style.setProperty("--share", (counts[i] ?? 0) / all);
      setText(button.querySelector("b"), lead && counts[i] ? String(counts[i]) : "");
      button.setAttribute("aria-pressed", String(vote === i));
    });
  }
}
