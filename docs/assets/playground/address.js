// The state of the playground as a query of its address, and back: only what is not as usual, in words that can be read.
playground.address = (() => {
  const standard = playground.standard,
    PLACE = /^(weight|free)\.\d+$/;
  const names = Object.keys(standard).filter((name) => !["own", "changes"].includes(name));
  const CHOICES = {
    data: ["xor", "circle", "gaussians", "moons", "spiral", "sine", "own"],
    activation: ["tanh", "relu", "leaky_relu", "sigmoid", "sine", "step", "linear"],
    output: ["linear", "sigmoid", "tanh", "softmax"],
    loss: ["cross_entropy", "quadratic", "hinge"],
    optimiser: ["sgd", "momentum", "rmsprop", "adam"],
    start: ["random", "equal", "zero"],
    bits: [32, 64],
    stop: ["never", "epochs", "loss", "right", "patience"],
  };
  const LIMITS = {
    points: [1, 2000],
    noise: [0, 200],
    train: [1, 100],
    sample: [0, 999999],
    seed: [0, 999999],
    rate: [0, 1000],
    batch: [1, 2000],
    l1: [0, 10],
    l2: [0, 10],
    dropout: [0, 95],
    steps: [0, 1000000],
    limit: [0, 1000000],
  };
  const LIVE = ["rate", "l1", "l2"]; // what may change while a run goes on
  const MOST = 500,
    FAR = 100,
    OFTEN = 20,
    SOON = 400; // own points and how far off; writes in a row, milliseconds
  const WHOLE = ["points", "sample", "seed", "batch", "steps"];

  const numbers = (text) => text.split(",").map(Number),
    sizesOf = (text) => (text.match(/[^\s,;]+/g) ?? []).map(Number),
    DEEPEST = 6,
    WIDEST = 12;
  const isPoint = ([x1, x2, kind]) => Math.max(Math.abs(x1), Math.abs(x2)) <= FAR && (kind === 0 || kind === 1);

  // A weight that numbers of 32 bits can hold; undefined where a text stands for none.
  const weight = (text) =>
    text.trim() !== "" && Number.isFinite(Math.fround(Number(text))) ? Number(text) : undefined;

  // What was changed in a run, from `step:name:value`; null where that is nonsense.
  function change(text) {
    const [at, name, value = ""] = text.split(":");
    const to = LIVE.includes(name)
      ? read(name, value)
      : !PLACE.test(name)
        ? undefined
        : name.startsWith("weight")
          ? weight(value)
          : { 0: 0, 1: 1 }[value];
    return /^\d+$/.test(at) && to !== undefined ? [Number(at), name, to] : null;
  }

  // The value that a text stands for; undefined where it stands for none.
  function read(name, text) {
    if (CHOICES[name]) return CHOICES[name].find((choice) => String(choice) === text);
    if (name === "hidden") {
      const sizes = sizesOf(text),
        fits = sizes.every((n) => Number.isInteger(n) && n > 0 && n <= WIDEST);
      return sizes.length <= DEEPEST && fits ? sizes : undefined;
    }
    const value = Number(text),
      [least, most] = LIMITS[name];
    if (text.trim() === "" || !(value >= least && value <= most)) return undefined;
    return WHOLE.includes(name) && !Number.isInteger(value) ? undefined : value;
  }

  // What comes next to it where a text asks for too much or too little.
  function nearest(name, text) {
    const within = (value, least, most, whole) => Math.min(most, Math.max(least, whole ? Math.round(value) : value));
    if (CHOICES[name] || text.trim() === "") return text;
    if (name === "hidden")
      return sizesOf(text)
        .slice(0, DEEPEST)
        .map((n) => within(n, 1, WIDEST, true))
        .join();
    return String(within(Number(text), ...LIMITS[name], WHOLE.includes(name)));
  }

  function expected(name) {
    if (name === "hidden") return `up to ${DEEPEST} whole numbers from 1 to ${WIDEST}, such as 4, 2`;
    return `a ${WHOLE.includes(name) ? "whole number" : "number"} from ${LIMITS[name].join(" to ")}`;
  }

  function parse(query) {
    const asked = new URLSearchParams(query),
      settings = {};
    for (const name of names) {
      const value = asked.has(name) ? read(name, asked.get(name)) : undefined;
      if (value !== undefined) settings[name] = value;
    }
    if (asked.has("own")) settings.own = asked.get("own").split(";").map(numbers).filter(isPoint).slice(0, MOST);
    if (asked.has("changes")) settings.changes = asked.get("changes").split(";").map(change).filter(Boolean);
    if (settings.data === "sine") settings.loss = "quadratic"; // a curve has no classes
    return settings;
  }

  function query(settings) {
    const parts = names
      .filter((name) => String(settings[name]) !== String(standard[name]))
      .map((name) => `${name}=${settings[name]}`);
    if (settings.data === "own") parts.push(`own=${settings.own.map((point) => point.join()).join(";")}`);
    if (settings.changes.length) parts.push(`changes=${settings.changes.map((change) => change.join(":")).join(";")}`);
    return parts.join("&");
  }

  // Browsers refuse hundreds of writes in a few seconds, as dragging makes them: of many the last is written.
  let late = 0,
    inRow = 0,
    kept = -SOON,
    write = () => {};
  function keep(state) {
    write = () => {
      late = 0;
      history.replaceState(null, "", state ? `?${state}${location.hash}` : location.pathname + location.hash);
    };
    inRow = performance.now() - kept < SOON ? inRow + 1 : 0;
    kept = performance.now();
    clearTimeout(late);
    if (inRow < OFTEN) write();
    else late = setTimeout(write, SOON);
  }
  const catchUp = () => late && write();

  return { read, nearest, expected, weight, parse, query, keep, catchUp, LIVE };
})();
