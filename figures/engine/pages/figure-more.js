// What only those who ask for it need comes when they do: figureMore("name.js") promises that the script has run.
window.figureMore ??= (() => {
  const base = document.currentScript.src,
    asked = {};
  return (name) =>
    (asked[name] ??= new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = base.replace("figure-more.js", name);
      script.onload = resolve;
      script.onerror = () => {
        delete asked[name];
        script.remove();
        reject(new Error(`${name} could not be loaded.`));
      };
      document.head.append(script);
    }));
})();

// What is done with a figure by script stands in its menu of downloads, from when that is opened first.
for (const menu of document.querySelectorAll("details.figure-source")) {
  menu.firstElementChild.firstChild.data = "Source, downloads, copy, cite, full screen";
  menu.addEventListener(
    "toggle",
    () =>
      figureMore("figure-menu.js").then(
        () => figureMenu(menu),
        () => {},
      ),
    { once: true },
  );
}

// What is not on the screen is not painted, and a picture of the whole page would have gaps: whoever takes one gives the
// window another width first. Then every drawing is laid out anew in any case. The width is asked for when it is known
// anyhow: asked for while the page is read, it would have to be laid out for that. Where both come between two frames, the
// window is told that it has another size, and has the one that it had.
{
  let width, height;
  const whole = () => {
    seen.disconnect();
    document.documentElement.dataset.painted = "whole";
  };
  const seen = new ResizeObserver(() => {
    width ??= innerWidth;
    height ??= innerHeight;
    if (innerWidth !== width) whole();
  });
  seen.observe(document.documentElement);
  addEventListener("resize", () => {
    if (innerWidth === width && innerHeight === height) whole();
    height = innerHeight;
  });
}
