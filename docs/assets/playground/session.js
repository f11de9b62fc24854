// One run: its settings, its steps, and what the reader changes on the way. As figures/playground/training.py.
playground.standard = {
  data: "xor",
  points: 200,
  noise: 20,
  train: 50,
  sample: 1,
  own: [],
  hidden: [4, 2],
  activation: "tanh",
  output: "linear",
  loss: "cross_entropy",
  optimiser: "sgd",
  rate: 0.1,
  batch: 10,
  l1: 0,
  l2: 0,
  dropout: 0,
  start: "random",
  seed: 1,
  bits: 32,
  steps: 0,
  changes: [],
  stop: "never",
  limit: 100, // where the page stops by itself
};

playground.session = (settings, engines = [playground.network]) => {
  const start = { ...playground.standard, ...settings },
    chosen = { ...start },
    Real = chosen.bits === 32 ? Float32Array : Float64Array;
  const classes = chosen.data !== "sine",
    inputs = classes ? 2 : 1,
    sizes = [inputs, ...chosen.hidden, 1];
  const [train, test] = playground.split(playground.examples(chosen), chosen.train);
  const sets = { train: playground.columns(train, inputs, Real), test: playground.columns(test, inputs, Real) };
  const network = engines.map((make) => make(sizes, chosen)).find(Boolean);
  const { layers } = playground.layout(sizes),
    chance = playground.random(chosen.seed, 4);
  const { bends } = playground.arithmetic((x) => x),
    signed = playground.isSigned(chosen);
  const order = Int32Array.from(train.keys());
  const perEpoch = Math.max(1, Math.ceil(order.length / chosen.batch));
  let step = 0,
    next = 0;

  function begin() {
    const draw = playground.random(chosen.seed, 3);
    for (const { n, m, w, b } of layers) {
      const reach = Math.sqrt(6 / (n + m));
      for (let k = w; k < b; k += 1)
        network.theta[k] =
          chosen.start === "random" ? (2 * draw.uniform() - 1) * reach : chosen.start === "equal" ? 0.5 : 0;
    }
    network.learnFrom(sets.train);
  }

  function apply(name, value) {
    const [kind, place] = name.split(".");
    if (kind === "weight") network.theta[place] = value;
    else if (kind === "free") network.free[place] = value;
    else chosen[name] = value;
  }

  const due = () => {
    for (const [at, name, value] of start.changes) if (at === step) apply(name, value);
  };

  // So many updates. What is to be changed on the way cuts them in pieces, as the ends of epochs do.
  function advance(steps) {
    if (!order.length) return;
    const end = step + steps,
      { batch } = chosen,
      marks = start.changes.map(([at]) => at).filter((at) => at > step && at <= end);
    for (const mark of [...new Set([...marks, end])].sort((a, b) => a - b)) {
      while (step < mark) {
        if (next === 0) chance.shuffle(order);
        const count = Math.min(mark - step, Math.ceil((order.length - next) / batch));
        const until = Math.min(order.length, next + count * batch);
        network.run(order, next, until, batch);
        step += count;
        next = until < order.length ? until : 0;
      }
      if (mark > 0) due();
    }
  }

  // The loss on some examples, without penalties, and how many of them are right; in 64 bits.
  function measure({ x, y }) {
    const z = network.look(x)[sizes.length - 1];
    const sure = chosen.loss === "quadratic" && chosen.output === "softmax"; // says 1 whatever z is
    let total = 0,
      right = 0;
    for (let k = 0; k < y.length; k += 1) {
      const t = signed ? 2 * y[k] - 1 : y[k];
      if (chosen.loss === "cross_entropy") {
        const margin = (2 * t - 1) * z[k];
        total += Math.max(-margin, 0) + playground.logOfOnePlus(playground.exponential(-Math.abs(margin)));
      } else if (chosen.loss === "hinge") total += Math.max(1 - t * z[k], 0);
      else total += (bends[chosen.output].value(z[k]) - t) ** 2;
      if (classes && (sure || z[k] >= 0) === (y[k] === 1)) right += 1;
    }
    return { loss: total / Math.max(1, y.length), right, count: y.length };
  }

  // A link from elsewhere may name a parameter that this network does not have.
  start.changes = start.changes.filter(([, name]) => !(Number(name.split(".")[1]) >= network.theta.length));
  begin();
  due();
  return {
    settings: chosen,
    network,
    sizes,
    layers,
    classes,
    train,
    test,
    sets,
    advance,
    get step() {
      return step;
    },
    get epoch() {
      return Math.floor(step / perEpoch);
    },
    perEpoch,
    // What the reader changes now is done, and kept for those who run it again.
    change(name, value) {
      const last = start.changes[start.changes.length - 1],
        again = last && last[0] === step && last[1] === name;
      start.changes = [...(again ? start.changes.slice(0, -1) : start.changes), [step, name, value]];
      apply(name, value);
    },
    // What changes nothing in the run itself.
    setUp(name, value) {
      start[name] = chosen[name] = value;
    },
    // What makes the same run again, here and in Python.
    recipe: () => ({ ...start, steps: step }),
    measure: () => ({ train: measure(sets.train), test: measure(sets.test) }),
  };
};
