// Two networks with nearly as many parameters learn from the same few digits, step by step: as figures/digits/few.py,
// with its numbers. A seed gives the same start and the same order again.
const digitTraining = (() => {
  const SIDE = 14,
    KERNELS = 8,
    HIDDEN = 14,
    BATCH = 20,
    RATE = 0.01,
    EPOCHS = 10,
    WEIGHTS = 1,
    ORDER = 2;
  const { convolution, dense, relu, pooling, network, adam } = convolutionLayers;

  function begun(seed) {
    const random = playground.random(seed, WEIGHTS),
      across = SIDE - 2,
      half = across / 2;
    function weights(layer, fan) {
      // uniform, as in Glorot and Bengio (2010)
      const { value } = layer.parameters[0],
        r = Math.sqrt(6 / fan);
      for (let k = 0; k < value.length; k += 1) value[k] = (2 * random.uniform() - 1) * r;
      return layer;
    }
    const first = weights(convolution(SIDE, KERNELS), 9 * (1 + KERNELS));
    const last = weights(dense(half * half * KERNELS, 10), half * half * KERNELS + 10);
    const hidden = weights(dense(SIDE * SIDE, HIDDEN), SIDE * SIDE + HIDDEN);
    return {
      cnn: network([first, relu(across * across * KERNELS), pooling(across, KERNELS), last]),
      dense: network([hidden, relu(HIDDEN), weights(dense(HIDDEN, 10), HIDDEN + 10)]),
    };
  }

  // Images as numbers from 0 to 1, and labels, from the arrays of the figure.
  function examples(numbers, name) {
    const {
        data,
        shape: [count],
      } = numbers[`digits.${name}`],
      levels = numbers.levels.data[0],
      size = SIDE * SIDE;
    const image = (k) => Float64Array.from(data.subarray(k * size, (k + 1) * size), (level) => level / levels);
    return { images: Array.from({ length: count }, (_, k) => image(k)), labels: numbers[`digits.${name}_labels`].data };
  }

  function session(numbers, seed) {
    const training = examples(numbers, "training"),
      unseen = examples(numbers, "unseen"),
      networks = begun(seed);
    const order = Int32Array.from(training.images.keys()),
      chance = playground.random(seed, ORDER);
    const updates = Object.values(networks).map(({ parameters }) => adam(parameters, RATE));
    const perEpoch = Math.ceil(order.length / BATCH);
    let step = 0;

    return {
      networks,
      perEpoch,
      steps: perEpoch * EPOCHS,
      get step() {
        return step;
      },
      advance() {
        const from = (step % perEpoch) * BATCH;
        if (from === 0) chance.shuffle(order);
        const rows = order.subarray(from, from + BATCH);
        for (const each of Object.values(networks))
          for (const row of rows) each.learn(training.images[row], training.labels[row], rows.length);
        for (const update of updates) update();
        step += 1;
      },
      // The share of unseen digits that each network reads rightly.
      measure() {
        const right = (each) =>
          unseen.images.filter((image, k) => {
            const z = each.of(image);
            return z.indexOf(Math.max(...z)) === unseen.labels[k];
          }).length;
        return Object.fromEntries(
          Object.entries(networks).map(([name, each]) => [name, right(each) / unseen.labels.length]),
        );
      },
    };
  }

  return { begun, session, SIDE, KERNELS, HIDDEN };
})();
