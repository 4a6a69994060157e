// What a component keeps while it is on the page, made of ``given``: Streamlit calls it again for every rerun and
// new theme. Only the newest call's clean-up counts: an older one may run late. Its controls can be pressed
// from here on: what they said before would be lost.
function keep(parentElement, Kind, ...given) {
  const one = (parentElement.namegen ??= new Kind(parentElement, ...given));
  for (const part of parentElement.querySelectorAll("[inert]")) part.inert = false;
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
