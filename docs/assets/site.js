// What the pages do besides being read: the colour button, copying code, and keyboard access to what scrolls.

const CHOICES = { auto: "automatic", light: "light", dark: "dark" };

function mountSchemeButton(button) {
  const show = () => {
    const text = `Colours: ${CHOICES[document.documentElement.dataset.schemeChoice]}`;
    button.title = text;
    button.setAttribute("aria-label", text);
  };
  button.addEventListener("click", () => {
    const names = Object.keys(CHOICES);
    const next = names[(names.indexOf(document.documentElement.dataset.schemeChoice) + 1) % names.length];
    __md_set("scheme", next);
    paintScheme();
    show();
  });
  show();
}

// The drawer and the search of a small screen are checkboxes of Material; a button opens them and Escape closes them.
function mountOpener(button) {
  const box = document.getElementById(button.dataset.opens);
  button.addEventListener("click", event => {
    event.preventDefault();
    // Material's own label also puts the cursor into the search field.
    (document.querySelector(`.md-header label[for="${box.id}"]`) ?? box).click();
  });
  box.addEventListener("change", () => button.setAttribute("aria-expanded", box.checked));
  addEventListener("keydown", event => {
    if (event.key !== "Escape" || !box.checked) return;
    box.click();
    button.focus();
  });
}

// Printed output is not for copying; a block of code with its output beneath it is.
function mountCopyButton(block) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "copy";
  button.textContent = "Copy";
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(block.querySelector("code").innerText);
    button.textContent = "Copied";
    setTimeout(() => { button.textContent = "Copy" }, 2000);
  });
  block.append(button);
}

// A region that scrolls sideways must be reachable by keyboard, and only then.
function watchOverflow(regions) {
  const observer = new ResizeObserver(entries => {
    for (const { target } of entries) {
      if (target.scrollWidth > target.clientWidth + 1) target.tabIndex = 0;
      else target.removeAttribute("tabindex");
    }
  });
  for (const region of regions) observer.observe(region);
}

document.querySelectorAll(".scheme").forEach(mountSchemeButton);
document.querySelectorAll("[data-opens]").forEach(mountOpener);
if (navigator.clipboard) document.querySelectorAll(".language-python.highlight, .language-sh.highlight").forEach(mountCopyButton);
watchOverflow(document.querySelectorAll(".md-typeset pre > code, .table"));
