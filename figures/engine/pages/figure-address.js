// The settings of figures in the page's address: #fig-a?weight=4&bias=1&fig-b?step=3. The first figure is the one shown.
const figureAddress = (() => {
  const panels = new Map(); // name of a figure -> { figure, setting(): [[control, value], …], restore(pairs) }
  const OFTEN = 20,
    SOON = 500; // writes in a row, and milliseconds between two that are not
  let late = 0,
    inRow = 0,
    kept = -SOON,
    put = () => {};

  // Name -> pairs in the order of the address; null where a figure is named without settings.
  function read(hash) {
    const asked = new Map();
    let pairs = null;
    for (const part of hash.slice(1).split("&")) {
      const [, name, first] = /^fig-([\w-]+)(?:\?(.*))?$/s.exec(part) ?? [];
      if (name) asked.set(name, (pairs = first === undefined ? null : []));
      if (first || !name) pairs?.push(...new URLSearchParams(first ?? part));
    }
    return asked;
  }

  const moved = () => [...panels].filter(([, panel]) => panel.setting().length).map(([name]) => name);

  function write(first) {
    const parts = [...new Set([first, ...moved()])].map((name) => {
      const setting = new URLSearchParams(panels.get(name).setting());
      return `fig-${name}${setting.size ? `?${setting}` : ""}`;
    });
    return `#${parts.join("&")}`;
  }

  // Each entry of the browser's history knows the settings it was left with, so that going back brings them back.
  // Browsers refuse hundreds of writes in some seconds, as a key that is held makes them: of many the last is written.
  function remember(address) {
    const figures = Object.fromEntries([...panels].map(([name, panel]) => [name, panel.setting()]));
    put = () => history.replaceState({ ...history.state, figures }, "", address);
    for (const [name, { figure }] of panels) figure.querySelector(".figure-number")?.setAttribute("href", write(name));
    inRow = performance.now() - kept < SOON ? inRow + 1 : 0;
    kept = performance.now();
    wait();
    if (inRow < OFTEN) put();
    else late = setTimeout(catchUp, SOON);
  }

  const wait = () => {
    clearTimeout(late);
    late = 0;
  };
  const catchUp = () => {
    if (late) put();
    wait();
  };

  function keep(name) {
    const others = moved();
    remember(write(others.includes(name) ? name : (others[0] ?? name)));
  }

  // Gone to again whenever the page changes its length: fonts come, and blocks that waited are laid out, above it too.
  // Only until the page is at rest or the reader does anything; of who draws the bar beside it only the way is told.
  function hold(place) {
    if (!place) return;
    const until = new AbortController(),
      free = () => until.abort(),
      top = () => place.getBoundingClientRect().top,
      length = () => document.body.offsetHeight;
    let left = null;
    const grows = new ResizeObserver(() =>
      requestAnimationFrame(() => {
        if (until.signal.aborted) return;
        place.scrollIntoView({ behavior: "instant" });
        left = { top: top(), length: length() };
      }),
    );
    grows.observe(document.body);
    until.signal.addEventListener("abort", () => grows.disconnect());
    const listen = (act, then) => addEventListener(act, then, { passive: true, signal: until.signal });
    for (const act of ["wheel", "touchstart", "pointerdown", "keydown", "popstate"]) listen(act, free);
    listen("scroll", () => {
      if (left && left.length === length() && Math.abs(left.top - top()) > 8) free();
    });
    if (document.readyState === "complete") setTimeout(free, 3000);
    else addEventListener("load", () => setTimeout(free, 3000), { once: true });
  }

  function follow() {
    wait();
    const left = history.state?.figures,
      asked = left ? new Map(Object.entries(left)) : read(location.hash);
    for (const [name, panel] of panels) if (asked.get(name)) panel.restore(asked.get(name));
    if (left) return;
    const [first] = asked.keys();
    hold(panels.get(first)?.figure ?? document.querySelector(":target"));
    remember(panels.has(first) ? write(first) : undefined);
  }

  window.addEventListener("popstate", follow);
  window.addEventListener("pagehide", catchUp);
  return { join: (name, panel) => panels.set(name, panel), keep, follow };
})();
