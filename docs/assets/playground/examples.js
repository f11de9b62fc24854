// Points to learn from, as [x₁, x₂, class] or, on a curve, [x, 0, value]: the same as figures/playground/examples.py makes.
(() => {
  const TWO_PI = 6.283185307179586,
    { sine, cosine } = playground.arithmetic((x) => x);

  const kinds = {
    xor(i) {
      const x1 = [1, 2].includes(i % 4) ? 1 : -1,
        x2 = [2, 3].includes(i % 4) ? 1 : -1;
      return [x1, x2, x1 === x2 ? 0 : 1];
    },
    circle(i, count, chance) {
      const [low, high] = i % 2 ? [0, 0.8] : [1.2, 1.8];
      const radius = Math.sqrt(low * low + chance.uniform() * (high * high - low * low)),
        angle = TWO_PI * chance.uniform();
      return [radius * cosine(angle), radius * sine(angle), i % 2];
    },
    gaussians(i, count, chance) {
      const centre = i % 2 ? 0.9 : -0.9,
        x1 = centre + 0.5 * chance.normal();
      return [x1, centre + 0.5 * chance.normal(), i % 2];
    },
    moons(i, count, chance) {
      const angle = (TWO_PI / 2) * chance.uniform(),
        c = cosine(angle),
        s = sine(angle);
      return i % 2 ? [1.1 * (0.5 - c), 1.1 * (0.25 - s), 1] : [1.1 * (c - 0.5), 1.1 * (s - 0.25), 0];
    },
    spiral(i, count) {
      const part = Math.floor(i / 2) / Math.max(1, Math.floor((count + 1) / 2) - 1),
        radius = 0.15 + 1.65 * part;
      const angle = TWO_PI * part + (TWO_PI / 2) * (i % 2);
      return [radius * cosine(angle), radius * sine(angle), i % 2];
    },
    sine(i, count, chance) {
      const x = (TWO_PI / 2) * (2 * chance.uniform() - 1);
      return [x, 0, sine(x)];
    },
  };

  // One's own points have their noise by where they are, so that none moves when another is taken away.
  function byPlace(sample) {
    const chances = new Map(),
      at = (x) => Math.floor(1000 * x + 0.5);
    return ([x1, x2, y]) => {
      const stream = (Math.imul(at(x1), 7919) + Math.imul(at(x2), 104729) + 16 + y) | 0;
      if (!chances.has(stream)) chances.set(stream, playground.random(sample, stream));
      return chances.get(stream);
    };
  }

  // `count` points, or one's own, with normal noise of this standard deviation; the chance goes on after them.
  playground.placed = ({ data, points, noise, sample, own }, jitter = playground.random(sample, 2)) => {
    const chance = playground.random(sample, 1),
      sd = noise / 100,
      made = [],
      chanceOf = byPlace(sample);
    const count = data === "own" ? own.length : points;
    for (let i = 0; i < count; i += 1) {
      const [x1, x2, y] = data === "own" ? own[i] : kinds[data](i, count, chance);
      const moved = data === "own" ? chanceOf(own[i]) : jitter,
        first = sd * moved.normal(),
        second = sd * moved.normal();
      made.push(data === "sine" ? [x1, x2, y + first] : [x1 + first, x2 + second, y]);
    }
    return made;
  };

  // The same in random order.
  playground.examples = (settings) => {
    const jitter = playground.random(settings.sample, 2),
      made = playground.placed(settings, jitter);
    const order = Int32Array.from(made.keys());
    jitter.shuffle(order);
    return Array.from(order, (i) => made[i]);
  };

  // The first points for training, at least one, the others to test with; `share` in per cent.
  playground.split = (points, share) => {
    const count = Math.max(1, Math.floor((points.length * share) / 100 + 0.5));
    return [points.slice(0, count), points.slice(count)];
  };

  // x as [input][example] and y, in a precision.
  playground.columns = (points, inputs, Real) => ({
    x: Real.from(Array.from({ length: inputs }, (_, i) => points.map((point) => point[i])).flat()),
    y: Real.from(points, (point) => point[2]),
  });
})();
