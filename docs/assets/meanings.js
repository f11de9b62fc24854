// What a word or a symbol means, beside it: when it is pointed at, reached by keyboard, or tapped. The text is the title
// of the link; it waits there for those who read without pointing, and a second tap follows the link.

function mountMeanings(article) {
  const box = Object.assign(document.createElement("div"), { id: "meaning", role: "tooltip", popover: "manual" });
  document.body.append(box);
  let shown = null,
    tapped = false,
    waiting = 0;

  const hide = () => {
    clearTimeout(waiting);
    if (!shown) return;
    box.hidePopover();
    shown.title = box.textContent; // the browser's own way to tell it would be a second one meanwhile
    shown.removeAttribute("aria-describedby");
    shown = null;
  };

  const show = (link) => {
    clearTimeout(waiting);
    if (shown === link) return;
    hide();
    shown = link;
    box.textContent = link.title;
    link.removeAttribute("title");
    link.setAttribute("aria-describedby", box.id);
    box.showPopover();
    const lines = [...link.getClientRects()],
      first = lines[0],
      last = lines.at(-1),
      edge = 8;
    const above = last.bottom + box.offsetHeight + edge > innerHeight && first.top > box.offsetHeight + edge;
    const left = Math.min(
      above ? first.left : last.left,
      document.documentElement.clientWidth - box.offsetWidth - edge,
    );
    box.style.left = `${Math.max(left, edge) + scrollX}px`;
    box.style.top = `${(above ? first.top - box.offsetHeight - edge / 2 : last.bottom + edge / 2) + scrollY}px`;
  };

  const later = (act, wait) => {
    clearTimeout(waiting);
    waiting = setTimeout(act, wait);
  };
  const linkOf = (event) => event.target.closest?.("a:is(.term, .symbol)");

  article.addEventListener("pointerover", (event) => {
    const link = linkOf(event);
    if (link && event.pointerType === "mouse") later(() => show(link), 200);
  });
  article.addEventListener("pointerout", (event) => {
    if (linkOf(event) && event.pointerType === "mouse") later(hide, 200);
  });
  box.addEventListener("pointerenter", () => clearTimeout(waiting)); // one may go there to read or to copy
  box.addEventListener("pointerleave", () => later(hide, 200));
  addEventListener("pointerdown", (event) => {
    const link = linkOf(event);
    tapped = event.pointerType !== "mouse" && link && link !== shown;
    if (!link && !box.contains(event.target)) hide();
  });
  article.addEventListener("click", (event) => {
    const link = linkOf(event);
    if (!link || !tapped) return;
    event.preventDefault();
    show(link);
  });
  article.addEventListener("focusin", (event) => {
    const link = linkOf(event);
    if (link?.matches(":focus-visible")) show(link);
  });
  article.addEventListener("focusout", hide);
  addEventListener("keydown", (event) => {
    if (event.key === "Escape") hide();
  });
}

if ("popover" in HTMLElement.prototype) mountMeanings(document.querySelector("article"));
