// Layers one after the other, forward and backward, one image at a time: what figures/neural does for a whole batch, in
// double precision too. `back` adds what an image says about the parameters to their gradients. Images and kernels lie
// as in Keras, (row, column, channel).
const convolutionLayers = (() => {
  const parameter = (size) => ({ value: new Float64Array(size), gradient: new Float64Array(size) });

  // z[i, j, o] = b[o] + Σ x[i + u, j + v] W[u, v, o]: a grey image through so many kernels. It is the first layer: what
  // the loss says about its image is not asked.
  function convolution(side, kernels, window = 3) {
    const W = parameter(window * window * kernels),
      b = parameter(kernels),
      across = side - window + 1;
    const z = new Float64Array(across * across * kernels);
    let x;

    // At each place of the window, each of its pixels that has ink; where it has none, its products are 0.
    function places(act) {
      for (let i = 0, to = 0; i < across; i += 1)
        for (let j = 0; j < across; j += 1, to += kernels)
          for (let u = 0, from = 0; u < window; u += 1)
            for (let v = 0; v < window; v += 1, from += kernels) {
              const pixel = x[(i + u) * side + j + v];
              if (pixel !== 0) act(pixel, from, to);
            }
    }

    return {
      parameters: [W, b],
      across,
      of(image) {
        x = image;
        for (let to = 0; to < z.length; to += kernels) z.set(b.value, to);
        places((pixel, from, to) => {
          for (let o = 0; o < kernels; o += 1) z[to + o] += pixel * W.value[from + o];
        });
        return z;
      },
      back(delta) {
        places((pixel, from, to) => {
          for (let o = 0; o < kernels; o += 1) W.gradient[from + o] += pixel * delta[to + o];
        });
        for (let to = 0; to < z.length; to += kernels)
          for (let o = 0; o < kernels; o += 1) b.gradient[o] += delta[to + o];
      },
    };
  }

  // z = x W + b.
  function dense(inside, out) {
    const W = parameter(inside * out),
      b = parameter(out),
      z = new Float64Array(out),
      before = new Float64Array(inside);
    let x;
    return {
      parameters: [W, b],
      of(numbers) {
        x = numbers;
        z.set(b.value);
        for (let i = 0, w = 0; i < inside; i += 1, w += out)
          if (x[i] !== 0) for (let o = 0; o < out; o += 1) z[o] += x[i] * W.value[w + o];
        return z;
      },
      back(delta) {
        for (let o = 0; o < out; o += 1) b.gradient[o] += delta[o];
        for (let i = 0, w = 0; i < inside; i += 1, w += out) {
          let sum = 0;
          for (let o = 0; o < out; o += 1) {
            W.gradient[w + o] += x[i] * delta[o];
            sum += W.value[w + o] * delta[o];
          }
          before[i] = sum;
        }
        return before;
      },
    };
  }

  // a = max(z, 0), and 0 is passed back where z was not positive.
  function relu(size) {
    const a = new Float64Array(size),
      before = new Float64Array(size);
    return {
      parameters: [],
      of(z) {
        for (let k = 0; k < size; k += 1) a[k] = z[k] > 0 ? z[k] : 0;
        return a;
      },
      back(delta) {
        for (let k = 0; k < size; k += 1) before[k] = a[k] > 0 ? delta[k] : 0;
        return before;
      },
    };
  }

  // The largest of each 2 × 2; on the way back the first of equal ones gets all.
  function pooling(side, channels) {
    const half = side >> 1,
      a = new Float64Array(half * half * channels),
      won = new Int32Array(a.length);
    const before = new Float64Array(side * side * channels);
    return {
      parameters: [],
      of(x) {
        for (let i = 0, to = 0; i < half; i += 1)
          for (let j = 0; j < half; j += 1)
            for (let c = 0; c < channels; c += 1, to += 1) {
              const first = (2 * i * side + 2 * j) * channels + c,
                below = first + side * channels;
              let best = first;
              for (const at of [first + channels, below, below + channels]) if (x[at] > x[best]) best = at;
              won[to] = best;
              a[to] = x[best];
            }
        return a;
      },
      back(delta) {
        before.fill(0);
        for (let to = 0; to < a.length; to += 1) before[won[to]] = delta[to];
        return before;
      },
    };
  }

  // Layers in a row. `learn` takes one image and adds to all gradients; the loss is the cross-entropy of softmax.
  function network(layers) {
    const of = (image) => layers.reduce((x, layer) => layer.of(x), image);
    return {
      of,
      parameters: layers.flatMap((layer) => layer.parameters),
      learn(image, label, batch) {
        const z = of(image),
          largest = Math.max(...z),
          powers = Float64Array.from(z, (one) => Math.exp(one - largest));
        const sum = powers.reduce((total, power) => total + power, 0);
        const delta = powers.map((power, k) => (power / sum - (k === label ? 1 : 0)) / batch);
        layers.reduceRight((passed, layer) => layer.back(passed), delta);
      },
    };
  }

  // Adam, as in figures/neural/optimisers.py: one step for all parameters, whose gradients are then 0 again.
  function adam(parameters, rate) {
    const memory = parameters.map(({ value }) => ({
      m: new Float64Array(value.length),
      v: new Float64Array(value.length),
    }));
    let t = 0;
    return () => {
      t += 1;
      const pace = (rate * Math.sqrt(1 - 0.999 ** t)) / (1 - 0.9 ** t);
      parameters.forEach(({ value, gradient }, which) => {
        const { m, v } = memory[which];
        for (let k = 0; k < value.length; k += 1) {
          const g = gradient[k];
          m[k] = 0.9 * m[k] + (1 - 0.9) * g;
          v[k] = 0.999 * v[k] + (1 - 0.999) * g * g;
          value[k] -= (pace * m[k]) / (Math.sqrt(v[k]) + 1e-7);
        }
        gradient.fill(0);
      });
    };
  }

  return { convolution, dense, relu, pooling, network, adam };
})();
