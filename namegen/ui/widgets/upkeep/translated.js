// A browser that translates puts a <font> in the place of each text, and Streamlit goes on with the
// texts. One that it writes to comes back, to be translated anew; where it takes one away, or puts
// something in front of it, that is done with what stands in its place. Else a page would keep words
// of the one before, or fail whole.

const standIns = new WeakMap(); // by text
const written = new MutationObserver((changes) => {
  for (const { target } of changes) standIns.get(target)?.replaceWith(target);
});

function notice(changes) {
  for (const { removedNodes, addedNodes, previousSibling, nextSibling } of changes) {
    const [text] = removedNodes;
    if (text?.nodeType !== Node.TEXT_NODE || text.isConnected) continue;
    const font = [...addedNodes, previousSibling, nextSibling].find((one) => one?.nodeName === "FONT");
    if (!font) continue;
    standIns.set(text, font);
    written.observe(text, { characterData: true });
  }
}

// Once for all pages: the component may be mounted again.
if (!window.namegenTranslated) {
  window.namegenTranslated = new MutationObserver(notice);
  window.namegenTranslated.observe(document.body, { childList: true, subtree: true });
  const { removeChild, insertBefore } = Node.prototype;
  const standsIn = (parent, child) => {
    const font = standIns.get(child);
    return child?.parentNode !== parent && font?.parentNode === parent ? font : child;
  };
  Node.prototype.removeChild = function (child) {
    removeChild.call(this, standsIn(this, child));
    return child;
  };
  Node.prototype.insertBefore = function (added, before) {
    return insertBefore.call(this, added, standsIn(this, before));
  };
}
