// Positive numbers as orange and negative ones as violet, the darker the larger, as in the figures of the page; ink as
// grey. They are data and keep their colours in the dark.
const signedShades = (() => {
  const PAPER = [247, 247, 247],
    MORE = [
      [241, 163, 64],
      [179, 88, 6],
      [127, 59, 8],
    ],
    LESS = [
      [153, 142, 195],
      [84, 39, 136],
      [45, 0, 75],
    ];

  // Red, green and blue of a share from -1 to 1.
  function colour(share) {
    const stops = [PAPER, ...(share < 0 ? LESS : MORE)],
      at = Math.min(1, Math.abs(share)) * (stops.length - 1);
    const k = Math.min(Math.floor(at), stops.length - 2);
    return stops[k].map((from, c) => Math.round(from + (at - k) * (stops[k + 1][c] - from)));
  }

  const grey = (share) => Array(3).fill(Math.round(255 * (1 - share)));

  function paint(canvas, values, width, height, most = 1, shade = colour) {
    if (canvas.width !== width || canvas.height !== height) [canvas.width, canvas.height] = [width, height];
    const context = canvas.getContext("2d"),
      pixels = context.createImageData(width, height);
    for (let k = 0; k < width * height; k += 1) pixels.data.set([...shade(most ? values[k] / most : 0), 255], 4 * k);
    context.putImageData(pixels, 0, 0);
  }

  return { colour, grey, paint };
})();
