// The reader's own points: put on the square by hand, or taken from a table.
playground.ownPoints = (form, { now, put }) => {
  const find = (selector) => form.querySelector(selector),
    { REACH } = playground.painting,
    MOST = 500;
  const box = find(".pg-own"),
    square = find(".pg-surface"),
    table = find(".pg-table"),
    answer = find(".pg-answer");
  const rounded = (x) => Math.round(x * 1000) / 1000;

  // The points of a table. Throws a sentence that names the first row which is none.
  function parse(text) {
    const rows = text
      .split(/\r?\n/)
      .map((row, k) => ({ row, cells: row.trim().split(/\s*[,;\t]\s*|\s+/), number: k + 1 }))
      .filter(({ row }) => row.trim());
    if (rows[0]?.cells.every((cell) => Number.isNaN(Number(cell)))) rows.shift(); // a heading
    const points = rows.map(({ row, cells, number }) => {
      const point = cells.map(Number);
      if (cells.length !== 3 || !point.every(Number.isFinite) || ![0, 1].includes(point[2]))
        throw new Error(`Row ${number}: expected two numbers and a class 0 or 1, got “${row.trim().slice(0, 40)}”.`);
      return point;
    });
    if (!points.length) throw new Error("The table is empty: expected a row for each point, such as 0.5, -1.2, 1.");
    if (points.length > MOST)
      throw new Error(`The table has ${points.length} points; at most ${MOST} fit into a link.`);
    return points;
  }

  // Points that do not fit on the square are moved and stretched; what was done is said.
  function fitted(points) {
    if (points.every(([x1, x2]) => Math.max(Math.abs(x1), Math.abs(x2)) <= REACH))
      return [points, `${points.length} points.`];
    const scales = [0, 1].map((c) => {
      const values = points.map((point) => point[c]),
        low = Math.min(...values),
        high = Math.max(...values);
      return { middle: (low + high) / 2, half: (high - low) / 2 || 1 };
    });
    const moved = points.map((point) => [
      ...scales.map(({ middle, half }, c) => rounded(((point[c] - middle) / half) * 0.9 * REACH)),
      point[2],
    ]);
    const words = scales.map(
      ({ middle, half }, c) => `x${"₁₂"[c]} is (value − ${rounded(middle)}) × ${rounded((0.9 * REACH) / half)}`,
    );
    return [moved, `${points.length} points, moved and stretched to fit: ${words.join(", ")}.`];
  }

  function use(text) {
    try {
      const [points, words] = fitted(parse(text));
      answer.textContent = words;
      put(points);
    } catch (error) {
      answer.textContent = error.message;
    }
  }

  square.addEventListener("click", (event) => {
    const { settings } = now();
    if (!box.open && settings.data !== "own") return;
    const { left, top, width, height } = square.getBoundingClientRect();
    const x1 = rounded(REACH * ((2 * (event.clientX - left)) / width - 1)),
      x2 = rounded(REACH * (1 - (2 * (event.clientY - top)) / height));
    const points = settings.data === "own" ? settings.own : [];
    const away = points.length
      ? playground.placed(settings).map((point) => Math.hypot(point[0] - x1, point[1] - x2))
      : [];
    const nearest = away.indexOf(Math.min(...away)),
      near = away[nearest] < 0.1 ? nearest : -1; // where it is shown, with its noise
    const kind = Number(find("[name=kind]:checked").value);
    put(near < 0 ? [...points, [x1, x2, kind]].slice(0, MOST) : points.filter((_, k) => k !== near));
  });

  find(".pg-file").addEventListener("change", async ({ target }) => {
    if (target.files[0]) use(await target.files[0].text());
  });

  return {
    use: () => use(table.value),
    adopt() {
      const { train, test, classes } = now();
      if (!classes) {
        answer.textContent = "A curve has no classes: start from other examples.";
        put([[0, 0, 1]]);
        return;
      }
      put([...train, ...test].slice(0, MOST).map(([x1, x2, y]) => [rounded(x1), rounded(x2), y]));
    },
    show(points) {
      table.value = points.map((point) => point.join(", ")).join("\n");
    },
  };
};
