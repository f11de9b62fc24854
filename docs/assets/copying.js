// What is copied from a page: a block of code by its button, and with a selection the TeX of its formulas.

// Printed output is not for copying; a block of code with its output beneath it is.
function mountCopyButton(block) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "copy";
  button.textContent = "Copy";
  button.addEventListener("click", async () => {
    const code = block.querySelector("code");
    try {
      await navigator.clipboard.writeText(code.innerText);
      button.textContent = "Copied";
    } catch {
      getSelection().selectAllChildren(code); // where the browser refuses, the keys still copy it
      button.textContent = "Selected";
    }
    setTimeout(() => {
      button.textContent = "Copy";
    }, 2000);
  });
  block.append(button);
}

if (navigator.clipboard)
  document.querySelectorAll(".language-python.highlight, .language-sh.highlight").forEach(mountCopyButton);

// Copying a selection that holds formulas gives their TeX, between the dollar signs that a page is written with.
document.addEventListener("copy", (event) => {
  const selection = getSelection();
  if (selection.isCollapsed) return;
  const part = document.createElement("div");
  for (let i = 0; i < selection.rangeCount; i++) {
    const range = selection.getRangeAt(i).cloneRange();
    const formulaAt = (node) => (node instanceof Element ? node : node.parentElement)?.closest("[data-tex]");
    const [first, last] = [formulaAt(range.startContainer), formulaAt(range.endContainer)];
    if (first) range.setStartBefore(first); // half a formula is copied whole
    if (last) range.setEndAfter(last);
    part.append(range.cloneContents());
  }
  const formulas = part.querySelectorAll("[data-tex]");
  if (!formulas.length) return;
  for (const formula of formulas) {
    const mark = formula.classList.contains("tex-display") ? "$$" : "$";
    formula.replaceChildren(`${mark}${formula.dataset.tex}${mark}`);
  }
  part.querySelectorAll(".tex-glyphs").forEach((glyphs) => glyphs.remove());
  part.style.cssText = "position: fixed; left: -9999px; white-space: normal";
  document.body.append(part); // innerText, which keeps the line breaks, needs it on the page
  event.clipboardData.setData("text/plain", part.innerText);
  part.remove();
  event.preventDefault();
});
