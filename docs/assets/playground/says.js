// One sentence on what a unit answers to, from its answers at the training examples.
playground.says = (session, l, i) => {
  const {
      sets: {
        train: { x, y },
      },
      network,
      sizes,
      layers,
      classes,
      settings,
    } = session,
    count = y.length;
  const last = sizes.length - 1,
    numbers = network.look(x)[l].slice(i * count, (i + 1) * count);
  const low = Math.min(...numbers),
    high = Math.max(...numbers),
    round = (value) => value.toFixed(2).replace("-", "−");
  if (l === 0) return "An input: it is as it comes.";
  if (high - low < 1e-6) return `It answers ${round(low)} at every training example, and so tells nothing.`;
  if (!classes) {
    const at = (value) => round(x[numbers.indexOf(value)]);
    return `It is least, ${round(low)}, at x = ${at(low)}, and largest, ${round(high)}, at x = ${at(high)}.`;
  }
  const middle = l < last && ["sigmoid", "step"].includes(settings.activation) ? 0.5 : 0;
  const above = [0, 1].map((kind) => {
    const own = [...numbers.keys()].filter((k) => y[k] === kind);
    return `${own.filter((k) => numbers[k] > middle).length} of ${own.length} of class ${kind}`;
  });
  const told = `It answers more than ${middle || "0"} at ${above[1]} and at ${above[0]}.`;
  if (l > 1) return told;
  const { m, w, b } = layers[0],
    [w1, w2, bias] = [w + i, w + m + i, b + i].map((k) => network.theta[k]);
  const term = (value, name) => `${value < 0 ? " − " : " + "}${Math.abs(value).toFixed(2)}${name}`;
  return `${told} Its z is 0 on the line ${round(w1)} x₁${term(w2, " x₂")}${term(bias, "")} = 0.`;
};
