// The two networks, from the weights that a figure of the page brings.
Object.assign(
  digitNetworks,
  (() => {
    const { ofImage, convolution, pooling, dense } = digitNetworks.layers;

    function softmax(logits) {
      const largest = Math.max(...logits),
        powers = Array.from(logits, (z) => Math.exp(z - largest));
      const sum = powers.reduce((total, power) => total + power, 0);
      return powers.map((power) => power / sum);
    }

    // A weight is a whole number from -127 to 127 times the scale of its layer.
    const weights = (numbers, name) => ({
      data: Float32Array.from(numbers[name].data, (q) => q * numbers[`${name}_scale`].data[0]),
      shape: numbers[name].shape,
    });

    // Layers in a row; the answer has the probabilities and what the layers named in `shown` gave.
    const network = (layers, shown) => ({
      shapes: shown.map((k) => layers[k].shape),
      of(image) {
        const results = [];
        let x = image;
        for (const layer of layers) results.push((x = layer.of(x)));
        return { logits: x, probabilities: softmax(x), hidden: shown.map((k) => results[k]) };
      },
    });

    function convolutional(numbers) {
      const first = ofImage(weights(numbers, "kernel_1"), numbers.kernel_1_bias.data, 28, 28),
        half = pooling(first.shape);
      const second = convolution(
          weights(numbers, "kernel_2"),
          numbers.kernel_2_bias.data,
          half.shape[0],
          half.shape[1],
        ),
        quarter = pooling(second.shape);
      return network(
        [first, half, second, quarter, dense(weights(numbers, "out"), numbers.out_bias.data, false)],
        [1, 3],
      );
    }

    const fullyConnected = (numbers) =>
      network(
        [
          dense(weights(numbers, "hidden"), numbers.hidden_bias.data, true),
          dense(weights(numbers, "out"), numbers.out_bias.data, false),
        ],
        [0],
      );

    return { convolutional, fullyConnected };
  })(),
);
