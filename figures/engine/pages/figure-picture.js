// A figure as it is now, as a picture of its own: copied, or downloaded.
const copyPicture = (() => {
  const dataOf = (blob) =>
    new Promise((resolve, reject) => {
      const reader = new FileReader();
      reader.onload = () => resolve(reader.result);
      reader.onerror = reject;
      reader.readAsDataURL(blob);
    });

  // A picture of its own sees neither the page's style sheets nor its fonts: what it uses of them goes in.
  async function fonts(families) {
    const faces = [...document.styleSheets]
      .flatMap((sheet) => {
        try {
          return [...sheet.cssRules];
        } catch {
          return [];
        }
      })
      .filter(
        (rule) => rule instanceof CSSFontFaceRule && families.includes(rule.style.fontFamily.replace(/["']/g, "")),
      );
    return Promise.all(
      faces.map(async ({ cssText, parentStyleSheet: { href } }) => {
        const [whole, at] = /url\(["']?(.*?)["']?\)/.exec(cssText);
        return at.startsWith("data:")
          ? cssText
          : cssText.replace(whole, `url(${await dataOf(await (await fetch(new URL(at, href))).blob())})`);
      }),
    );
  }

  async function picture(figure) {
    const svg = figure.querySelector("svg.figure-svg"),
      { width, height } = svg.viewBox.baseVal,
      scale = 3;
    const own = svg.cloneNode(true),
      style = getComputedStyle(svg),
      sheet = document.createElementNS(svg.namespaceURI, "style");
    own.querySelector(".figure-grips")?.remove();
    const names = new Set(["--fig-paper", "--fig-ink", ...(own.outerHTML.match(/--fig-[\w-]+/g) ?? [])]);
    const values = [...names].map((name) => `${name}:${style.getPropertyValue(name)}`).join(";");
    own.setAttribute("xmlns", svg.namespaceURI);
    own.setAttribute("width", width * scale);
    own.setAttribute("height", height * scale);
    const look = `${values};fill:var(--fig-ink);font-family:${style.fontFamily};stroke-linejoin:round`;
    const families = new Set([...look.matchAll(/"(.*?)"/g)].map(([, name]) => name));
    sheet.textContent = `svg{${look}}text{white-space:pre}${(await fonts([...families])).join("")}`;
    own.prepend(sheet);
    const image = new Image(),
      canvas = Object.assign(document.createElement("canvas"), { width: width * scale, height: height * scale });
    image.src = `data:image/svg+xml,${encodeURIComponent(new XMLSerializer().serializeToString(own))}`;
    await image.decode();
    const paint = canvas.getContext("2d");
    paint.fillStyle = style.getPropertyValue("--fig-paper");
    paint.fillRect(0, 0, canvas.width, canvas.height);
    paint.drawImage(image, 0, 0, canvas.width, canvas.height);
    return new Promise((resolve, reject) =>
      canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("no picture")))),
    );
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

  return copy;
})();
