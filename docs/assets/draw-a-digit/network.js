// The two networks, forward: images and kernels are laid out as in Keras, (row, column, channel). A layer's result is
// kept in its own array, used again for the next digit.
const digitNetworks = (() => {
  const AT_ONCE = 8;  // outputs of a convolution: as many sums as the processor keeps in registers

  // z[i, j, o] = b[o] + Σ x[i + u, j + v, c] W[u, v, c, o], then relu. The pooling behind it reads an even number of rows
  // and columns, so no more are computed.
  function convolution({ data, shape: [rows, columns, inside, out] }, b, height, width) {
    const even = (n) => n - n % 2, down = even(height - rows + 1), right = even(width - columns + 1);
    const z = new Float64Array(down * right * out), W = new Float64Array(data.length);
    const seen = columns * inside, step = width * inside, part = rows * seen * AT_ONCE;
    data.forEach((value, at) => {  // eight outputs of one input side by side
      const o = at % out, input = (at - o) / out;
      W[Math.floor(o / AT_ONCE) * part + input * AT_ONCE + o % AT_ONCE] = value;
    });

    // The names that stand still are copied: read from outside a function they cost as much as the sums.
    return { shape: [down, right, out], of(x) {
      const V = W, to = z, height = rows, length = seen, next = step;
      for (let o = 0; o < out; o += AT_ONCE) for (let i = 0; i < down; i += 1) for (let j = 0; j < right; j += 1) {
        const first = i * next + j * inside, last = first + height * next;
        let p = b[o], q = b[o + 1], r = b[o + 2], s = b[o + 3], t = b[o + 4], u = b[o + 5], v = b[o + 6], w = b[o + 7];
        let ink = false;
        for (let from = first; from < last && !ink; from += next) for (let k = from; k < from + length && !ink; k += 1) ink = x[k] !== 0;
        if (ink) for (let from = first, at = o / AT_ONCE * part; from < last; from += next)
          for (let k = from; k < from + length; k += 1, at += AT_ONCE) {
            const value = x[k];
            p += value * V[at]; q += value * V[at + 1]; r += value * V[at + 2]; s += value * V[at + 3];
            t += value * V[at + 4]; u += value * V[at + 5]; v += value * V[at + 6]; w += value * V[at + 7];
          }
        const place = (i * right + j) * out + o;
        to[place] = p > 0 ? p : 0; to[place + 1] = q > 0 ? q : 0; to[place + 2] = r > 0 ? r : 0; to[place + 3] = s > 0 ? s : 0;
        to[place + 4] = t > 0 ? t : 0; to[place + 5] = u > 0 ? u : 0; to[place + 6] = v > 0 ? v : 0; to[place + 7] = w > 0 ? w : 0;
      }
      return z;
    } };
  }

  // The largest of each 2 × 2.
  function pooling([height, width, channels]) {
    const down = height >> 1, right = width >> 1, z = new Float64Array(down * right * channels);
    return { shape: [down, right, channels], of(x) {
      for (let i = 0, at = 0; i < down; i += 1) for (let j = 0; j < right; j += 1)
        for (let c = 0; c < channels; c += 1, at += 1) {
          const k = (2 * i * width + 2 * j) * channels + c, below = k + width * channels;
          z[at] = Math.max(x[k], x[k + channels], x[below], x[below + channels]);
        }
      return z;
    } };
  }

  function dense({ data: W, shape: [inside, out] }, b, relu) {
    const z = new Float64Array(out);
    return { shape: [out], of(x) {
      z.set(b);
      for (let k = 0, w = 0; k < inside; k += 1, w += out) {
        const value = x[k];
        if (value !== 0) for (let o = 0; o < out; o += 1) z[o] += value * W[w + o];
      }
      if (relu) for (let o = 0; o < out; o += 1) if (z[o] < 0) z[o] = 0;
      return z;
    } };
  }

  function softmax(logits) {
    const largest = Math.max(...logits), powers = Array.from(logits, (z) => Math.exp(z - largest));
    const sum = powers.reduce((total, power) => total + power, 0);
    return powers.map((power) => power / sum);
  }

  // A weight is a whole number from -127 to 127 times the scale of its layer.
  const weights = (numbers, name) => ({ data: Float32Array.from(numbers[name].data, (q) => q * numbers[`${name}_scale`].data[0]), shape: numbers[name].shape });

  // Layers in a row; the answer has the probabilities and what the layers named in `shown` gave.
  const network = (layers, shown) => ({
    shapes: shown.map((k) => layers[k].shape),
    of(image) {
      const results = [];
      let x = image;
      for (const layer of layers) results.push(x = layer.of(x));
      return { logits: x, probabilities: softmax(x), hidden: shown.map((k) => results[k]) };
    },
  });

  function convolutional(numbers) {
    const first = convolution(weights(numbers, "kernel_1"), numbers.kernel_1_bias.data, 28, 28), half = pooling(first.shape);
    const second = convolution(weights(numbers, "kernel_2"), numbers.kernel_2_bias.data, half.shape[0], half.shape[1]), quarter = pooling(second.shape);
    return network([first, half, second, quarter, dense(weights(numbers, "out"), numbers.out_bias.data, false)], [1, 3]);
  }

  const fullyConnected = (numbers) => network([
    dense(weights(numbers, "hidden"), numbers.hidden_bias.data, true), dense(weights(numbers, "out"), numbers.out_bias.data, false),
  ], [0]);

  return { convolutional, fullyConnected };
})();
