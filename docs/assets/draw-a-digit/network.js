// The two networks, forward: images and kernels are laid out as in Keras, (row, column, channel). A layer's result is
// kept in its own array, used again for the next digit.
const digitNetworks = (() => {
  // z[i, j, o] = b[o] + Σ x[i + u, j + v, c] W[u, v, c, o], then relu. Paper is 0 and costs nothing.
  function convolution({ data: W, shape: [rows, columns, inside, out] }, b, height, width) {
    const down = height - rows + 1, right = width - columns + 1, z = new Float32Array(down * right * out);
    return { shape: [down, right, out], of(x) {
      for (let i = 0, at = 0; i < down; i += 1) for (let j = 0; j < right; j += 1, at += out) {
        for (let o = 0; o < out; o += 1) z[at + o] = b[o];
        for (let u = 0, w = 0; u < rows; u += 1) {
          const from = ((i + u) * width + j) * inside, to = from + columns * inside;
          for (let k = from; k < to; k += 1, w += out) {
            const value = x[k];
            if (value !== 0) for (let o = 0; o < out; o += 1) z[at + o] += value * W[w + o];
          }
        }
        for (let o = 0; o < out; o += 1) if (z[at + o] < 0) z[at + o] = 0;
      }
      return z;
    } };
  }

  // The largest of each 2 × 2; what is left over at the right and below is dropped.
  function pooling([height, width, channels]) {
    const down = height >> 1, right = width >> 1, z = new Float32Array(down * right * channels);
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
    const z = new Float32Array(out);
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
