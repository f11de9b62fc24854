// A mark of a drawing as what can be led: a point, a line or a shape; and how far one is from where it is wanted.
const figureOutlines = (() => {
  const value = (text, name) => new RegExp(` ${name}="([^"]*)"`).exec(text)?.[1];

  // The corners of an outline; those of a drawing have straight sides.
  function corners(outline) {
    const found = [];
    for (const [, sign, numbers] of outline.matchAll(/([MLl])([^MLlz]*)/g)) {
      const each = numbers.match(/-?[\d.]+/g).map(Number);
      for (let k = 0; k < each.length; k += 2) {
        const [x, y] = sign === "l" ? found.at(-1) : [0, 0];
        found.push([x + each[k], y + each[k + 1]]);
      }
    }
    return found;
  }

  function nearOn([px, py], [ax, ay], [bx, by]) {
    const [x, y] = [bx - ax, by - ay],
      length = x * x + y * y;
    const along = length ? Math.min(1, Math.max(0, ((px - ax) * x + (py - ay) * y) / length)) : 0;
    return Math.hypot(px - ax - along * x, py - ay - along * y);
  }

  // Places of a shape by which it can be led: its middle, and the middle of each side.
  function leads(points) {
    const sides = points.slice(1).map(([x, y], k) => [(x + points[k][0]) / 2, (y + points[k][1]) / 2]);
    const middle = [0, 1].map((axis) => {
      const all = points.map((point) => point[axis]);
      return (Math.min(...all) + Math.max(...all)) / 2;
    });
    return [middle, ...sides];
  }

  function state(text) {
    if (!text) return null;
    if (text.startsWith("<use"))
      return { kind: "point", points: [[Number(value(text, "x") ?? 0), Number(value(text, "y") ?? 0)]] };
    const outline = value(text, "d"),
      points = corners(outline ?? "");
    if (!points.length) return null;
    return text.includes('fill="none"') && !outline.endsWith("z")
      ? { kind: "line", points, outline }
      : { kind: "shape", points: leads(points), outline };
  }

  // How far a mark in a state is from where the pointer, which took it `at` in the state `from`, wants it.
  function measure(states, from, at) {
    if (from.kind === "line") {
      return (each, to) => Math.min(...each.points.slice(1).map((point, k) => nearOn(to, each.points[k], point)));
    }
    // A shape that has shrunk to a line has other sides, all of them where its middle is.
    const lead = ({ points }, k) => (points.length === from.points.length ? points[k] : points[0]);
    const far = from.points.map(([x, y], k) =>
      states.reduce((sum, each) => {
        const [u, v] = lead(each, k);
        return sum + Math.hypot(u - x, v - y);
      }, 0),
    );
    const by = far.reduce((best, sum, k) => (sum > far[best] * 1.05 ? k : best), 0),
      [x, y] = from.points[by];
    return (each, to) => {
      const [u, v] = lead(each, by);
      return Math.hypot(u - x - to[0] + at[0], v - y - to[1] + at[1]);
    };
  }

  return { value, state, measure };
})();
