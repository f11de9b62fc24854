// What a reader may do with a figure besides reading it: copy it as it is now, cite it, see it as large as the screen.
window.figureMenu ??= (() => {
  const address = document.currentScript.src.replace(".js", ".css");
  document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href: address }));

  // As the page says that it is cited, with the number, the place and the version of the figure.
  function citation(figure) {
    const number = figure.querySelector(".figure-number"),
      page = document.querySelector(".cite pre")?.textContent;
    const { version } = figure.querySelector(".figure-source").dataset,
      title = document.title.split(" · ")[0];
    const text =
      page ??
      `@misc{${location.pathname
        .split("/")
        .at(-1)
        .replace(/\.\w+$/, "")},\n  title     = {{${title}}},\n}`;
    const fields = text
      .split("\n")
      .filter((line) => !/^\s*(url|note)\s*=/.test(line))
      .slice(0, -1);
    const named = fields.map((line) =>
      line.replace(/^(@\w+\{.*),$/, `$1-${figure.id},`).replace(/^(\s*title\s*=\s*\{\{)/, `$1${number.textContent}: `),
    );
    return [
      ...named,
      `  url       = {${number.href}},`,
      `  note      = {Version ${version} of the drawing},`,
      "}",
    ].join("\n");
  }

  async function cite(figure, place) {
    const text = citation(figure);
    place.textContent = text;
    place.hidden = false;
    try {
      await navigator.clipboard.writeText(text);
      return "Copied.";
    } catch {
      return "To be copied from here:";
    }
  }

  function enlarge(figure) {
    const close = Object.assign(document.createElement("button"), {
      type: "button",
      className: "figure-close",
      textContent: "Close",
    });
    const dialog = document.createElement("dialog"),
      place = document.createComment("");
    const back = () => {
      close.remove();
      figure.removeAttribute("data-large");
    };
    figure.prepend(close);
    figure.setAttribute("data-large", "");
    if (figure.requestFullscreen) {
      const changed = () => {
        if (document.fullscreenElement) return;
        document.removeEventListener("fullscreenchange", changed);
        back();
      };
      close.addEventListener("click", () => document.exitFullscreen());
      document.addEventListener("fullscreenchange", changed);
      return figure.requestFullscreen().then(
        () => {
          close.focus();
          return "";
        },
        () => {
          back();
          return "The browser refuses.";
        },
      );
    }
    dialog.className = "figure-dialog md-typeset";
    dialog.setAttribute("aria-label", figure.querySelector(".figure-number").textContent);
    figure.replaceWith(place);
    dialog.append(figure);
    document.body.append(dialog);
    close.addEventListener("click", () => dialog.close());
    dialog.addEventListener("close", () => {
      back();
      place.replaceWith(figure);
      dialog.remove();
    });
    dialog.showModal();
    return "";
  }

  return (details) => {
    const figure = details.closest("figure"),
      row = document.createElement("p"),
      pre = document.createElement("pre");
    const told = Object.assign(document.createElement("span"), { role: "status" });
    const ACTS = { "Copy picture": copyPicture, "Copy citation": (each) => cite(each, pre), "Full screen": enlarge };
    row.className = "figure-acts";
    for (const [words, act] of Object.entries(ACTS)) {
      const button = Object.assign(document.createElement("button"), { type: "button", textContent: words });
      button.addEventListener("click", async () => {
        told.textContent = "";
        told.textContent = await act(figure);
      });
      row.append(button);
    }
    row.append(told);
    pre.hidden = true;
    details.querySelector("summary").after(row, pre);
  };
})();
