// The state of the playground as a query of its address, and back: only what is not as usual, in words that can be read.
playground.address = (() => {
  const standard = playground.standard, BIAS = /^(weight|free)\.\d+$/;
  const names = Object.keys(standard).filter((name) => !["own", "changes"].includes(name));
  const CHOICES = {
    data: ["xor", "circle", "gaussians", "moons", "spiral", "sine", "own"],
    activation: ["tanh", "relu", "leaky_relu", "sigmoid", "sine", "step", "linear"],
    output: ["linear", "sigmoid", "tanh", "softmax"], loss: ["cross_entropy", "quadratic", "hinge"],
    optimiser: ["sgd", "momentum", "rmsprop", "adam"], start: ["random", "equal", "zero"], bits: [32, 64],
    stop: ["never", "epochs", "loss", "right", "patience"],
  };
  const LIMITS = {
    points: [1, 2000], noise: [0, 200], train: [1, 100], sample: [0, 999999], seed: [0, 999999], rate: [0, 1000],
    batch: [1, 2000], l1: [0, 10], l2: [0, 10], dropout: [0, 95], steps: [0, 1000000], limit: [0, 1000000],
  };
  const WHOLE = ["points", "sample", "seed", "batch", "steps"];

  const numbers = (text) => text.split(",").map(Number);
  const finite = (list, length) => list.length === length && list.every(Number.isFinite);

  // The value that a text stands for; undefined where it stands for none.
  function read(name, text) {
    if (CHOICES[name]) return CHOICES[name].find((choice) => String(choice) === text);
    if (name === "hidden") {
      const sizes = text.trim() === "" ? [] : numbers(text);
      return sizes.length <= 6 && sizes.every((n) => Number.isInteger(n) && n > 0 && n <= 12) ? sizes : undefined;
    }
    const value = Number(text), [least, most] = LIMITS[name];
    if (text.trim() === "" || !(value >= least && value <= most)) return undefined;
    return WHOLE.includes(name) && !Number.isInteger(value) ? undefined : value;
  }

  function parse(query) {
    const asked = new URLSearchParams(query), settings = {};
    for (const name of names) {
      const value = asked.has(name) ? read(name, asked.get(name)) : undefined;
      if (value !== undefined) settings[name] = value;
    }
    if (asked.has("own")) settings.own = asked.get("own").split(";").map(numbers).filter((point) => finite(point, 3));
    if (asked.has("changes"))
      settings.changes = asked.get("changes").split(";").map((text) => text.split(":")).filter(([at, name, value]) =>
        /^\d+$/.test(at) && (BIAS.test(name) || name in LIMITS) && Number.isFinite(Number(value)))
        .map(([at, name, value]) => [Number(at), name, Number(value)]);
    return settings;
  }

  function query(settings) {
    const parts = names.filter((name) => String(settings[name]) !== String(standard[name]))
      .map((name) => `${name}=${settings[name]}`);
    if (settings.data === "own") parts.push(`own=${settings.own.map((point) => point.join()).join(";")}`);
    if (settings.changes.length) parts.push(`changes=${settings.changes.map((change) => change.join(":")).join(";")}`);
    return parts.join("&");
  }

  return { read, parse, query };
})();
