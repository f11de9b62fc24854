// The loss over the epochs: training drawn through, test dashed, each named at its end.
playground.chart = (canvas) => {
  const { painting } = playground,
    MOST = 600;
  let seen = [];

  function add(epoch, { train, test }) {
    seen.push({
      epoch,
      train: train.loss,
      test: test.count ? test.loss : NaN,
      right: train.right,
      testRight: test.right,
    });
    if (seen.length > MOST) seen = seen.filter((_, k) => k % 2 === 0 || k === seen.length - 1);
  }

  function draw() {
    const { width, height } = painting.fit(canvas),
      context = canvas.getContext("2d"),
      low = height - 16,
      right = width - 52;
    const last = seen[seen.length - 1];
    const values = seen.flatMap(({ train, test }) => [train, test]).filter(Number.isFinite);
    const most = Math.max(1e-9, ...values),
      span = Math.max(1, last?.epoch ?? 1);
    const top = (value) => low - Math.min(1, value / most) * (low - 14);
    context.clearRect(0, 0, width, height);
    context.font = painting.font();
    context.fillStyle = context.strokeStyle = painting.stroke("muted");
    context.lineWidth = 1;
    context.setLineDash([]);
    context.beginPath();
    context.moveTo(0, low + 0.5);
    context.lineTo(right, low + 0.5);
    context.stroke();
    context.fillText(most.toPrecision(2), 0, 10);
    context.fillText("0", 0, height - 3);
    context.textAlign = "right";
    context.fillText(`epoch ${last?.epoch ?? 0}`, right, height - 3);
    context.textAlign = "left";
    const ends = [];
    for (const [name, colour, dash] of [
      ["test", "muted", [4, 3]],
      ["training", "ink", []],
    ]) {
      const key = name === "test" ? "test" : "train";
      context.strokeStyle = painting.stroke(colour);
      context.lineWidth = 1.6;
      context.setLineDash(dash);
      context.beginPath();
      for (const point of seen)
        if (Number.isFinite(point[key])) context.lineTo((point.epoch / span) * right, top(point[key]));
      context.stroke();
      if (last && Number.isFinite(last[key])) ends.push({ name, colour, place: top(last[key]) + 4 });
    }
    if (ends.length === 2 && Math.abs(ends[0].place - ends[1].place) < 12) {
      const [upper, lower] = ends[0].place < ends[1].place ? ends : [ends[1], ends[0]],
        middle = (upper.place + lower.place) / 2;
      [upper.place, lower.place] = [middle - 6, middle + 6];
    }
    for (const { name, colour, place } of ends) {
      context.fillStyle = painting.stroke(colour);
      context.fillText(name, right + 5, Math.min(height - 4, Math.max(10, place)));
    }
  }

  return {
    add,
    draw,
    forget() {
      seen = [];
    },
    rows: () => seen,
  };
};
