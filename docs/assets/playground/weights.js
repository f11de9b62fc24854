// A line for each weight and a disc for each bias, drawn, found under the pointer and dragged. Orange and drawn through is
// positive, blue and dashed negative; the more, the thicker.
playground.weights = (canvas, drag) => {
  const SEEN = 0.2,
    { painting } = playground; // pixels by which a line must change to be drawn anew
  let session,
    marks = [],
    chosen = -1,
    shown = [];

  // `at` says where a unit is, `nameOf` what it is called.
  function lay(next, at, nameOf) {
    session = next;
    marks = [];
    session.layers.forEach(({ n, m, w, b }, l) => {
      const from = Array.from({ length: n }, (_, i) => at(l, i)),
        to = Array.from({ length: m }, (_, j) => at(l + 1, j));
      for (let i = 0; i < n; i += 1)
        for (let j = 0; j < m; j += 1) {
          const [x0, y0, x1, y1] = [
            from[i].right,
            from[i].middle,
            to[j].left,
            to[j].middle + (i - (n - 1) / 2) * Math.min(3, 24 / n),
          ];
          marks[w + i * m + j] = {
            x0,
            y0,
            x1,
            y1,
            bend: (x1 - x0) / 2,
            name: `weight from ${nameOf(l, i)} to ${nameOf(l + 1, j)}`,
          };
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
    const context = canvas.getContext("2d"),
      { theta, free } = session.network;
    context.clearRect(0, 0, canvas.width, canvas.height);
    shown = Array.from(theta, thickness);
    marks.forEach((mark, k) => {
      const value = theta[k],
        size = Math.abs(shown[k]);
      context.strokeStyle = context.fillStyle = painting.stroke(
        k === chosen ? "ink" : value < 0 ? "class-0" : "class-1",
      );
      context.beginPath();
      if (mark.disc) {
        context.arc(mark.x0, mark.y0, 1.5 + size / 1.6, 0, 7);
        context.setLineDash([]);
        context.lineWidth = 1.2;
        if (value < 0) context.stroke();
        else context.fill();
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
    let found = -1,
      least = 9;
    marks.forEach((mark, k) => {
      for (let t = 0; t <= (mark.disc ? 0 : 1); t += 1 / 24) {
        const away = mark.disc
          ? Math.hypot(x - mark.x0, y - mark.y0) - 3
          : Math.hypot(
              x - between(mark.x0, mark.x0 + mark.bend, mark.x1 - mark.bend, mark.x1, t),
              y - between(mark.y0, mark.y0, mark.y1, mark.y1, t),
            );
        if (away < least) {
          least = away;
          found = k;
        }
      }
    });
    return found;
  }

  canvas.addEventListener("pointerdown", (event) => {
    const found = nearest(event.offsetX, event.offsetY);
    if (found < 0) return;
    const from = event.clientX,
      value = session.network.theta[found];
    canvas.setPointerCapture(event.pointerId);
    drag(found);
    canvas.onpointermove = (moved) => {
      if (Math.abs(moved.clientX - from) > 2)
        drag(found, Math.round((value + (moved.clientX - from) / 40) * 100) / 100);
    };
  });
  for (const event of ["pointerup", "pointercancel"])
    canvas.addEventListener(event, () => {
      canvas.onpointermove = null;
    });

  return {
    lay,
    lines,
    follow,
    choose(k) {
      chosen = k;
    },
    names: () => marks.map(({ name }) => name),
  };
};
