// Two arms of a spiral and three networks that learn them: what figures/index/from_line_to_spiral.py does, as it happens.
playground.spiral = (() => {
  const HIDDEN = [[], [3], [8, 8]],
    COUNT = 40,
    CORE = 4; // as there; the points at the core are left out
  const CHOSEN = {
    data: "own",
    activation: "tanh",
    output: "linear",
    loss: "cross_entropy",
    optimiser: "adam",
    rate: 0.02,
    batch: 0,
    l1: 0,
    l2: 0,
    dropout: 0,
    bits: 64,
  };

  // Arm by arm, from the core outwards: {x: first coordinates, then second ones, y: arms}.
  function points(turns) {
    const places = [],
      y = [];
    for (const arm of [0, 1])
      for (let k = CORE; k < COUNT; k += 1) {
        const radius = 0.1 + (0.9 * k) / (COUNT - 1),
          angle = 2 * Math.PI * (turns * radius + arm / 2);
        places.push([radius * Math.cos(angle), radius * Math.sin(angle)]);
        y.push(arm);
      }
    return {
      x: Float64Array.from([0, 1].flatMap((axis) => places.map((place) => place[axis]))),
      y: Float64Array.from(y),
    };
  }

  // Three networks with weights from this seed; what they learn may change on the way.
  function learners(seed, turns) {
    let learnt = points(turns);
    const order = Int32Array.from(learnt.y.keys());
    const networks = HIDDEN.map((hidden) => {
      const sizes = [2, ...hidden, 1],
        network = playground.network(sizes, { ...CHOSEN, seed });
      const chance = playground.random(seed, 3);
      for (const { n, m, w, b } of playground.layout(sizes).layers)
        for (let k = w; k < b; k += 1) network.theta[k] = (2 * chance.uniform() - 1) * Math.sqrt(6 / (n + m));
      network.learnFrom(learnt);
      return network;
    });
    const ask = (network, places) => network.look(places).at(-1);
    return {
      get points() {
        return learnt;
      },
      turn(to) {
        learnt = points(to);
        for (const network of networks) network.learnFrom(learnt);
      },
      learn(steps) {
        for (const network of networks)
          for (let k = 0; k < steps; k += 1) network.run(order, 0, order.length, order.length);
      },
      answers: (places) => networks.map((network) => ask(network, places)),
      right: () =>
        networks.map(
          (network) =>
            ask(network, learnt.x).reduce((sum, z, k) => sum + (z > 0 === (learnt.y[k] === 1)), 0) / order.length,
        ),
    };
  }

  // A square of side × side places from the upper left, row by row: {x: first coordinates, then second ones}.
  const grid = (side, reach) =>
    Float64Array.from({ length: 2 * side * side }, (_, k) => {
      const at = k % (side * side),
        step = (2 * reach) / (side - 1);
      return k < side * side ? (at % side) * step - reach : reach - Math.floor(at / side) * step;
    });

  // Where z is above 0, and the border of it, as paths in a square, with z taken as straight between places.
  function region(z, side, { x: left, y: top, width }) {
    const inside = (k) => z[k] > 0,
      text = (value) => Math.round(100 * value) / 100,
      unit = width / (side - 1);
    const at = (x, y) => `${text(left + x * unit)} ${text(top + y * unit)}`;
    let area = "",
      border = "";
    for (let y = 0; y + 1 < side; y += 1)
      for (let x = 0; x + 1 < side; x += 1) {
        const corner = y * side + x,
          round = [corner, corner + 1, corner + side + 1, corner + side];
        const count = round.filter(inside).length;
        if (count === 4) {
          // as many whole squares as there are in a row
          const from = x;
          while (x + 2 < side && inside(y * side + x + 2) && inside((y + 1) * side + x + 2)) x += 1;
          area += `M${at(from, y)}L${at(x + 1, y)}L${at(x + 1, y + 1)}L${at(from, y + 1)}z`;
        } else if (count) {
          const places = [
              [x, y],
              [x + 1, y],
              [x + 1, y + 1],
              [x, y + 1],
            ],
            ends = [],
            shape = [];
          round.forEach((k, i) => {
            const j = (i + 1) % 4,
              [a, b] = places[i],
              [c, d] = places[j],
              share = z[k] / (z[k] - z[round[j]]);
            if (inside(k)) shape.push(at(a, b));
            if (inside(k) === inside(round[j])) return;
            const end = at(a + share * (c - a), b + share * (d - b));
            shape.push(end);
            ends.push({ end, leaves: inside(k) });
          });
          area += `M${shape.join("L")}z`;
          ends.forEach(({ end, leaves }, i) => {
            if (leaves) border += `M${end}L${ends[(i + 1) % ends.length].end}`;
          });
        }
      }
    return { area, border };
  }

  return { points, learners, grid, region };
})();
