// The search box: shows what a question finds, page by page, each with its best places. Loaded when a reader turns to
// search, after the index and find.js; the texts below the results follow.
(() => {
  const PAGES = 12,
    PLACES = 3,
    LENGTH = 150;
  const dialog = document.getElementById("search"),
    [input, state, list] = ["input", ".search-state", ".search-found"].map((selector) =>
      dialog.querySelector(selector),
    );
  const root = new URL("../..", document.currentScript.src);
  const book = bookSearch.openIndex(bookIndex);
  let asked = "";

  // The text with the words marked that were found in it.
  function marked(text, words, into) {
    let last = 0;
    for (const { 0: word, index } of text.matchAll(bookSearch.WORD)) {
      if (!words.includes(bookSearch.wordOf(word))) continue;
      into.append(text.slice(last, index), Object.assign(document.createElement("mark"), { textContent: word }));
      last = index + word.length;
    }
    into.append(text.slice(last));
    return into;
  }

  // A piece of the text, from the sentence or the word before the place where most of the words stand close together.
  function teaser(text, words) {
    const hits = [...text.matchAll(bookSearch.WORD)].filter(([word]) => words.includes(bookSearch.wordOf(word)));
    const near = (hit) =>
      new Set(
        hits
          .filter(({ index }) => index >= hit.index && index < hit.index + LENGTH / 2)
          .map(([word]) => bookSearch.wordOf(word)),
      ).size;
    const best = hits.reduce((one, other) => (!one || near(other) > near(one) ? other : one), null)?.index ?? 0;
    const sentence = text.lastIndexOf(". ", best) + 2,
      start = best - sentence < 60 ? (sentence > 1 ? sentence : 0) : text.lastIndexOf(" ", best - 40) + 1;
    const end = text.length <= start + LENGTH ? text.length : text.lastIndexOf(" ", start + LENGTH);
    return (start && start !== sentence ? "… " : "") + text.slice(start, end) + (end < text.length ? " …" : "");
  }

  function place({ place, words, lacks }, kind) {
    const [location, title] = book.places[place],
      link = document.createElement("a");
    const [page, id] = location.split("#"),
      address = new URL(page, root);
    address.searchParams.set("h", words.join(" "));
    if (id) address.hash = id;
    link.href = address;
    link.className = kind;
    link.append(marked(title, words, document.createElement("strong")));
    const text = window.bookTexts?.[place];
    if (text) link.append(marked(teaser(text, words), words, document.createElement("span")));
    if (lacks.length)
      link.append(Object.assign(document.createElement("small"), { textContent: `Without: ${lacks.join(", ")}` }));
    return link;
  }

  function show() {
    asked = input.value;
    const { pages, count, guessed } = book.find(asked);
    const guesses = Object.entries(guessed)
      .map(([word, near]) => `“${word}” is not in the book; near it: ${near.slice(0, 3).join(", ")}. `)
      .join("");
    const places = count === 1 ? "1 place" : `${count} places`;
    state.textContent = !asked.trim()
      ? "A word, a symbol such as α, or “figure 3.6”."
      : count
        ? `${guesses}${places} on ${pages.length === 1 ? "1 page" : `${pages.length} pages`}`
        : "Nothing found. Fewer or other words may help.";
    list.replaceChildren(
      ...pages.slice(0, PAGES).map(({ page, hits }) => {
        const item = document.createElement("li"),
          own = book.places.findIndex(([location]) => location === page);
        const head = hits.find(({ place }) => place === own) ?? { place: own, words: hits[0].words, lacks: [] };
        item.append(
          place(head, "search-page"),
          ...hits
            .filter((hit) => hit !== head)
            .slice(0, PLACES)
            .map((hit) => place(hit, "search-place")),
        );
        return item;
      }),
    );
  }

  // The arrows go from the box through the results and back.
  dialog.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key],
      links = [...list.querySelectorAll("a")];
    if (event.key === "Enter" && event.target === input && !event.isComposing) links[0]?.click();
    if (!step) return;
    event.preventDefault();
    const next = links.indexOf(document.activeElement) + step;
    (next < 0 ? input : links[Math.min(next, links.length - 1)])?.focus();
  });
  list.addEventListener("click", (event) => {
    if (event.target.closest("a")) dialog.hidePopover();
  });
  input.addEventListener("input", show);
  show();

  const texts = document.createElement("script");
  texts.src = new URL("search/texts.js", root);
  texts.onload = () => {
    if (!list.contains(document.activeElement)) show();
  };
  document.head.append(texts);
})();
