// Both engines on one page with the same weights: `prepared` promises functions that read all images.
globalThis.benchmark = (() => {
  const rebuilt = (numbers, name) => Array.from(numbers[name].data, (q) => q * numbers[`${name}_scale`].data[0]);

  function theirs(numbers) {
    const conv = (filters, more = {}) => tf.layers.conv2d({ filters, kernelSize: 3, activation: "relu", ...more });
    const pool = () => tf.layers.maxPooling2d({ poolSize: 2, strides: 2 });
    const model = tf.sequential({
      layers: [
        conv(8, { inputShape: [28, 28, 1] }),
        pool(),
        conv(16),
        pool(),
        tf.layers.flatten(),
        tf.layers.dense({ units: 10, activation: "softmax" }),
      ],
    });
    model.setWeights(
      ["kernel_1", "kernel_2", "out"].flatMap((name) => [
        tf.tensor(rebuilt(numbers, name), numbers[name].shape),
        tf.tensor1d(Array.from(numbers[`${name}_bias`].data)),
      ]),
    );
    const joined = (images) =>
      images.length === 1 ? images[0] : Float32Array.from(images.flatMap((image) => [...image]));
    return (images) => {
      const pixels = joined(images);
      return () => tf.tidy(() => Array.from(model.predict(tf.tensor4d(pixels, [images.length, 28, 28, 1])).dataSync()));
    };
  }

  async function prepared(images) {
    const numbers = await figureNumbers.of("drawings_and_answers");
    const cnn = Object.fromEntries(
      Object.entries(numbers)
        .filter(([name]) => name.startsWith("cnn."))
        .map(([name, it]) => [name.slice(4), it]),
    );
    await tf.setBackend("cpu");
    await tf.ready();
    const network = digitNetworks.convolutional(cnn),
      many = theirs(cnn);
    const exact = images.map((image) => Float64Array.from(image)),
      single = images.map((image) => Float32Array.from(image));
    const each = single.map((image) => many([image]));
    return {
      ours: () => exact.flatMap((image) => network.of(image).probabilities),
      "TensorFlow.js, all at once": many(single),
      "TensorFlow.js, one by one": () => each.flatMap((read) => read()),
    };
  }
  return { prepared };
})();
