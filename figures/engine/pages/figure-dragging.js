// Marks taken hold of in the picture: where the pointer goes becomes the setting that brings the mark nearest to it.
window.figureDragging ??= (() => {
  const { value, state, measure } = figureOutlines;
  const ELEMENT = /<(?:use|path)\b[^>]*>/g; // as grips.py counts
  const make = (name, attributes) => {
    const made = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, to] of Object.entries(attributes)) made.setAttribute(key, to);
    return made;
  };

  return (figure, form, frames) => {
    const svg = figure.querySelector("svg.figure-svg"),
      inputs = [...form.querySelectorAll("[name]")];
    const layer = make("g", { class: "figure-grips" });
    const places = () => inputs.map((input) => figureInput(input).index(input));
    const setting = (input, index) => String(Number((Number(input.min) + index * input.step).toPrecision(12)));

    function mark({ slot }, at) {
      const { by, at: numbers, marks } = frames.slots[slot];
      return marks[numbers[by.reduce((sum, axis) => sum * frames.shape[axis] + at[axis], 0)]];
    }
    const stateOf = (grip, at) => state(mark(grip, at).match(ELEMENT)?.[grip.element]);

    // Every setting of the controls that the grip drags, the others staying where they are.
    function reachable({ axes }) {
      return axes.reduce(
        (all, axis) => all.flatMap((at) => Array.from({ length: frames.shape[axis] }, (_, k) => at.with(axis, k))),
        [places()],
      );
    }

    function lay() {
      const now = places();
      for (const grip of grips) {
        const shown = stateOf(grip, now),
          clip = value(mark(grip, now), "clip-path");
        const [[x, y]] = shown?.points ?? [[0, 0]];
        for (const [node, kind] of [
          [grip.halo, "figure-halo"],
          [grip.node, "figure-grip"],
        ]) {
          node.setAttribute("d", !shown ? "" : (shown.outline ?? `M${x} ${y}h0`));
          node.setAttribute("class", `${kind} ${shown?.kind ?? ""}`);
          if (shown?.outline && clip) node.setAttribute("clip-path", clip);
        }
      }
    }

    // The words stand beside the first mark that is seen, where they cover nothing.
    function hint() {
      const box = svg.viewBox.baseVal,
        seen = svg.getBoundingClientRect();
      const others = [...svg.querySelectorAll("text, use")].map((each) => each.getBoundingClientRect());
      const inside = ([x, y]) => x > 20 && x < box.width - 20 && y > 20 && y < box.height - 20;
      const all = grips
        .map((grip) => stateOf(grip, places()))
        .filter(Boolean)
        .flatMap(({ kind, points }) =>
          kind === "line"
            ? points
                .slice(1)
                .flatMap(([x, y], k) =>
                  Array.from({ length: 9 }, (_, part) =>
                    [0, 1].map((axis) => points[k][axis] + (([x, y][axis] - points[k][axis]) * part) / 8),
                  ),
                )
            : [points[0]],
        );
      const there = all.filter(inside),
        [x, y] = there[Math.floor(there.length / 2)] ?? [];
      if (x === undefined) return;
      const text = make("text", { class: "figure-hint", "aria-hidden": "true" });
      text.textContent = "move me";
      layer.append(text);
      const beside = [
        [14, 4, "start"],
        [-14, 4, "end"],
        [0, -14, "middle"],
        [0, 22, "middle"],
      ];
      const aslant = [-12, 18].flatMap((dy) => [
        [10, dy, "start"],
        [-10, dy, "end"],
      ]);
      const ways = [...beside, ...aslant, [0, -28, "middle"], [0, 36, "middle"]].map(([dx, dy, anchor]) => {
        const to = { x: x + dx, y: y + dy, "text-anchor": anchor };
        for (const [key, at] of Object.entries(to)) text.setAttribute(key, at);
        const own = text.getBoundingClientRect();
        const beyond = own.left < seen.left || own.right > seen.right || own.top < seen.top || own.bottom > seen.bottom;
        const over = others.filter(
          (each) => each.left < own.right && each.right > own.left && each.top < own.bottom && each.bottom > own.top,
        );
        return { to, cost: over.length + 9 * beyond };
      });
      const { to, cost } = ways.reduce((one, other) => (other.cost < one.cost ? other : one));
      if (cost) {
        text.remove();
        return;
      } // no room: the halo alone says it
      for (const [key, at] of Object.entries(to)) text.setAttribute(key, at);
      form.addEventListener("input", () => text.remove(), { once: true });
    }

    function take(grip, event) {
      const from = stateOf(grip, places());
      if (!from || event.button) return;
      const place = ({ clientX, clientY }) => {
        const { x, y } = new DOMPoint(clientX, clientY).matrixTransform(svg.getScreenCTM().inverse());
        return [x, y];
      };
      const states = reachable(grip)
        .map((at) => ({ at, ...stateOf(grip, at) }))
        .filter(({ points }) => points);
      const far = measure(states, from, place(event)),
        node = grip.node;
      const move = (to) => {
        const wanted = place(to),
          now = places();
        const distances = states.map((each) => far(each, wanted)),
          least = Math.min(...distances) + 1e-6;
        const best = states.filter((_, k) => distances[k] <= least); // of equals the one that is least of a jump
        const jump = ({ at }) => at.reduce((sum, index, axis) => sum + Math.abs(index - now[axis]), 0);
        const { at } = best.reduce((one, other) => (jump(other) < jump(one) ? other : one));
        if (String(at) === String(now)) return;
        for (const axis of grip.axes) inputs[axis].value = setting(inputs[axis], at[axis]);
        inputs[grip.axes[0]].dispatchEvent(new Event("input", { bubbles: true }));
      };
      const leave = () => {
        node.removeEventListener("pointermove", move);
        figure.removeAttribute("data-dragging");
        inputs[grip.axes[0]].dispatchEvent(new Event("change", { bubbles: true }));
      };
      event.preventDefault();
      node.setPointerCapture(event.pointerId);
      node.addEventListener("pointermove", move);
      node.addEventListener("lostpointercapture", leave, { once: true });
      figure.setAttribute("data-dragging", "");
      inputs[grip.axes[0]].focus({ preventScroll: true }); // arrow keys go on from here
    }

    const grips = form.dataset.drag.split(";").flatMap((wish) => {
      const [names, marks] = wish.split("="),
        axes = names.split("+").map((name) => inputs.findIndex((input) => input.name === name));
      return marks.split(" ").map((each) => {
        const [slot, element] = each.split(":").map(Number),
          grip = { axes, slot, element, halo: make("path", {}), node: make("path", {}) };
        grip.node.addEventListener("pointerdown", (event) => take(grip, event));
        grip.node.addEventListener("touchstart", (event) => event.preventDefault()); // the page stays
        layer.append(grip.halo, grip.node);
        return grip;
      });
    });
    lay();
    svg.append(layer);
    if (!form.hasAttribute("data-used")) hint();
    figure.addEventListener("figureshown", lay);
  };
})();
