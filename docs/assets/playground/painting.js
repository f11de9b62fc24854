// Answers as colours: 256 of them from class 0 over paper to class 1, as the scheme of the page has them.
playground.painting = (() => {
  const SIDE = 100,
    REACH = 2,
    TALL = 1.6,
    CURVE = 4,
    pictures = {};
  let table = new Uint32Array(256),
    ink = 0,
    strokes = {},
    font = "";

  function components(name) {
    const value = getComputedStyle(document.documentElement).getPropertyValue(`--fig-${name}`).trim();
    const hex = value.length === 4 ? value.replace(/[0-9a-f]/gi, "$&$&") : value;
    return [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
  }

  const packed = ([red, green, blue]) => 0xff000000 | (blue << 16) | (green << 8) | red;

  // Asked again whenever the scheme changes.
  function mix() {
    const [zero, one, paper] = ["class-0", "class-1", "paper"].map(components);
    table = Uint32Array.from({ length: 256 }, (_, k) => {
      const share = (k - 127.5) / 127.5,
        end = share < 0 ? zero : one,
        weight = Math.abs(share) * 0.85;
      return packed(paper.map((value, c) => Math.round(value + weight * (end[c] - value))));
    });
    ink = packed(components("ink"));
    strokes = Object.fromEntries(
      ["ink", "muted", "grid", "paper", "class-0", "class-1", "weight", "target", "output"].map((name) => [
        name,
        `rgb(${components(name)})`,
      ]),
    );
    font = `11px ${getComputedStyle(document.querySelector(".playground")).fontFamily}`;
  }

  // The places that surfaces are asked at: a square, row by row from above, or a line.
  function places(classes, Real) {
    const at = (k, count, reach) => reach * ((2 * (k + 0.5)) / count - 1);
    if (!classes) return Real.from({ length: SIDE }, (_, k) => at(k, SIDE, CURVE));
    return Real.from({ length: 2 * SIDE * SIDE }, (_, k) =>
      k < SIDE * SIDE ? at(k % SIDE, SIDE, REACH) : -at(Math.floor((k - SIDE * SIDE) / SIDE), SIDE, REACH),
    );
  }

  // How an answer is turned into −1 … 1 for the table.
  const SCALES = {
    sigmoid: [2, -1],
    step: [2, -1],
    softmax: [2, -1],
    relu: [0.5, 0],
    leaky_relu: [0.5, 0],
    linear: [0.5, 0],
  };

  // The pixels of a picture, and which row or column of the answers each of its own takes.
  function room(side) {
    const picture = new ImageData(side, side),
      at = Int32Array.from({ length: side }, (_, k) => ((k + 0.5) * SIDE) / side);
    return { picture, pixels: new Uint32Array(picture.data.buffer), at };
  }

  // Pictures are painted into a place, a square of a canvas: { context, left, top, side }. The page makes the large one
  // larger than its pixels, and smooth.
  function surface({ context, left, top, side }, answers, offset, activation) {
    if (!(side > 0)) return; // there is no room for it, as in a frame that is hidden
    const [scale, shift] = SCALES[activation] ?? [1, 0],
      steep = scale * 127.5,
      middle = shift * 127.5 + 127.5;
    const { picture, pixels, at } = (pictures[side] ??= room(side)),
      colours = table;
    for (let y = 0, k = 0; y < side; y += 1)
      for (let x = 0, row = offset + at[y] * SIDE; x < side; x += 1, k += 1) {
        const place = answers[row + at[x]] * steep + middle;
        pixels[k] = colours[place > 255 ? 255 : place > 0 ? place | 0 : 0];
      }
    context.putImageData(picture, left, top);
  }

  const across = (x, side) => ((x / CURVE + 1) / 2) * side;
  const down = (y, side) => ((1 - y / TALL) / 2) * side;

  function curve({ context, left, top, side }, answers, offset, thin = false) {
    context.save();
    context.setTransform(1, 0, 0, 1, left, top);
    context.clearRect(0, 0, side, side);
    context.beginPath();
    context.rect(0, 0, side, side);
    context.clip();
    context.strokeStyle = strokes.grid;
    context.lineWidth = side / 100;
    context.beginPath();
    context.moveTo(0, side / 2);
    context.lineTo(side, side / 2);
    context.stroke();
    context.strokeStyle = strokes.output;
    context.lineWidth = side / (thin ? 25 : 100);
    context.beginPath();
    for (let k = 0; k < SIDE; k += 1)
      context.lineTo(((k + 0.5) / SIDE) * side, Math.max(-9999, Math.min(9999, down(answers[offset + k], side))));
    context.stroke();
    context.restore();
  }

  // Class 1 are discs and class 0 rings, on a sharp canvas of its own; those to test with are small.
  function points(canvas, { classes, train, test }) {
    const size = fit(canvas),
      context = canvas.getContext("2d"),
      unit = size.width / 100;
    context.clearRect(0, 0, canvas.width, canvas.height);
    for (const [list, radius] of [
      [test, 0.8],
      [train, 1.35],
    ])
      for (const [x1, x2, y] of list) {
        const left = classes ? ((x1 / REACH + 1) / 2) * size.width : across(x1, size.width);
        const top = classes ? ((1 - x2 / REACH) / 2) * size.height : down(y, size.height);
        context.beginPath();
        context.arc(left, top, radius * unit, 0, 7);
        const full = !classes || y === 1;
        context.fillStyle = classes
          ? full
            ? strokes["class-1"]
            : strokes.paper
          : list === train
            ? strokes.ink
            : strokes.muted;
        context.strokeStyle = classes && !full ? strokes["class-0"] : strokes.paper;
        context.lineWidth = (full ? 0.35 : 0.7) * unit;
        context.fill();
        context.stroke();
      }
  }

  // As many pixels as the screen has, and coordinates in those of the page. Answers its size there.
  function fit(canvas) {
    const { clientWidth: width, clientHeight: height } = canvas,
      ratio = Math.min(3, devicePixelRatio);
    if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
      canvas.width = Math.round(width * ratio);
      canvas.height = Math.round(height * ratio);
    }
    canvas.getContext("2d").setTransform(ratio, 0, 0, ratio, 0, 0);
    return { width, height };
  }

  return { SIDE, REACH, mix, places, surface, curve, points, fit, stroke: (name) => strokes[name], font: () => font };
})();
