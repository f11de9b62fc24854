// Dense layers, forward and backward, in plain JavaScript: the reference, and what serves where WebAssembly does not.
// As figures/playground/network.py: all parameters lie in one row, a layer's weights input by input, then its biases.
// Numbers of examples lie unit by unit, [unit][example]; `r` rounds to the precision after every operation.
playground.layout = (sizes) => {
  const layers = [];
  let at = 0;
  for (let l = 0; l + 1 < sizes.length; l += 1) {
    const [n, m] = [sizes[l], sizes[l + 1]];
    layers.push({ n, m, w: at, b: at + n * m });
    at += n * m + m;
  }
  return { layers, count: at };
};

// What the output is compared with: y, or for classes −1 and 1 where the output can be negative.
playground.isSigned = ({ loss, output, data }) =>
  data !== "sine" && (loss === "hinge" || (loss === "quadratic" && ["linear", "tanh"].includes(output)));

playground.network = (sizes, chosen) => {
  const r = playground.rounding(chosen.bits),
    Real = chosen.bits === 32 ? Float32Array : Float64Array;
  const { logistic, bends } = playground.arithmetic(r),
    { layers, count } = playground.layout(sizes);
  const theta = new Real(count),
    free = new Real(count).fill(1),
    gradient = new Real(count),
    lanes = new Real(4);
  const optimiser = playground.optimiser(theta, free, gradient, layers, chosen, r);
  const bend = bends[chosen.activation],
    signed = playground.isSigned(chosen);
  const dropped = playground.random(chosen.seed, 5);
  let kept = { rows: 0 },
    x,
    y;

  function room(rows) {
    if (kept.rows === rows) return kept;
    const each = () => sizes.map((size) => new Real(size * rows));
    return { rows, a: each(), slopes: each(), deltas: each() };
  }

  function forward({ rows, a, slopes }, dropout) {
    layers.forEach(({ n, m, w, b }, l) => {
      const from = a[l],
        to = a[l + 1],
        slope = slopes?.[l + 1],
        last = l + 1 === layers.length;
      for (let j = 0; j < m; j += 1)
        for (let row = 0; row < rows; row += 1) {
          let z = theta[b + j];
          for (let i = 0; i < n; i += 1) z = r(z + r(from[i * rows + row] * theta[w + i * m + j]));
          const value = last ? z : bend.value(z);
          to[j * rows + row] = value;
          if (slope && !last) slope[j * rows + row] = bend.slope(z, value);
        }
      if (dropout && !last) leaveOut(to, slope, dropout / 100);
    });
  }

  // 0 with the probability p, else 1 / (1 − p), drawn unit by unit.
  function leaveOut(a, slope, p) {
    const more = r(1 / (1 - p));
    for (let k = 0; k < a.length; k += 1) {
      const mask = dropped.uniform() >= p ? more : 0;
      a[k] *= mask;
      slope[k] *= mask;
    }
  }

  // δ = ∂L/∂z of the output for one example.
  function error(z, target, rows) {
    const t = signed ? r(r(2 * target) - 1) : target;
    if (chosen.loss === "cross_entropy") return r(r(logistic(z) - t) / rows);
    if (chosen.loss === "hinge") return r(t * z) < 1 ? r(-t / rows) : 0;
    const { value, slope } = bends[chosen.output],
      a = value(z);
    return r(r(r(2 * r(a - t)) / rows) * slope(z, a));
  }

  // Sums over examples run in four lanes, as in a processor that takes four numbers at a time.
  const total = () => r(r(lanes[0] + lanes[1]) + r(lanes[2] + lanes[3]));

  function backward({ rows, a, slopes, deltas }) {
    for (let l = layers.length - 1; l >= 0; l -= 1) {
      const { n, m, w, b } = layers[l],
        delta = deltas[l + 1],
        from = a[l];
      for (let j = 0; j < m; j += 1) {
        lanes.fill(0);
        for (let row = 0; row < rows; row += 1) lanes[row & 3] = r(lanes[row & 3] + delta[j * rows + row]);
        gradient[b + j] = total();
        for (let i = 0; i < n; i += 1) {
          lanes.fill(0);
          for (let row = 0; row < rows; row += 1)
            lanes[row & 3] = r(lanes[row & 3] + r(from[i * rows + row] * delta[j * rows + row]));
          gradient[w + i * m + j] = total();
        }
      }
      if (l === 0) continue;
      for (let i = 0; i < n; i += 1)
        for (let row = 0; row < rows; row += 1) {
          let sum = 0;
          for (let j = 0; j < m; j += 1) sum = r(sum + r(delta[j * rows + row] * theta[w + i * m + j]));
          deltas[l][i * rows + row] = r(sum * slopes[l][i * rows + row]);
        }
    }
  }

  function update(rows) {
    const place = (kept = room(rows.length)),
      size = y.length,
      z = place.a[layers.length],
      delta = place.deltas[layers.length];
    for (let i = 0; i < sizes[0]; i += 1)
      rows.forEach((row, k) => {
        place.a[0][i * rows.length + k] = x[i * size + row];
      });
    forward(place, chosen.dropout);
    rows.forEach((row, k) => {
      delta[k] = error(z[k], y[row], rows.length);
    });
    backward(place);
    optimiser();
  }

  return {
    name: "JavaScript",
    theta,
    free,
    learnFrom(examples) {
      ({ x, y } = examples);
    },
    // Updates on the rows order[from … until], a batch at a time.
    run(order, from, until, batch) {
      for (let k = from; k < until; k += batch) update(order.subarray(k, Math.min(k + batch, until)));
    },
    // What every unit answers at these places: an array for each layer, inputs first, z of the output last.
    look(places) {
      const rows = places.length / sizes[0],
        place = { rows, a: sizes.map((size) => new Real(size * rows)) };
      place.a[0].set(places);
      forward(place, 0);
      return place.a;
    },
  };
};
