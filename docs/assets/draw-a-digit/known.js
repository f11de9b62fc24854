// The digits that the page knows: training digits to compare with, and test digits to show.
function knownDigits(numbers) {
  const SIDE = 28,
    HALF = SIDE / 2,
    NEAREST = 5;
  const {
      data: kept,
      shape: [count],
    } = numbers["kept.images"],
    labels = numbers["kept.labels"].data,
    levels = numbers["kept.levels"].data[0];
  const limit = numbers["kept.limit"].data[0],
    tests = numbers["tests.images"],
    size = SIDE * SIDE;
  const images = Array.from({ length: count }, (_, k) =>
    Float32Array.from(kept.subarray(k * size, (k + 1) * size), (level) => level / levels),
  );
  const CELLS = HALF * HALF,
    coarse = new Float32Array(count * CELLS); // in one piece, which is read fast
  images.forEach((image, k) => coarse.set(halved(image), k * CELLS));

  // Means over 2 × 2 pixels: a line that is a pixel off is still near.
  function halved(image) {
    const half = new Float32Array(CELLS);
    for (let y = 0, at = 0; y < SIDE; y += 1)
      for (let x = 0; x < SIDE; x += 1, at += 1) half[(y >> 1) * HALF + (x >> 1)] += image[at] / 4;
    return half;
  }

  // The squared distance to a known digit; one that is too far away is given up half way.
  function square(half, from, limit) {
    let sum = 0;
    for (let at = 0; at < CELLS;) {
      for (const end = at + HALF; at < end; at += 1) {
        const off = half[at] - coarse[from + at];
        sum += off * off;
      }
      if (sum >= limit) return Infinity;
    }
    return sum;
  }

  function nearest(image) {
    const half = halved(image),
      found = Array(NEAREST).fill({ k: -1, sum: Infinity });
    for (let k = 0; k < count; k += 1) {
      const sum = square(half, k * CELLS, found[NEAREST - 1].sum);
      if (sum === Infinity) continue;
      found.splice(
        found.findIndex((other) => sum < other.sum),
        0,
        { k, sum },
      );
      found.pop();
    }
    const distance = Math.sqrt(found[0].sum);
    return { which: found.map(({ k }) => k), distance, strange: distance > limit };
  }

  const test = (k) => ({
    image: Float64Array.from(tests.data.subarray(k * size, (k + 1) * size), (byte) => byte / 255),
    label: numbers["tests.labels"].data[k],
    number: numbers["tests.numbers"].data[k],
  });
  return { nearest, image: (k) => images[k], label: (k) => labels[k], test, tests: tests.shape[0] };
}
