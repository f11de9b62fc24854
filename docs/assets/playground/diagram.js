// The network as it is drawn: a button for each unit with its picture beneath it, a line for each weight and a disc for
// each bias. All are on one canvas, the pictures over the lines: more canvases would cost more than what is painted.
// Orange and drawn through is positive, blue and dashed negative; the more, the thicker.
playground.diagram = (root, { select, drag, resize, moved }) => {
  const canvas = root.querySelector(".pg-lines"), columns = root.querySelector(".pg-layers"), { painting } = playground;
  const SEEN = 0.2;  // pixels by which a line must change to be drawn anew
  let session, marks = [], units = [], chosen = -1, room = {}, places = [], shown = [];

  const inputName = (i) => session.classes ? ["x₁", "x₂"][i] : "x";
  const nameOf = (l, i) => l === 0 ? inputName(i) : l === session.sizes.length - 1 ? "output" : `unit ${i + 1} of layer ${l}`;

  function button(text, title, act) {
    const made = Object.assign(document.createElement("button"), { type: "button", textContent: text, title });
    made.setAttribute("aria-label", title);
    made.addEventListener("click", act);
    return made;
  }

  function column(l, size) {
    const made = document.createElement("div"), last = session.sizes.length - 1, hidden = session.settings.hidden;
    made.className = "pg-column";
    const head = document.createElement("p");
    head.textContent = l === 0 ? "Input" : l === last ? "Output" : "";
    if (l > 0 && l < last) {
      const to = (count) => resize(hidden.map((n, k) => k === l - 1 ? count : n));
      head.append(button("−", `One unit less in layer ${l}`, () => to(Math.max(1, size - 1))),
        button("+", `One unit more in layer ${l}`, () => to(Math.min(12, size + 1))));
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
      return { left: left - box.left, right: right - box.left, middle: (top + bottom) / 2 - box.top, low: bottom - box.top };
    };
    const context = canvas.getContext("2d"), ratio = canvas.width / room.width;
    places = units.map((layer) => layer.map((unit) => {
      const { left, top } = unit.getBoundingClientRect();
      const [x, y, side] = [left - box.left + unit.clientLeft, top - box.top + unit.clientTop, unit.clientWidth].map((it) => Math.round(it * ratio));
      return { context, left: x, top: y, side };
    }));
    marks = [];
    session.layers.forEach(({ n, m, w, b }, l) => {
      const from = Array.from({ length: n }, (_, i) => at(l, i)), to = Array.from({ length: m }, (_, j) => at(l + 1, j));
      for (let i = 0; i < n; i += 1)
        for (let j = 0; j < m; j += 1) {
          const [x0, y0, x1, y1] = [from[i].right, from[i].middle, to[j].left, to[j].middle + (i - (n - 1) / 2) * Math.min(3, 24 / n)];
          marks[w + i * m + j] = { x0, y0, x1, y1, bend: (x1 - x0) / 2, name: `weight from ${nameOf(l, i)} to ${nameOf(l + 1, j)}` };
        }
      for (let j = 0; j < m; j += 1)
        marks[b + j] = { disc: true, x0: to[j].left - 1, y0: to[j].low - 1, name: `bias of ${nameOf(l + 1, j)}` };
    });
  }

  const thickness = (value) => Math.min(5, Math.abs(value) * 1.6) * (value < 0 ? -1 : 1);

  // While the network learns, most lines look from picture to picture as they did.
  function follow() {
    if (session.network.theta.some((value, k) => Math.abs(thickness(value) - shown[k]) > SEEN)) lines();
  }

  function lines() {
    const context = canvas.getContext("2d"), { theta, free } = session.network;
    context.clearRect(0, 0, canvas.width, canvas.height);
    shown = Array.from(theta, thickness);
    marks.forEach((mark, k) => {
      const value = theta[k], size = Math.abs(shown[k]);
      context.strokeStyle = context.fillStyle = painting.stroke(k === chosen ? "ink" : value < 0 ? "class-0" : "class-1");
      context.beginPath();
      if (mark.disc) {
        context.arc(mark.x0, mark.y0, 1.5 + size / 1.6, 0, 7);
        context.setLineDash([]);
        context.lineWidth = 1.2;
        if (value < 0) context.stroke(); else context.fill();
        return;
      }
      context.setLineDash(free[k] === 0 ? [1, 4] : value < 0 ? [5, 3] : []);
      context.lineWidth = 0.4 + size;
      context.moveTo(mark.x0, mark.y0);
      context.bezierCurveTo(mark.x0 + mark.bend, mark.y0, mark.x1 - mark.bend, mark.y1, mark.x1, mark.y1);
      context.stroke();
    });
  }

  const between = (a, b, c, d, t) => (1 - t) ** 3 * a + 3 * t * (1 - t) ** 2 * b + 3 * t * t * (1 - t) * c + t ** 3 * d;

  function nearest(x, y) {
    let found = -1, least = 9;
    marks.forEach((mark, k) => {
      for (let t = 0; t <= (mark.disc ? 0 : 1); t += 1 / 24) {
        const away = mark.disc ? Math.hypot(x - mark.x0, y - mark.y0) - 3 : Math.hypot(
          x - between(mark.x0, mark.x0 + mark.bend, mark.x1 - mark.bend, mark.x1, t),
          y - between(mark.y0, mark.y0, mark.y1, mark.y1, t));
        if (away < least) { least = away; found = k; }
      }
    });
    return found;
  }

  canvas.addEventListener("pointerdown", (event) => {
    const found = nearest(event.offsetX, event.offsetY);
    if (found < 0) return;
    const from = event.clientX, value = session.network.theta[found];
    canvas.setPointerCapture(event.pointerId);
    drag(found);
    canvas.onpointermove = (moved) => {
      if (Math.abs(moved.clientX - from) > 2) drag(found, Math.round((value + (moved.clientX - from) / 40) * 100) / 100);
    };
  });
  for (const event of ["pointerup", "pointercancel"]) canvas.addEventListener(event, () => { canvas.onpointermove = null; });
  new ResizeObserver(() => {
    if (!session || canvas.clientWidth === room.width && canvas.clientHeight === room.height) return;
    measure();
    moved();
  }).observe(root);

  return {
    show(next) {
      session = next;
      units = [];
      const named = (button) => button.getAttribute("aria-label"), held = document.activeElement;
      const inside = columns.contains(held);
      columns.replaceChildren(...session.sizes.map((size, l) => column(l, size)));
      if (inside) [...columns.querySelectorAll("button")].find((each) => named(each) === named(held))?.focus({ preventScroll: true });
      root.style.setProperty("--most", Math.max(...session.sizes));
      root.style.setProperty("--layers", session.sizes.length);
      measure();
    },
    choose(k) { chosen = k; },
    places: () => places,
    names: () => marks.map(({ name }) => name),
    nameOf, lines, follow,
  };
};
