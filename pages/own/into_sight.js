// What is read stands below what was pressed: the page scrolls so far that its beginning is seen, too.

const BEGINNING = 240; // px

export default function ({ data: [readings], parentElement }) {
  const before = parentElement.readings ?? readings; // a page that comes stays where it is
  parentElement.readings = readings;
  if (before === readings) return;
  const main = document.querySelector("[data-testid=stMain]");
  const read = main.querySelector(".st-key-own-read");
  if (!read) return; // a server that was started anew has read nothing yet
  const { top } = read.getBoundingClientRect();
  main.scrollBy(0, Math.max(0, top + BEGINNING - innerHeight));
}
