// One engine at work on a spiral: the playground's "javascript" or "wasm", or TensorFlow Playground's nn.ts, which is given
// as a module. The same in Node and in a page, with the playground's scripts before it.
globalThis.engineAtWork = async (playground, engine, hidden, nn) => {
  const SIDE = 100,
    BATCH = 10,
    RATE = 0.03;
  const settings = {
    data: "spiral",
    points: 500,
    train: 100,
    hidden,
    loss: "quadratic",
    output: "tanh",
    rate: RATE,
    batch: BATCH,
  };
  await playground.ready;
  if (!nn) {
    const session = playground.session(settings, [playground[engine === "wasm" ? "wasm" : "network"]]);
    const places = Float32Array.from(
      { length: 2 * SIDE * SIDE },
      (_, k) => (k < SIDE * SIDE ? k % SIDE : k / SIDE - SIDE) / 25 - 2,
    );
    return {
      steps: 500 / BATCH,
      epoch: () => session.advance(session.perEpoch),
      surface: () => session.network.look(places),
      loss: () => session.measure().train.loss,
      name: session.network.name,
    };
  }
  const tanh = nn.Activations.TANH,
    points = playground.examples({ ...playground.standard, ...settings });
  const data = points.map(([x1, x2, y]) => ({ x: [x1, x2], y: 2 * y - 1 }));
  const network = nn.buildNetwork([2, ...hidden, 1], tanh, tanh, null, ["x", "y"], false);
  return {
    name: "nn.ts",
    steps: 500 / BATCH,
    epoch() {
      data.forEach(({ x, y }, k) => {
        nn.forwardProp(network, x);
        nn.backProp(network, y, nn.Errors.SQUARE);
        if ((k + 1) % BATCH === 0) nn.updateWeights(network, RATE, 0);
      });
    },
    surface() {
      const answers = [];
      for (let k = 0; k < SIDE * SIDE; k += 1) {
        nn.forwardProp(network, [(k % SIDE) / 25 - 2, 2 - Math.floor(k / SIDE) / 25]);
        nn.forEachNode(network, true, (node) => {
          answers[k] = node.output;
        });
      }
    },
    loss: () => data.reduce((sum, { x, y }) => sum + (nn.forwardProp(network, x) - y) ** 2, 0) / data.length,
  };
};
