// The generated names as a list, each marked new or in the list. Names are data: text, never markup.

// The width in letters of a name that is written smaller, and of one that has more room as well.
const [LONG, LONGER] = [9, 18];

// Letters of Chinese, Japanese and Korean are as wide as two others.
const widthOf = (name) => [...name].reduce((width, letter) => width + (letter < "\u2e80" ? 1 : 2), 0);

function writeNames(list, names) {
  while (list.children.length > names.length) list.lastChild.remove();
  while (list.children.length < names.length) list.append(nameItem());
  names.forEach(([name, isNew], i) => {
    const item = list.children[i];
    const [mark, word] = item.children;
    const width = widthOf(name);
    const said = isNew ? "new" : "in the list";
    setText(word, name || "(no letters)");
    item.title = `${name}: ${said}`;
    item.classList.toggle("long", width > LONG);
    item.classList.toggle("longer", width > LONGER);
    mark.className = isNew ? "dot new" : "dot";
    mark.ariaLabel = said;
  });
}

function nameItem() {
  const item = document.createElement("li");
  item.dir = "auto";
  item.translate = false;
  item.append(document.createElement("i"), document.createElement("span"));
  item.firstChild.role = "img";
  return item;
}
