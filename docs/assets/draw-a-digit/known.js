// The digits that the page knows: training digits to compare with, and test digits to show.
function knownDigits(numbers) {
  const SIDE = 28, HALF = SIDE / 2, NEAREST = 5;
  const { data: kept, shape: [count] } = numbers["kept.images"], labels = numbers["kept.labels"].data, levels = numbers["kept.levels"].data[0];
  const limit = numbers["kept.limit"].data[0], tests = numbers["tests.images"], size = SIDE * SIDE;
  const images = Array.from({ length: count }, (_, k) => Float32Array.from(kept.subarray(k * size, (k + 1) * size), (level) => level / levels));
  const coarse = images.map(halved);

  // Means over 2 × 2 pixels: a line that is a pixel off is still near.
  function halved(image) {
    const half = new Float32Array(HALF * HALF);
    for (let y = 0, at = 0; y < SIDE; y += 1) for (let x = 0; x < SIDE; x += 1, at += 1)
      half[(y >> 1) * HALF + (x >> 1)] += image[at] / 4;
    return half;
  }

  function distance(a, b) {
    let sum = 0;
    for (let k = 0; k < a.length; k += 1) sum += (a[k] - b[k]) ** 2;
    return Math.sqrt(sum);
  }

  function nearest(image) {
    const half = halved(image), distances = coarse.map((other) => distance(half, other));
    const which = distances.map((_, k) => k).sort((a, b) => distances[a] - distances[b] || a - b).slice(0, NEAREST);
    return { which, distance: distances[which[0]], strange: distances[which[0]] > limit };
  }

  const test = (k) => ({
    image: Float64Array.from(tests.data.subarray(k * size, (k + 1) * size), (byte) => byte / 255),
    label: numbers["tests.labels"].data[k],
    number: numbers["tests.numbers"].data[k],
  });
  return { nearest, image: (k) => images[k], label: (k) => labels[k], test, tests: tests.shape[0] };
}
