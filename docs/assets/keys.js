// Single keys that go from one thing to the next; "?" lists them, and there they can be switched off.
(() => {
  const KEYS = {
    f: ["next figure, F the one before", () => go("figure.figure", 1)],
    F: [, () => go("figure.figure", -1)],
    t: ["next theorem, T the one before", () => go(".theorem", 1)],
    T: [, () => go(".theorem", -1)],
    e: ["next exercise, E the one before", () => go(".exercise", 1)],
    E: [, () => go(".exercise", -1)],
    n: ["next page", () => turn("next")],
    p: ["page before", () => turn("prev")],
    "/": ["search"], // by the search itself
    "?": ["this list", list],
  };
  const BUSY = "input, textarea, select, canvas, [role=application], dialog, [contenteditable], .figure-controls"; // keys are theirs
  const address = document.currentScript.src.replace(/js(\?|$)/, "css$1"),
    on = () => __md_get("keys") !== false;
  let dialog = null,
    last = null;

  function turn(way) {
    const link = document.querySelector(`link[rel=${way}]`);
    if (link) location.assign(link.href);
  }

  // From where the reader is: at the thing gone to last, while it is on the screen, or else at the top of the screen.
  function go(kind, step) {
    const things = [...document.querySelectorAll(`article :is(${kind})`)].filter((thing) => thing.checkVisibility());
    const header = parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop);
    const margin = (thing) => parseFloat(getComputedStyle(thing).scrollMarginTop);
    const top = (thing) => thing.getBoundingClientRect().top - header - margin(thing);
    const here = things.indexOf(last),
      seen = here >= 0 && top(last) > -innerHeight / 2 && top(last) < innerHeight / 2;
    const next = seen
      ? things[here + step]
      : step > 0
        ? things.find((thing) => top(thing) > 4)
        : things.findLast((thing) => top(thing) < -4);
    if (!next) return;
    last = next;
    next.tabIndex = -1;
    next.focus({ preventScroll: true });
    next.scrollIntoView({ behavior: "instant" });
  }

  function list() {
    dialog ??= written();
    if (!dialog.open) dialog.showModal();
  }

  function written() {
    const made = document.createElement("dialog");
    const rows = Object.entries(KEYS).filter(([, [words]]) => words);
    made.className = "keys";
    made.setAttribute("aria-labelledby", "keys-title");
    made.innerHTML = `<h2 id="keys-title">Keys</h2>
      <dl>${rows.map(([key, [words]]) => `<dt><kbd>${key}</kbd></dt><dd>${words}</dd>`).join("")}</dl>
      <label><input type="checkbox"> Use these keys</label> <button type="button">Close</button>`;
    const box = made.querySelector("input");
    box.checked = on();
    box.addEventListener("change", () => __md_set("keys", box.checked));
    made.querySelector("button").addEventListener("click", () => made.close());
    document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href: address }));
    document.body.append(made);
    return made;
  }

  // Before anybody else hears of it, so that "off" holds for the key of the search too.
  addEventListener(
    "keydown",
    (event) => {
      if (!Object.hasOwn(KEYS, event.key) || event.ctrlKey || event.metaKey || event.altKey || event.isComposing)
        return;
      if (event.target.closest?.(BUSY)) return;
      const act = KEYS[event.key][1];
      if (act || !on()) event.stopImmediatePropagation();
      if (!act || !on()) return;
      event.preventDefault();
      act();
    },
    true,
  );

  // Who has switched them off, or has no "?", finds the list at the end of the page.
  const button = Object.assign(document.createElement("button"), {
    type: "button",
    className: "keys-open",
    textContent: "Keys",
  });
  button.addEventListener("click", list);
  document.querySelector(".colophon p:last-child")?.append(" ", button);
})();
