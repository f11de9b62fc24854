// What the pages do besides being read: the colour button, the search, and keyboard access to what scrolls.

const CHOICES = { auto: "automatic", light: "light", dark: "dark" };

function mountSchemeButton(button) {
  const names = Object.keys(CHOICES),
    { dataset } = document.documentElement;
  const paint = () => {
    paintScheme();
    button.title = button.ariaLabel = `Colours: ${CHOICES[dataset.schemeChoice]}`;
  };
  button.addEventListener("click", () => {
    __md_set("scheme", names[(names.indexOf(dataset.schemeChoice) + 1) % names.length]);
    paint();
  });
  paint();
  addEventListener("storage", ({ key }) => key?.endsWith(".scheme") && paint()); // chosen in another tab
  addEventListener("pageshow", ({ persisted }) => persisted && paint()); // or on the page that was left for this one
}

// What searches is fetched when the reader turns to it; typing may begin before it is there.
function mountSearch(dialog) {
  const input = dialog.querySelector("input"),
    home = document.currentScript.src;
  let fetch = () => {
    fetch = () => {};
    document.head.append(
      Object.assign(document.createElement("link"), { rel: "stylesheet", href: new URL("search/box.css", home) }),
    );
    for (const name of ["../search/index.js", "search/find.js", "search/box.js"])
      document.head.append(Object.assign(document.createElement("script"), { src: new URL(name, home), async: false }));
  };
  const open = () => {
    fetch();
    if (!dialog.matches(":popover-open")) dialog.showPopover();
    input.select();
  };
  for (const button of document.querySelectorAll("[data-search]")) {
    if (/Mac|iP/.test(navigator.platform)) button.dataset.keys = "Cmd K";
    button.addEventListener("pointerenter", () => fetch());
    button.addEventListener("click", open);
  }
  dialog.querySelector("button").addEventListener("click", () => dialog.hidePopover());
  const asked = new URLSearchParams(location.search).get("q"); // from the page that says that there is none
  if (asked) {
    input.value = asked;
    open();
  }
  addEventListener("keydown", (event) => {
    const slash = event.key === "/" && !event.target.closest("input, textarea, select, [contenteditable]");
    if (event.ctrlKey || event.metaKey ? event.key !== "k" || event.altKey || event.shiftKey : !slash) return;
    event.preventDefault();
    open();
  });
}

// A link from the search results names the words that were found; they are marked without touching the text.
function markFound(article, words) {
  if (!words || !CSS.highlights) return;
  const pattern = new RegExp(
    words
      .trim()
      .split(/\s+/)
      .map((word) => word.replace(/[^\p{L}\p{N}]/gu, "\\$&"))
      .join("|"),
    "giu",
  );
  const texts = document.createTreeWalker(article, NodeFilter.SHOW_TEXT),
    found = new Highlight();
  while (texts.nextNode())
    for (const { 0: word, index } of texts.currentNode.data.matchAll(pattern)) {
      const range = new Range();
      range.setStart(texts.currentNode, index);
      range.setEnd(texts.currentNode, index + word.length);
      found.add(range);
    }
  CSS.highlights.set("found", found);
}

// The drawer of a small screen is a checkbox; a button opens it, Escape and following a link close it.
function mountOpener(button) {
  const box = document.getElementById(button.dataset.opens);
  button.addEventListener("click", (event) => {
    event.preventDefault();
    box.click();
  });
  box.addEventListener("change", () => button.setAttribute("aria-expanded", box.checked));
  const close = () => {
    if (box.checked) box.click();
  };
  addEventListener("hashchange", close);
  addEventListener("click", (event) => {
    if (event.target.closest(".contents a")) close();
  });
  addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !box.checked) return;
    close();
    button.focus();
  });
}

// A long list of contents is scrolled to the page that is open, and by whole lines; the page itself stays where it is.
function showCurrent(link) {
  const list = link?.closest(".md-sidebar__scrollwrap");
  if (!list) return;
  const top = (line) => line.getBoundingClientRect().top - list.getBoundingClientRect().top;
  const most = Math.min(top(link) - list.clientHeight / 3, list.scrollHeight - list.clientHeight);
  list.scrollTop = Math.max(0, ...[...list.querySelectorAll("li")].map(top).filter((start) => start <= most));
}

// A region that scrolls sideways must be reachable by keyboard and have a name, and only then. All are measured before
// the first is changed: a change between two measurements would restyle the page for each.
function watchOverflow(regions) {
  const kinds = {
    ".tex-display": "Formula",
    ".table": "Table",
    ".notebook-output": "Output",
    pre: "Message",
    code: "Code",
  };
  const kind = (region) => Object.entries(kinds).find(([selector]) => region.matches(selector))[1];
  const number = (region) =>
    region.parentElement.querySelector(":scope > .tex-number")?.textContent.replace(/[()]/g, "");
  const change = ({ target, scrolls }) => {
    if (scrolls === target.hasAttribute("tabindex")) return;
    if (!scrolls) return ["tabindex", "role", "aria-label"].forEach((name) => target.removeAttribute(name));
    target.tabIndex = 0;
    target.role = "group";
    target.ariaLabel = [kind(target), number(target)].filter(Boolean).join(" ") + ", scrolls sideways";
  };
  const observer = new ResizeObserver((entries) =>
    entries.map(({ target }) => ({ target, scrolls: target.scrollWidth > target.clientWidth + 1 })).forEach(change),
  );
  const observe = () => {
    for (const region of regions) {
      observer.unobserve(region);
      observer.observe(region);
    }
  };
  document.fonts.addEventListener("loadingdone", observe); // wider letters in a box that keeps its size
  observe();
}

// What waits below the screen, as site.css has it, takes about the room that it will need: so a page soon has its length.
const waits = (block) => getComputedStyle(block).contentVisibility === "auto";
function reserveRoom(block) {
  const letters = block.textContent;
  if (block.matches(".highlight")) block.style.setProperty("--lines", letters.trimEnd().split("\n").length);
  else block.style.setProperty("--letters", letters.length + 45 * block.querySelectorAll("li, tr").length);
}

document.querySelectorAll(".scheme").forEach(mountSchemeButton);
mountSearch(document.getElementById("search"));
document.querySelectorAll("[data-opens]").forEach(mountOpener);
watchOverflow(
  document.querySelectorAll("article :is(pre > code, .tex-display, .table, .notebook-output, .figure-error pre)"),
);
requestAnimationFrame(() => showCurrent(document.querySelector(".contents [aria-current]"))); // when all is laid out anyway
window.requestIdleCallback?.(() =>
  [...document.querySelectorAll(".md-typeset > *")].filter(waits).forEach(reserveRoom),
);
markFound(document.querySelector("article"), new URLSearchParams(location.search).get("h"));
// The book is kept for reading without a network, unless the reader saves data: after a while, or at once on later pages.
if (navigator.serviceWorker && !navigator.connection?.saveData && location.protocol !== "file:") {
  const script = Object.assign(document.createElement("script"), {
    src: new URL("offline.js", document.currentScript.src),
  });
  addEventListener("load", () =>
    setTimeout(() => document.head.append(script), navigator.serviceWorker.controller ? 0 : 8000),
  );
}

// Faces that nothing on the page shows yet, as that of a command in closed details: a face that comes later than its
// first letter would not be taken any more.
addEventListener("load", () =>
  document.fonts.forEach((face) => {
    if (face.display === "optional" && face.status === "unloaded" && face.unicodeRange.startsWith("U+20-"))
      face.load().catch(() => {});
  }),
);
