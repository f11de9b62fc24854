// What a page looks like to its reader, measured in the page itself; the answer is plain data. What lies under and over
// the texts of figures is looked at only if that is asked for.
async (among) => {
  const rest = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));
  const all = (selector) => [...document.querySelectorAll(selector)];
  const name = (element) =>
    `<${element.localName} class="${element.getAttribute("class") ?? ""}"> ${element.textContent.trim().slice(0, 40)}`;

  // Scroll through the page, so that whatever moves late has moved.
  for (let y = 0; y < document.documentElement.scrollHeight; y += innerHeight) {
    scrollTo(0, y);
    await rest(20);
  }
  scrollTo(0, 0);
  const shifts = [];
  const observer = new PerformanceObserver((list) => {
    for (const { value, sources } of list.getEntries())
      for (const { node, previousRect: from, currentRect: to } of sources)
        shifts.push(
          `${value.toFixed(4)} ${node ? name(node.closest?.("*") ?? node.parentElement) : "?"}: ${[from.x, from.y, from.width, from.height]} became ${[to.x, to.y, to.width, to.height]}`,
        );
  });
  observer.observe({ type: "layout-shift", buffered: true });
  await rest(150);
  observer.disconnect();

  // The fonts that the head asks for, that came, and that set some letter: several rules may name one file. What lies
  // on the file system keeps its rules to itself.
  const rules =
    location.protocol === "file:"
      ? []
      : [...document.styleSheets]
          .flatMap(({ cssRules }) => [...cssRules])
          .filter((rule) => rule instanceof CSSFontFaceRule);
  const fonts = {
    ahead: all("link[rel=preload][as=font]").length,
    fetched: performance.getEntriesByType("resource").filter(({ name }) => name.endsWith(".woff2")).length,
    taken: new Set(
      [...document.fonts].flatMap(({ status }, i) =>
        status === "loaded" ? rules[i]?.style.getPropertyValue("src") : [],
      ),
    ).size,
  };

  // From here on with every solution open.
  all("details").forEach((details) => {
    details.open = true;
  });
  await rest(50);
  document
    .getAnimations()
    .filter(({ timeline }) => timeline === document.timeline)
    .forEach((animation) => {
      animation.finish();
    }); // the arrows turn
  const width = document.documentElement.clientWidth;
  const clipped = (element) => {
    for (let outer = element.parentElement; outer; outer = outer.parentElement)
      if (outer !== document.documentElement && getComputedStyle(outer).overflowX !== "visible") return true;
    return false;
  };
  const sticksOut = all(":is(main, header, footer, .hero) :not(svg *)")
    .filter(
      (element) => element.checkVisibility() && element.getBoundingClientRect().right > width + 1 && !clipped(element),
    )
    .map(name);
  const cutOff = all(".brand span, h1, h2, h3, nav a, figcaption, button, summary")
    .filter(
      (element) =>
        element.checkVisibility() &&
        element.scrollWidth > element.clientWidth + 1 &&
        getComputedStyle(element).overflowX !== "visible",
    )
    .map(name);

  // A formula of which a part is out of sight until the reader pushes it, or that is much smaller than its neighbours.
  const pushed = all(".tex")
    .filter((formula) => formula.checkVisibility())
    .flatMap((formula) => {
      const svg = formula.querySelector("svg");
      const ruler = document.createElement("span");
      ruler.style.cssText = `position: absolute; width: ${svg.getAttribute("width")}`;
      formula.append(ruler);
      const share = svg.getBoundingClientRect().width / ruler.getBoundingClientRect().width;
      ruler.remove();
      const hidden = formula.matches(".tex-display") ? formula.scrollWidth - formula.clientWidth : 0;
      return hidden > 1 || share < 0.8
        ? `${formula.textContent.trim().slice(0, 60)}: ${hidden} pixels hidden, ${share.toFixed(2)} of its size`
        : [];
    });

  // A word that stands in two lines of a title or in a table, though it has no hyphen.
  const torn = all("article :is(h1, h2, h3, th, td)")
    .filter((title) => title.checkVisibility())
    .flatMap((title) => {
      const texts = document.createTreeWalker(title, NodeFilter.SHOW_TEXT),
        range = new Range(),
        found = [];
      while (texts.nextNode())
        for (const { 0: word, index } of texts.currentNode.data.matchAll(/[\p{L}\p{N}]+/gu)) {
          range.setStart(texts.currentNode, index);
          range.setEnd(texts.currentNode, index + word.length);
          if (new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size > 1) found.push(word);
        }
      return found;
    });

  // Text in figures: inside the page's column, clear of other text, and legible on the paper.
  const numbers = (colour) =>
    colour
      .match(/[\d.]+/g)
      .slice(0, 3)
      .map(Number);
  const luminance = (colour) => {
    const [r, g, b] = colour
      .map((value) => value / 255)
      .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (a, b) =>
    (Math.max(luminance(a), luminance(b)) + 0.05) / (Math.min(luminance(a), luminance(b)) + 0.05);
  const paper = getComputedStyle(document.body).backgroundColor;
  // What lies under a text: the areas drawn before it that hold its middle, blended over the paper.
  const ground = (text, { left, right, top, bottom }, areas) => {
    const x = (left + right) / 2,
      y = (top + bottom) / 2,
      outlined = getComputedStyle(text).fillOpacity === "0";
    return areas.reduce((under, { shape, box, style }) => {
      if (x < box.left || x > box.right || y < box.top || y > box.bottom) return under;
      if (outlined && shape.parentNode === text.parentNode) return under; // the letters of a formula
      if (!(shape.compareDocumentPosition(text) & Node.DOCUMENT_POSITION_FOLLOWING)) return under;
      const clip = shape.closest("[clip-path]")?.getAttribute("clip-path").slice(5, -1);
      const holds = (outline, matrix) => outline.isPointInFill(new DOMPoint(x, y).matrixTransform(matrix.inverse()));
      if (!holds(shape, shape.getScreenCTM())) return under;
      if (clip && !holds(document.getElementById(clip).firstElementChild, shape.ownerSVGElement.getScreenCTM()))
        return under;
      const share = style.fillOpacity * style.opacity;
      return numbers(style.fill).map((value, i) => share * value + (1 - share) * under[i]);
    }, numbers(paper));
  };
  const words = (text) => text.textContent.replace(/\s+/g, "");
  const figures = all("figure.figure").map((figure) => {
    const texts = [...figure.querySelectorAll("svg text")].filter(
      (text) => text.textContent.trim() && text.checkVisibility(),
    );
    // A box is as high as its tallest font might need; the letters fill its middle.
    const boxes = texts
      .map((text) => text.getBoundingClientRect())
      .map(({ left, right, top, bottom, width, height }) => {
        const margin = Math.min(width, height) / 4;
        return { left: left + margin, right: right - margin, top: top + margin, bottom: bottom - margin };
      });
    const areas = !among
      ? []
      : [...figure.querySelectorAll("svg :is(path, rect):not(defs *)")]
          .map((shape) => ({ shape, box: shape.getBoundingClientRect(), style: getComputedStyle(shape) }))
          .filter(({ style }) => style.fill.startsWith("rgb"));
    const overlaps = [],
      outside = [],
      faint = [];
    if (among)
      texts.forEach((text, i) => {
        const box = boxes[i],
          label = words(text),
          style = getComputedStyle(text);
        if (box.left < -1 || box.right > width + 1) outside.push(label);
        if (contrast(numbers(style.fill), ground(text, box, areas)) < 4.5) faint.push(`${label} ${style.fill}`);
        for (let j = 0; j < i; j++)
          if (
            Math.min(box.right, boxes[j].right) > Math.max(box.left, boxes[j].left) &&
            Math.min(box.bottom, boxes[j].bottom) > Math.max(box.top, boxes[j].top)
          )
            overlaps.push(`${label} / ${words(texts[j])}`);
      });
    const onData = [...figure.querySelectorAll("svg image")].map((image) => image.getBoundingClientRect()); // there ink keeps its light value
    const inSome = (box) =>
      onData.some(
        (image) => image.left < box.right && box.left < image.right && image.top < box.bottom && box.top < image.bottom,
      );
    const marks = [...figure.querySelectorAll("svg path, svg use, svg text, svg circle")].filter(
      (mark) => !inSome(mark.getBoundingClientRect()),
    );
    const colours = marks.map((mark) => getComputedStyle(mark)).flatMap((style) => [style.stroke, style.fill]);
    const scale = figure.querySelector("svg").getScreenCTM().a;
    const smallest = Math.min(...texts.map((text) => parseFloat(getComputedStyle(text).fontSize) * scale));
    return {
      id: figure.id,
      overlaps,
      outside,
      faint,
      colours: [...new Set(colours)].filter((colour) => colour.startsWith("rgb") && colour !== "rgba(0, 0, 0, 0)"),
      smallest,
    };
  });
  return {
    shifts,
    overflow: document.documentElement.scrollWidth - width,
    sticksOut,
    cutOff,
    torn,
    pushed,
    figures,
    fonts,
    paper,
  };
};
