// The generated names as a list, each marked new or in the list. Names are data: text, never markup.

// Letters of a name that is written smaller, and of one that has more room as well.
const [LONG, LONGER] = [9, 18];

function writeNames(list, names) {
  while (list.children.length > names.length) list.lastChild.remove();
  while (list.children.length < names.length) list.append(nameItem());
  names.forEach(([name, isNew], i) => {
    const item = list.children[i];
    const [mark, word] = item.children;
    const said = isNew ? "new" : "in the list";
    setText(word, name || "(no letters)");
    item.title = `${name}: ${said}`;
    item.classList.toggle("long", name.length > LONG);
    item.classList.toggle("longer", name.length > LONGER);
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
