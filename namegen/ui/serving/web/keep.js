// What a component keeps while it is on the page, made of ``given``: Streamlit calls it again for every rerun and
// new theme. Only the newest call's clean-up counts: an older one may run late.
function keep(parentElement, Kind, ...given) {
  const one = (parentElement.namegen ??= new Kind(parentElement, ...given));
  const owner = (one.owner = {});
  const leave = () => {
    if (one.owner !== owner) return;
    one.leave();
    parentElement.namegen = null;
  };
  return [one, leave];
}

// A translating browser may have put its own words there, which stay while the text is the same.
const setText = (element, text) => {
  if (element.said === text) return;
  element.textContent = element.said = text;
};
