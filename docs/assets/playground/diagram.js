// The network as it is drawn: a button for each unit with its picture beneath it, and the weights and biases among them.
// All are on one canvas, the pictures over the lines: more canvases would cost more than what is painted.
playground.diagram = (root, { select, drag, resize, moved }) => {
  const canvas = root.querySelector(".pg-lines"),
    columns = root.querySelector(".pg-layers"),
    { painting } = playground;
  const weights = playground.weights(canvas, drag),
    { choose, names, lines, follow } = weights;
  let session,
    units = [],
    room = {},
    places = [];

  const inputName = (i) => (session.classes ? ["x₁", "x₂"][i] : "x");
  const nameOf = (l, i) =>
    l === 0 ? inputName(i) : l === session.sizes.length - 1 ? "output" : `unit ${i + 1} of layer ${l}`;

  function button(text, title, act) {
    const made = Object.assign(document.createElement("button"), { type: "button", textContent: text, title });
    made.setAttribute("aria-label", title);
    made.addEventListener("click", act);
    return made;
  }

  function column(l, size) {
    const made = document.createElement("div"),
      last = session.sizes.length - 1,
      hidden = session.settings.hidden;
    made.className = "pg-column";
    const head = document.createElement("p");
    head.textContent = l === 0 ? "Input" : l === last ? "Output" : "";
    if (l > 0 && l < last) {
      const to = (count) => resize(hidden.map((n, k) => (k === l - 1 ? count : n)));
      head.append(
        button("−", `One unit less in layer ${l}`, () => to(Math.max(1, size - 1))),
        button("+", `One unit more in layer ${l}`, () => to(Math.min(12, size + 1))),
      );
    }
    made.append(head);
    units[l] = Array.from({ length: size }, (_, i) => {
      const unit = document.createElement("button");
      unit.type = "button";
      unit.className = "pg-unit";
      unit.setAttribute("aria-label", nameOf(l, i));
      if (l === 0) unit.append(Object.assign(document.createElement("span"), { textContent: inputName(i) }));
      for (const event of ["pointerenter", "focus"]) unit.addEventListener(event, () => select({ layer: l, unit: i }));
      for (const event of ["pointerleave", "blur"]) unit.addEventListener(event, () => select(null));
      made.append(unit);
      return unit;
    });
    return made;
  }

  // Where every line begins and ends; asked once, and again when the room changes.
  function measure() {
    room = painting.fit(canvas);
    const box = canvas.getBoundingClientRect();
    const at = (l, i) => {
      const { left, right, top, bottom } = units[l][i].getBoundingClientRect();
      return {
        left: left - box.left,
        right: right - box.left,
        middle: (top + bottom) / 2 - box.top,
        low: bottom - box.top,
      };
    };
    const context = canvas.getContext("2d"),
      ratio = canvas.width / room.width;
    places = units.map((layer) =>
      layer.map((unit) => {
        const { left, top } = unit.getBoundingClientRect();
        const [x, y, side] = [left - box.left + unit.clientLeft, top - box.top + unit.clientTop, unit.clientWidth].map(
          (it) => Math.round(it * ratio),
        );
        return { context, left: x, top: y, side };
      }),
    );
    weights.lay(session, at, nameOf);
  }

  new ResizeObserver(() => {
    if (!session || (canvas.clientWidth === room.width && canvas.clientHeight === room.height)) return;
    measure();
    moved();
  }).observe(root);

  return {
    show(next) {
      session = next;
      units = [];
      const named = (button) => button.getAttribute("aria-label"),
        held = document.activeElement;
      const inside = columns.contains(held);
      columns.replaceChildren(...session.sizes.map((size, l) => column(l, size)));
      if (inside)
        [...columns.querySelectorAll("button")]
          .find((each) => named(each) === named(held))
          ?.focus({ preventScroll: true });
      root.style.setProperty("--most", Math.max(...session.sizes));
      root.style.setProperty("--layers", session.sizes.length);
      measure();
    },
    places: () => places,
    nameOf,
    choose,
    names,
    lines,
    follow,
  };
};
