// How numbers from 0 to 1 are shown: as pixels of the text's own colour, so that they are seen by day and by night.
const digitViews = (() => {
  const sheet = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const known = new Map();

  // Red, green and blue of a colour, whatever way the style sheet writes it.
  function channels(colour) {
    if (!known.has(colour)) {
      sheet.canvas.width = sheet.canvas.height = 1;
      sheet.fillStyle = colour;
      sheet.fillRect(0, 0, 1, 1);
      known.set(colour, sheet.getImageData(0, 0, 1, 1).data.slice(0, 3));
    }
    return known.get(colour);
  }

  function paint(canvas, values, width, height, colour) {
    if (canvas.width !== width || canvas.height !== height) [canvas.width, canvas.height] = [width, height];
    const context = canvas.getContext("2d"),
      pixels = context.createImageData(width, height),
      [red, green, blue] = channels(colour);
    for (let k = 0, at = 0; k < values.length; k += 1, at += 4) {
      pixels.data[at] = red;
      pixels.data[at + 1] = green;
      pixels.data[at + 2] = blue;
      pixels.data[at + 3] = 255 * values[k];
    }
    context.putImageData(pixels, 0, 0);
    return canvas;
  }

  const picture = (values, width, height, colour) =>
    paint(document.createElement("canvas"), values, width, height, colour);
  const show = (canvas, values, width, height) => paint(canvas, values, width, height, getComputedStyle(canvas).color);

  // The maps of a layer (row, column, channel) side by side in rows, each as dark as its share of the layer's largest.
  function maps(canvas, values, [height, width, channels], across) {
    const rows = Math.ceil(channels / across),
      wide = across * (width + 1) - 1,
      high = rows * (height + 1) - 1;
    const largest = values.reduce((most, value) => Math.max(most, value), 1e-9),
      pixels = new Float32Array(wide * high);
    for (let i = 0, k = 0; i < height; i += 1)
      for (let j = 0; j < width; j += 1)
        for (let c = 0; c < channels; c += 1, k += 1) {
          const row = Math.floor(c / across) * (height + 1) + i,
            column = (c % across) * (width + 1) + j;
          pixels[row * wide + column] = 0.06 + (0.94 * values[k]) / largest; // a unit that is silent is still seen
        }
    show(canvas, pixels, wide, high);
  }

  return { picture, show, maps };
})();
