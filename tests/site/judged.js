// Spares axe-core what it would judge alike or not at all; what it could tell stays, and so does the layout.
() => {
  // Parts that wait to be laid out have room for closed details: opened ones would lie on one another.
  document.documentElement.dataset.painted = "whole";
  const all = (selector) => [...document.querySelectorAll(selector)];
  // The shadow of what scrolls is an image, over which axe-core judges nothing.
  all(".tex-display, .table, pre > code").forEach((region) => {
    region.style.backgroundImage = "none";
  });

  // A drawing and a formula are one thing each, unless something in them has a name, a role, the focus or the id of another.
  const ids = new Map();
  all("[id]").forEach(({ id }) => ids.set(id, (ids.get(id) ?? 0) + 1));
  const told = (element) =>
    element.matches("a, title, desc, [role], [tabindex], [lang], [href]:not(use)") ||
    ids.get(element.id) > 1 ||
    element.getAttributeNames().some((name) => name.startsWith("aria-"));
  const plain = (element) => !told(element) && ![...element.querySelectorAll("*")].some(told);
  all("svg > *")
    .filter(plain)
    .forEach((part) => {
      part.remove();
    });
  all("math")
    .filter(plain)
    .forEach((formula) => {
      formula.textContent = formula.textContent;
    });

  // Of the texts that are painted alike, on alike grounds, the contrast of the first, the middle and the last is judged;
  // what lies over other things has a ground of its own. Of code's words the others leave their place empty.
  const looks = new Map([[document.body, ""]]),
    kinds = new Map(),
    numbers = new Map();
  for (const element of document.body.querySelectorAll("*:not(svg *, math, math *)")) {
    const { color, backgroundColor, backgroundImage, fontSize, fontWeight, opacity, textShadow, position } =
      getComputedStyle(element);
    const apart = ["absolute", "fixed", "sticky"].includes(position) && looks.size;
    const look = [
      looks.get(element.parentElement),
      color,
      backgroundColor,
      backgroundImage,
      fontSize,
      fontWeight,
      opacity,
      textShadow,
      apart,
    ].join();
    if (!numbers.has(look)) numbers.set(look, numbers.size);
    looks.set(element, numbers.get(look));
    if (
      [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim()) &&
      element.checkVisibility({ visibilityProperty: true })
    ) {
      if (!kinds.has(looks.get(element))) kinds.set(looks.get(element), []);
      kinds.get(looks.get(element)).push(element);
    }
  }
  for (const alike of kinds.values()) {
    const judged = new Set([0, alike.length >> 1, alike.length - 1].map((number) => alike[number]));
    for (const element of alike) {
      if (judged.has(element)) continue;
      if (element.matches("pre span") && !element.childElementCount)
        element.replaceWith(element.textContent.replace(/\S/g, " "));
      else element.dataset.alike = "";
    }
  }
  axe.configure({ rules: [{ id: "color-contrast", selector: "*:not([data-alike])" }] });
};
