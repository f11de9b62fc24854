// What a session looks like: its pictures, its numbers, and what those are told who listen.
playground.screen = (form, { squares, nameOf }) => {
  const { painting, boundary } = playground,
    { bends } = playground.arithmetic((x) => x),
    map = form.querySelector(".pg-map"),
    line = form.querySelector(".pg-edge");
  const LOSSES = { cross_entropy: "cross-entropy", quadratic: "squared error", hinge: "hinge loss" };
  const LEGEND = {
    classes: "Discs are class 1, rings class 0; the small ones are kept for the test.",
    curve: "Dots are examples; the small grey ones are kept for the test.",
  };
  const texts = {};

  // A text keeps its node: the page works out its style and place anew for a new one.
  function write(name, text) {
    const node =
      (texts[name] ??= form.querySelector(`[data-of=${name}]`)).firstChild ?? texts[name].appendChild(new Text());
    if (node.data !== String(text)) node.data = text;
  }

  // A colour needs no exact value: ten thousand are taken from a table, which is finer than the colours.
  const FAR = 8,
    FINE = 256,
    tables = {},
    rooms = {};
  function coarse(z, name) {
    const table = (tables[name] ??= Float32Array.from({ length: 2 * FAR * FINE + 1 }, (_, k) =>
      bends[name].value(k / FINE - FAR),
    ));
    const values = (rooms[z.length] ??= new Float32Array(z.length));
    for (let k = 0; k < z.length; k += 1)
      values[k] = table[z[k] >= FAR ? 2 * FAR * FINE : z[k] > -FAR ? ((z[k] + FAR) * FINE) | 0 : 0];
    return values;
  }

  // The output as it is compared with the target, and how it is coloured.
  function finished(z, { loss, output }, classes) {
    const name = loss === "cross_entropy" ? "sigmoid" : loss === "hinge" ? "tanh" : output;
    const kind = name === "linear" ? "tanh" : name;
    return [classes ? coarse(z, name) : z.map(bends[name].value), kind];
  }

  // Every unit in its picture, and one of them large: the output, or the one that is picked.
  function paint(session, places, picked) {
    const { network, sizes, settings, classes } = session,
      last = sizes.length - 1,
      size = places.length / sizes[0];
    const answers = network.look(places),
      [output, kind] = finished(answers[last], settings, classes);
    const edge = classes && kind !== "softmax" ? boundary.strokes(answers[last]) : []; // softmax never changes its mind
    const whole = (canvas) => ({ context: canvas.getContext("2d"), left: 0, top: 0, side: canvas.width });
    const surface = (place, l, i) =>
      painting.surface(
        place,
        l === last ? output : answers[l],
        i * size,
        l === last ? kind : l ? settings.activation : "linear",
      );
    const curve = (place, l, i, thin) => painting.curve(place, l === last ? output : answers[l], i * size, thin);
    const one = classes ? surface : curve,
      [l, i] = picked ? [picked.layer, picked.unit] : [last, 0];
    squares().forEach((layer, l) => layer.forEach((place, i) => one(place, l, i, true)));
    one(whole(classes ? map : line), l, i);
    if (classes) boundary.draw(whole(line), l === last ? edge : []);
    else map.getContext("2d").clearRect(0, 0, map.width, map.height);
  }

  function tell(session, { train, test }, picked) {
    const { epoch, step, settings, classes } = session;
    const digits = (part) => (part.count ? part.loss.toFixed(6) : "none"),
      share = ({ right, count }) => `${right} of ${count}`;
    const lost = !Number.isFinite(train.loss);
    write("title", picked ? nameOf(picked.layer, picked.unit) : "the output");
    write(
      "says",
      picked ? playground.says(session, picked.layer, picked.unit) : classes ? LEGEND.classes : LEGEND.curve,
    );
    write("epoch", epoch);
    write("step", step);
    write("loss", LOSSES[settings.loss]);
    write("train", digits(train));
    write("test", digits(test));
    write(
      "right",
      lost
        ? "The weights have outgrown all numbers: rewind, and take a lower rate."
        : classes
          ? `right: ${share(train)} in training${test.count ? `, ${share(test)} in the test` : ""}`
          : "",
    );
  }

  // When something ends, and otherwise rarely.
  function say({ epoch, settings, classes, measure }) {
    const { train, test } = measure();
    form.querySelector(".pg-status").textContent =
      `Epoch ${epoch}, ${LOSSES[settings.loss]} ${train.loss.toPrecision(3)} in training` +
      (test.count ? ` and ${test.loss.toPrecision(3)} in the test` : "") +
      (classes ? `, ${train.right} of ${train.count} right.` : ".");
  }

  return { paint, tell, say };
};
