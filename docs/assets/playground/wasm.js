// The same network in WebAssembly, four examples at a time; docs/theme/wasm has its source. It answers as
// playground.network does, in every bit, but for dropout and for numbers of 64 bits, which it leaves to that.
(() => {
  const CODES = {
    activation: ["linear", "step", "relu", "leaky_relu", "sigmoid", "tanh", "sine", "softmax"],
    optimiser: ["sgd", "momentum", "rmsprop", "adam"],
    loss: ["cross_entropy", "quadratic", "hinge"],
  };
  let compiled = null;

  // Where a browser or its rules refuse WebAssembly, or the build had no compiler, there is none.
  playground.ready = (async () => {
    try {
      if (!playground.module) return;
      compiled = await WebAssembly.compile(Uint8Array.from(atob(playground.module), (sign) => sign.charCodeAt(0)));
    } catch {
      compiled = null;
    }
  })();

  playground.wasm = (sizes, chosen) => {
    if (!compiled || chosen.bits !== 32 || chosen.dropout > 0) return null;
    const module = new WebAssembly.Instance(compiled, {}).exports,
      { layers, count } = playground.layout(sizes);
    const units = sizes.reduce((sum, size) => sum + size, 0),
      places = new Map();
    const floats = (place, length) => new Float32Array(module.memory.buffer, place, length);
    const padded = (rows) => (rows + 3) & ~3;
    const room = (length) => ({ place: module.reserve(length), length });
    const view = ({ place, length }) => floats(place, length);
    const table = room(sizes.length),
      theta = room(count),
      gradient = room(count),
      free = room(count),
      priced = room(count);
    const memories = [room(count), room(count)];
    let order,
      examples = 0,
      targets = 0,
      ready = 0;

    new Int32Array(module.memory.buffer, table.place, sizes.length).set(sizes);
    view(free).fill(1);
    layers.forEach(({ w, b }) => view(priced).fill(1, w, b));
    module.network(
      layers.length,
      table.place,
      theta.place,
      gradient.place,
      CODES.activation.indexOf(chosen.activation),
      CODES.activation.indexOf(chosen.output),
      CODES.loss.indexOf(chosen.loss),
      playground.isSigned(chosen) ? 1 : 0,
    );
    module.optimiser(
      CODES.optimiser.indexOf(chosen.optimiser),
      count,
      theta.place,
      gradient.place,
      free.place,
      priced.place,
      memories[0].place,
      memories[1].place,
    );

    // Room for a batch, once for the largest.
    function prepare(batch) {
      if (ready >= batch) return;
      ready = padded(batch);
      targets = module.reserve(ready);
      const each = [1, 2, 3].map(() => module.reserve(units * ready));
      module.learnFrom(examples.x.place, examples.y.place, examples.count, ...each);
    }

    return {
      name: "WebAssembly",
      get theta() {
        return view(theta);
      },
      get free() {
        return view(free);
      },
      learnFrom({ x, y }) {
        examples = { x: room(x.length), y: room(y.length), count: y.length };
        view(examples.x).set(x);
        view(examples.y).set(y);
        order = room(y.length);
      },
      run(rows, from, until, batch) {
        prepare(Math.min(batch, examples.count));
        new Int32Array(module.memory.buffer, order.place, rows.length).set(rows);
        module.pace(chosen.rate, chosen.l1, chosen.l2);
        module.run(order.place, from, until, batch, targets, units, count);
      },
      look(wanted) {
        const rows = wanted.length / sizes[0],
          line = padded(rows);
        if (!places.has(rows)) places.set(rows, room(units * line));
        const answers = view(places.get(rows));
        for (let i = 0; i < sizes[0]; i += 1) answers.set(wanted.subarray(i * rows, (i + 1) * rows), i * line);
        module.forward(places.get(rows).place, 0, line);
        let at = 0;
        return sizes.map((size) => {
          const part = answers.subarray(at, (at += size * line));
          if (line === rows) return part;
          const exact = new Float32Array(size * rows);
          for (let j = 0; j < size; j += 1) exact.set(part.subarray(j * line, j * line + rows), j * rows);
          return exact;
        });
      },
    };
  };
})();
