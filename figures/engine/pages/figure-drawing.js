// The drawings of a figure at every setting, made by its own script when the site was built: fetches them, puts one in.
const figureDrawing = (() => {
  const loading = {},
    arrived = {},
    OWN = new Set(["x", "y", "href", "transform"]);
  window.figureFrames = (name, frames) => {
    arrived[name] = frames;
  };

  const load = (name, address) =>
    (loading[name] ??= new Promise((resolve, reject) => {
      const script = document.createElement("script");
      const fail = () => {
        delete loading[name];
        script.remove();
        reject(new Error("The other drawings of this figure could not be loaded."));
      };
      script.src = address;
      script.onload = () => (arrived[name] ? resolve(arrived[name]) : fail());
      script.onerror = fail;
      document.head.append(script);
    }));

  // A mark is parsed once. Chromium builds anew what a <use> shows whenever it moves, so paths stand in for them.
  function parsed(table, number) {
    table.parsed ??= [];
    if (!table.parsed[number]) {
      const mark = (table.parsed[number] = document.createElementNS("http://www.w3.org/2000/svg", "g"));
      mark.innerHTML = table.marks[number];
      mark.querySelectorAll("use").forEach(expand);
    }
    return table.parsed[number];
  }

  // The place goes into the outline itself where it can: each transform is a layer for Chromium to arrange.
  function expand(use) {
    const shape = document.getElementById(use.getAttribute("href").slice(1));
    if (shape?.nodeName !== "path" || use.hasAttribute("clip-path")) return;
    const path = shape.cloneNode(),
      outline = shape.getAttribute("d");
    const [x, y] = ["x", "y"].map((side) => Number(use.getAttribute(side) ?? 0)),
      moved = x !== 0 || y !== 0;
    const moves = [use, shape].map((each) => each.getAttribute("transform") ?? "");
    if (moved && !moves[1] && /^[MLCQZz\d\s.,-]*$/.test(outline)) path.setAttribute("d", shifted(outline, x, y));
    else if (moved) moves.splice(1, 0, `translate(${x} ${y})`);
    const transform = moves.filter(Boolean).join(" ");
    path.removeAttribute("id");
    for (const { name, value } of use.attributes)
      if (!OWN.has(name) && !shape.hasAttribute(name)) path.setAttribute(name, value);
    if (transform) path.setAttribute("transform", transform);
    use.replaceWith(path);
  }

  function shifted(outline, x, y) {
    let sides = 0;
    return outline.replace(
      /-?(?:\d+\.?\d*|\.\d+)/g,
      (number) => ` ${+(Number(number) + (sides++ % 2 ? y : x)).toFixed(2)}`,
    );
  }

  // What is alike stays: new elements would be styled and laid out anew.
  function liken(node, wanted) {
    const old = node.childNodes,
      fresh = wanted.childNodes;
    while (old.length > fresh.length) node.lastChild.remove();
    fresh.forEach((next, k) => {
      const child = old[k];
      if (!child) node.append(next.cloneNode(true));
      else if (child.nodeName !== next.nodeName) child.replaceWith(next.cloneNode(true));
      else if (next.nodeType === Node.TEXT_NODE) {
        if (child.data !== next.data) child.data = next.data;
      } else {
        for (const { name, value } of next.attributes)
          if (child.getAttribute(name) !== value) child.setAttribute(name, value);
        if (child.attributes.length > next.attributes.length) {
          for (const { name } of [...child.attributes]) if (!next.hasAttribute(name)) child.removeAttribute(name);
        }
        liken(child, next);
      }
    });
  }

  // `counts` gives for each control, by name, how many settings it has.
  return (figure, name, address, counts) => {
    const svg = figure.querySelector("svg.figure-svg"),
      alt = svg.getAttribute("aria-label");
    let frames = null,
      slots = [],
      texts = [];

    const number = ({ at, by }, places) => at[by.reduce((sum, axis) => sum * frames.shape[axis] + places[axis], 0)];

    async function fetched() {
      const loaded = await load(name, address);
      if (frames) return;
      slots = loaded.slots.map((table, k) => ({ table, node: svg.querySelector(`[data-slot="${k}"]`), shown: -1 }));
      if (String(loaded.shape) !== String(Object.values(counts)) || !slots.every(({ node }) => node)) {
        throw new Error("The other drawings belong to another version of this page; reload it.");
      }
      frames = loaded;
      if (frames.defs) svg.insertAdjacentHTML("afterbegin", frames.defs);
      texts = [...figure.querySelectorAll("[data-fact]")]
        .map((node) => ({ node, table: frames.texts[`${node.dataset.fact}|${node.dataset.format}`] }))
        .filter(({ table }) => table);
    }

    // Shows the setting; `words` describe it, or are empty for the one that the page was built with.
    function show(places, words) {
      for (const slot of slots) {
        const wanted = number(slot.table, places);
        if (wanted !== slot.shown) liken(slot.node, parsed(slot.table, (slot.shown = wanted)));
      }
      for (const { node, table } of texts) {
        const text = table.marks[number(table, places)];
        if (node.textContent !== text) node.textContent = text;
      }
      svg.setAttribute("aria-label", words ? `Drawn for ${[words, ...told()].join(", ")}. ${spoken(places)}` : alt);
      figure.toggleAttribute("data-moved", words !== "");
      figure.dispatchEvent(new CustomEvent("figureshown"));
    }

    // The alternative text with the numbers of the setting, where it names facts; as it was at first where it does not.
    const spoken = (places) =>
      svg.dataset.alt?.replace(/\{\{(.*?)\}\}/g, (all, fact) => {
        const table = frames.texts[fact];
        return table ? table.marks[number(table, places)] : all;
      }) ?? `At first: ${alt}`;

    // The numbers that follow; a control's own value is none.
    const told = () => [
      ...new Set(
        texts
          .filter(({ node }) => !Object.hasOwn(counts, node.dataset.fact))
          .map(({ node }) => `${node.dataset.fact.replaceAll("_", " ")} ${node.textContent}`),
      ),
    ];

    return { fetched, show, told, ready: () => frames !== null, frames: () => frames };
  };
})();
