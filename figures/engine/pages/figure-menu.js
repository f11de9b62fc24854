// What a reader may do with a figure besides reading it: copy it as it is now, cite it, see it as large as the screen.
window.figureMenu ??= (() => {
  const address = document.currentScript.src.replace(".js", ".css");
  document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href: address }));

  const dataOf = (blob) => new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result);
    reader.onerror = reject;
    reader.readAsDataURL(blob);
  });

  // A picture of its own sees neither the page's style sheets nor its fonts: what it uses of them goes in.
  async function fonts(families) {
    const faces = [...document.styleSheets].flatMap((sheet) => { try { return [...sheet.cssRules]; } catch { return []; } })
      .filter((rule) => rule instanceof CSSFontFaceRule && families.includes(rule.style.fontFamily.replace(/["']/g, "")));
    return Promise.all(faces.map(async ({ cssText, parentStyleSheet: { href } }) => {
      const [whole, at] = /url\(["']?(.*?)["']?\)/.exec(cssText);
      return at.startsWith("data:") ? cssText : cssText.replace(whole, `url(${await dataOf(await (await fetch(new URL(at, href))).blob())})`);
    }));
  }

  async function picture(figure) {
    const svg = figure.querySelector("svg.figure-svg"), { width, height } = svg.viewBox.baseVal, scale = 3;
    const own = svg.cloneNode(true), style = getComputedStyle(svg), sheet = document.createElementNS(svg.namespaceURI, "style");
    own.querySelector(".figure-grips")?.remove();
    const names = new Set(["--fig-paper", "--fig-ink", ...own.outerHTML.match(/--fig-[\w-]+/g) ?? []]);
    const values = [...names].map((name) => `${name}:${style.getPropertyValue(name)}`).join(";");
    own.setAttribute("xmlns", svg.namespaceURI);
    own.setAttribute("width", width * scale);
    own.setAttribute("height", height * scale);
    const look = `${values};fill:var(--fig-ink);font-family:${style.fontFamily};stroke-linejoin:round`;
    const families = new Set([...look.matchAll(/"(.*?)"/g)].map(([, name]) => name));
    sheet.textContent = `svg{${look}}text{white-space:pre}${(await fonts([...families])).join("")}`;
    own.prepend(sheet);
    const image = new Image(), canvas = Object.assign(document.createElement("canvas"), { width: width * scale, height: height * scale });
    image.src = `data:image/svg+xml,${encodeURIComponent(new XMLSerializer().serializeToString(own))}`;
    await image.decode();
    const paint = canvas.getContext("2d");
    paint.fillStyle = style.getPropertyValue("--fig-paper");
    paint.fillRect(0, 0, canvas.width, canvas.height);
    paint.drawImage(image, 0, 0, canvas.width, canvas.height);
    return new Promise((resolve, reject) => canvas.toBlob((blob) => blob ? resolve(blob) : reject(new Error("no picture"))));
  }

  // Where nothing can be copied, it is downloaded: as it is, or where not even that can be, as it was built.
  async function copy(figure) {
    const made = picture(figure);
    try {
      await navigator.clipboard.write([new ClipboardItem({ "image/png": made })]);
      return "Copied.";
    } catch {
      const file = figure.querySelector(".figure-source a[href$='.png']");
      const href = await made.then(dataOf, () => file?.href);
      if (!href) return "This browser can copy no picture; the downloads below stay.";
      Object.assign(document.createElement("a"), { href, download: `${figure.id.slice(4)}.png` }).click();
      return "It could not be copied, and was downloaded instead.";
    }
  }

  // As the page says that it is cited, with the number, the place and the version of the figure.
  function citation(figure) {
    const number = figure.querySelector(".figure-number"), page = document.querySelector(".cite pre")?.textContent;
    const { version } = figure.querySelector(".figure-source").dataset, title = document.title.split(" · ")[0];
    const text = page ?? `@misc{${location.pathname.split("/").at(-1).replace(/\.\w+$/, "")},\n  title     = {{${title}}},\n}`;
    const fields = text.split("\n").filter((line) => !/^\s*(url|note)\s*=/.test(line)).slice(0, -1);
    const named = fields.map((line) => line.replace(/^(@\w+\{.*),$/, `$1-${figure.id},`)
      .replace(/^(\s*title\s*=\s*\{\{)/, `$1${number.textContent}: `));
    return [...named, `  url       = {${number.href}},`, `  note      = {Version ${version} of the drawing},`, "}"].join("\n");
  }

  async function cite(figure, place) {
    const text = citation(figure);
    place.textContent = text;
    place.hidden = false;
    try { await navigator.clipboard.writeText(text); return "Copied."; } catch { return "To be copied from here:"; }
  }

  function enlarge(figure) {
    const close = Object.assign(document.createElement("button"), { type: "button", className: "figure-close", textContent: "Close" });
    const dialog = document.createElement("dialog"), place = document.createComment("");
    const back = () => { close.remove(); figure.removeAttribute("data-large"); };
    figure.prepend(close);
    figure.setAttribute("data-large", "");
    if (figure.requestFullscreen) {
      const changed = () => { if (document.fullscreenElement) return; document.removeEventListener("fullscreenchange", changed); back(); };
      close.addEventListener("click", () => document.exitFullscreen());
      document.addEventListener("fullscreenchange", changed);
      return figure.requestFullscreen().then(() => { close.focus(); return ""; }, () => { back(); return "The browser refuses."; });
    }
    dialog.className = "figure-dialog md-typeset";
    dialog.setAttribute("aria-label", figure.querySelector(".figure-number").textContent);
    figure.replaceWith(place);
    dialog.append(figure);
    document.body.append(dialog);
    close.addEventListener("click", () => dialog.close());
    dialog.addEventListener("close", () => { back(); place.replaceWith(figure); dialog.remove(); });
    dialog.showModal();
    return "";
  }

  return (details) => {
    const figure = details.closest("figure"), row = document.createElement("p"), pre = document.createElement("pre");
    const told = Object.assign(document.createElement("span"), { role: "status" });
    const ACTS = { "Copy picture": copy, "Copy citation": (each) => cite(each, pre), "Full screen": enlarge };
    row.className = "figure-acts";
    for (const [words, act] of Object.entries(ACTS)) {
      const button = Object.assign(document.createElement("button"), { type: "button", textContent: words });
      button.addEventListener("click", async () => { told.textContent = ""; told.textContent = await act(figure); });
      row.append(button);
    }
    row.append(told);
    pre.hidden = true;
    details.querySelector("summary").after(row, pre);
  };
})();
