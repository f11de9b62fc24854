// Typesets TeX as lean SVG and MathML. Runs in the folder that holds node_modules and answers each line of input,
// {"macros": TeX, "formulas": [{"tex", "display"}, …]}, with one line:
// [{"svg", "mathml", "glyphs": {id: path}, "width": ex} or {"error"}, …].
import * as module from "node:module";
import { createInterface } from "node:readline";

module.enableCompileCache?.("compiled"); // MathJax is 300 small files: loading them takes half as long the next time
const require = module.createRequire(`${process.cwd()}/`);
const load = (path) => require(`@mathjax/src/js/${path}.js`);

const { mathjax } = load("mathjax");
const { TeX } = load("input/tex");
const { SVG } = load("output/svg");
const { liteAdaptor } = load("adaptors/liteAdaptor");
const { RegisterHTMLHandler } = load("handlers/html");
const { SerializedMmlVisitor } = load("core/MmlTree/SerializedMmlVisitor");
load("util/asyncLoad/node"); // parts of the font come when a formula needs them

// Not "color": a fixed colour would not follow the reader's scheme. Not "noundefined": unknown names are errors.
const PACKAGES = ["Base", "Ams", "Newcommand", "Boldsymbol", "TextMacros", "Mathtools", "Cancel"];
for (const name of PACKAGES) load(`input/tex/${name.toLowerCase()}/${name}Configuration`);

// A definition inside a formula would reach the formulas typeset after it, but not those found in the cache.
const DEFINITION = /\\(?:(?:re|provide)?newcommand|(?:re)?newenvironment|[gex]?def|let|DeclareMathOperator)\b/;

const adaptor = liteAdaptor();
RegisterHTMLHandler(adaptor);

// MathML for ears: no white space, and only the attributes that change what is said.
const SPOKEN = /^(display|mathvariant|linethickness|notation|accent|accentunder|intent|arg)$/;

class Spoken extends SerializedMmlVisitor {
  toEntity = (character) => character; // the page is UTF-8

  visitDefault(node) {
    const kind = this.getKind(node);
    const parts = node.childNodes.flatMap((part) => (part.isInferred ? part.childNodes : part));
    if (kind === "mrow" && parts.length === 1) return this.visitNode(parts[0], ""); // a group of one
    return `<${kind}${this.getAttributes(node)}>${this.childNodeMml(node, "", "")}</${kind}>`;
  }

  visitInferredMrowNode(node) {
    return this.childNodeMml(node, "", "");
  }

  getAttributeList(node) {
    const all = Object.entries(super.getAttributeList(node));
    return Object.fromEntries(all.filter(([name]) => SPOKEN.test(name)));
  }
}

async function typeset(document, tex, display) {
  const item = new document.options.MathItem(tex, document.inputJax[0], display);
  item.setMetrics(16, 8, 1e6, 1); // em and ex in pixels, the room, the scale: none of them shows in sizes in ex
  await mathjax.handleRetriesFor(() => item.convert(document));
  return item;
}

let current = null;

async function workshop(macros) {
  if (current?.macros === macros) return current;
  const input = new TeX({
    packages: PACKAGES.map((name) => name.toLowerCase()),
    formatError: (_, error) => {
      throw error;
    },
  });
  const output = new SVG({ fontCache: "local", linebreaks: { inline: false } });
  const document = mathjax.document("", { InputJax: input, OutputJax: output });
  const fault = await typeset(document, macros, false).then(
    () => null,
    (error) => error.message,
  );
  current = { macros, document, fault };
  return current;
}

// MathJax's tree of groups becomes a nearly flat list of marks: translations are added up into x and y and rounded
// to 1/1000 em; numbers inside scale() are never touched.
const NEEDLESS = /^(data-|class$|id$|xmlns|transform$)/;
const RULE = 60; // lines of a table, as wide as the bar of a fraction (MathJax leaves them to a style sheet)
const shortId = (id) => id.replace(/^MJX-\d+-[A-Z]+-/, "t");
const write = (kind, own, inside) => {
  const attributes = Object.entries(own)
    .map(([name, value]) => ` ${name}="${value}"`)
    .join("");
  return `<${kind}${attributes}${inside ? `>${inside}</${kind}>` : "/>"}`;
};

function marks(node, x, y, blank) {
  const kind = adaptor.kind(node);
  if (kind === "#text") return adaptor.value(node).replace(/&/g, "&amp;").replace(/</g, "&lt;");
  const own = {};
  for (const { name, value } of adaptor.allAttributes(node)) if (!NEEDLESS.test(name)) own[name] = value;
  const transform = adaptor.getAttribute(node, "transform") ?? "";
  const [, dx, dy, rest] = /^(?:translate\(([-\d.]+)[ ,]+([-\d.]+)\))? ?(.*)$/.exec(transform);
  [x, y] = [x + Number(dx ?? 0), y + Number(dy ?? 0)];
  const inside = (left, low) =>
    adaptor
      .childNodes(node)
      .map((child) => marks(child, left, low, blank))
      .join("");
  if (kind === "g" && !rest && !Object.keys(own).length) return inside(x, y);
  if (kind === "use") {
    own["xlink:href"] = `#${shortId(own["xlink:href"].slice(1))}`;
    if (blank.has(own["xlink:href"].slice(1))) return "";
  }
  const style = adaptor.getAttribute(node, "class") ?? "";
  if (style.startsWith("mjx-")) Object.assign(own, { stroke: "currentColor", "stroke-width": RULE, fill: "none" });
  if (style === "mjx-dashed") own["stroke-dasharray"] = 2 * RULE;
  if (style === "mjx-dotted") Object.assign(own, { "stroke-linecap": "round", "stroke-dasharray": `0,${2 * RULE}` });
  if ("stroke-width" in own) own.stroke ??= "currentColor";
  if (!rest && ["use", "rect", "svg"].includes(kind)) {
    for (const [name, shift] of [
      ["x", x],
      ["y", y],
    ]) {
      own[name] = Math.round(Number(own[name] ?? 0) + shift);
      if (!own[name]) delete own[name];
    }
    return write(kind, own, inside(0, 0));
  }
  const shift = Math.round(x) || Math.round(y) ? `translate(${Math.round(x)},${Math.round(y)})` : "";
  const moved = [shift, rest].filter(Boolean).join(" ");
  const children = inside(0, 0);
  if (kind === "g" && !Object.keys(own).length && /^<use xlink:href="[^"]*"\/>$/.test(children)) {
    return children.replace("<use", `<use transform="${moved}"`); // the group held one glyph
  }
  return write(kind, { ...(moved && { transform: moved }), ...own }, children);
}

async function formula(document, { tex, display }) {
  const definition = DEFINITION.exec(tex);
  if (definition) throw Error(`${definition[0]} belongs in the macro file, not in a formula`);
  const item = await typeset(document, tex, display);
  const [svg] = adaptor.tags(item.typesetRoot, "svg");
  const defs = adaptor.childNodes(svg).filter((child) => adaptor.kind(child) === "defs");
  const glyphs = defs
    .flatMap((child) => adaptor.childNodes(child))
    .map((path) => [shortId(adaptor.getAttribute(path, "id")), adaptor.getAttribute(path, "d")]);
  const blank = new Set(glyphs.filter(([, path]) => !path).map(([id]) => id));
  const [upright] = adaptor.childNodes(svg).filter((child) => adaptor.kind(child) === "g");
  const ink = adaptor
    .childNodes(upright)
    .map((child) => marks(child, 0, 0, blank))
    .join("");
  const [width, height, viewBox] = ["width", "height", "viewBox"].map((name) => adaptor.getAttribute(svg, name));
  const style = `vertical-align:${adaptor.getStyle(svg, "vertical-align")}`;
  const seen = { width, height, style, viewBox, fill: "currentColor", "aria-hidden": "true", focusable: "false" };
  return {
    svg: write("svg", seen, `<g transform="scale(1,-1)">${ink}</g>`),
    mathml: new Spoken().visitTree(item.root),
    glyphs: Object.fromEntries(glyphs.filter(([id]) => !blank.has(id))),
    width: parseFloat(width),
  };
}

for await (const line of createInterface({ input: process.stdin })) {
  const { macros, formulas } = JSON.parse(line);
  const { document, fault } = await workshop(macros);
  const answers = [];
  for (const request of formulas) {
    // one after the other: MathJax fetches parts of its font on the way
    const failed = (error) => ({ error: error.message });
    answers.push(fault ? { error: fault, macros: true } : await formula(document, request).catch(failed));
  }
  process.stdout.write(`${JSON.stringify(answers)}\n`);
}
