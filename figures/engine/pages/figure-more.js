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
// window another width first. Then every drawing is laid out anew in any case.
{
  const width = innerWidth,
    grown = () => {
      if (innerWidth === width) return;
      removeEventListener("resize", grown);
      document.documentElement.dataset.painted = "whole";
    };
  addEventListener("resize", grown);
}
