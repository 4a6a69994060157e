// A page that opens in stage mode has no menu before its picture comes, either.
if (new URLSearchParams(location.search).get("stage") === "1") document.documentElement.dataset.namegenOpens = "";
// What changes in the link of one page is no page of its own: Back leads to the page before. It stands
// in the page's head, since the first link is written before any component has come.
history.pushState = (state, title, address) => {
  const same = new URL(address ?? "", location.href).pathname === location.pathname;
  History.prototype[same ? "replaceState" : "pushState"].call(history, state, title, address);
};
