// Narrows the gallery down: by words that a card says, by part, and to figures with controls.

function mountFilter(form, gallery) {
  const { words, part, controls } = form.elements,
    told = form.querySelector("[role=status]");
  const cards = [...gallery.querySelectorAll("li")].map((item) => ({
    item,
    says: item.textContent.toLowerCase(),
    part: item.closest("section").dataset.part,
    controls: "controls" in item.dataset,
  }));
  const show = () => {
    const asked = words.value.toLowerCase().split(/\s+/).filter(Boolean);
    let count = 0;
    for (const card of cards) {
      const fits =
        asked.every((word) => card.says.includes(word)) &&
        (!part.value || part.value === card.part) &&
        (!controls.checked || card.controls);
      card.item.hidden = !fits;
      count += fits;
    }
    for (const section of gallery.children) section.hidden = !section.querySelector("li:not([hidden])");
    told.textContent = count === cards.length ? `${count} figures` : `${count} of ${cards.length} figures`;
  };
  form.addEventListener("input", show);
  form.addEventListener("submit", (event) => event.preventDefault());
  show(); // a browser brings back what was typed before the reader left
}

// A picture comes when the reader comes near. The others come a few at a time for who stays, as the book does that is kept
// for reading without a network (site.js), at once where it is kept; and all when somebody takes a picture of the whole
// page. Who prints has them from the browser, which waits for those that are still lazy, and for no others.
function fetchPictures(pictures) {
  const take = (count = Infinity) => {
    for (const picture of pictures.splice(0, count)) picture.loading = "eager";
  };
  const few = () => {
    take(4);
    if (pictures.length) (window.requestIdleCallback ?? setTimeout)(few);
  };
  if (!navigator.connection?.saveData)
    addEventListener("load", () => setTimeout(few, navigator.serviceWorker?.controller ? 0 : 8000));
  new MutationObserver(() => take()).observe(document.documentElement, { attributeFilter: ["data-painted"] });
}

// When the first screen stands, the parts below it are laid out too, one at a time: the page has its true length then, for
// the bar beside it and for who takes a picture of all of it.
function layOut(parts) {
  const soon = window.requestIdleCallback ?? setTimeout;
  const next = () => {
    parts.shift().style.contentVisibility = "visible";
    if (parts.length) soon(next);
  };
  addEventListener("load", () => soon(next));
}

layOut([...document.querySelectorAll(".gallery section")]);
fetchPictures([...document.querySelectorAll(".gallery img")]);
mountFilter(document.querySelector(".filter"), document.querySelector(".gallery"));
