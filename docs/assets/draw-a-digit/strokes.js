// Strokes to 28 × 28 pixels, as figures/digits/strokes.py does it and explains it, with the same operations.
const digitStrokes = (() => {
  const SIDE = 28,
    BOX = 20,
    FINE = 8,
    PEN = 2,
    WHOLE = SIDE * FINE,
    MIDDLE = ((SIDE + 1) / 2) * FINE,
    RADIUS = (PEN * FINE) / 2;

  const asDrawn = (strokes) => areas(inkOf(strokes, 0, 0, WHOLE, 0, WHOLE), WHOLE, 0, 0);

  function normalised(strokes) {
    let left = Infinity,
      right = -Infinity,
      top = Infinity,
      bottom = -Infinity;
    for (const stroke of strokes)
      for (const [x, y] of stroke) {
        if (x < left) left = x;
        if (x > right) right = x;
        if (y < top) top = y;
        if (y > bottom) bottom = y;
      }
    if (left === Infinity) return new Float64Array(SIDE * SIDE);
    const extent = Math.max(right - left, bottom - top),
      size = BOX * FINE;
    const ink = inkOf(strokes, left, top, ((BOX - PEN) * FINE) / Math.max(extent, PEN / SIDE), (PEN * FINE) / 2, size);
    const columns = new Int32Array(size),
      rows = new Int32Array(size);
    for (let y = 0, at = 0; y < size; y += 1)
      for (let x = 0; x < size; x += 1, at += 1)
        if (ink[at]) {
          columns[x] += 1;
          rows[y] += 1;
        }
    return areas(ink, size, start(columns), start(rows));
  }

  // Which points of a fine grid lie under the pen, a disc that is led along all strokes.
  function inkOf(strokes, left, top, scale, margin, size) {
    const ink = new Uint8Array(size * size);
    for (const stroke of strokes) {
      const line = stroke.map(([x, y]) => [(x - left) * scale + margin, (y - top) * scale + margin]);
      for (let k = Math.min(1, line.length - 1); k < line.length; k += 1)
        lead(ink, size, line[Math.max(0, k - 1)], line[k]);
    }
    return ink;
  }

  function lead(ink, size, [ax, ay], [bx, by]) {
    const xFrom = Math.max(0, Math.floor(Math.min(ax, bx) - RADIUS)),
      xTo = Math.min(size, Math.ceil(Math.max(ax, bx) + RADIUS));
    const yFrom = Math.max(0, Math.floor(Math.min(ay, by) - RADIUS)),
      yTo = Math.min(size, Math.ceil(Math.max(ay, by) + RADIUS));
    const dx = bx - ax,
      dy = by - ay,
      length = dx * dx + dy * dy;
    for (let row = yFrom; row < yTo; row += 1) {
      const y = row + 0.5 - ay;
      for (let column = xFrom; column < xTo; column += 1) {
        const x = column + 0.5 - ax;
        const along = length > 0 ? Math.min(Math.max((x * dx + y * dy) / length, 0), 1) : 0;
        const away = x - along * dx,
          down = y - along * dy;
        if (away * away + down * down <= RADIUS * RADIUS) ink[row * size + column] = 1;
      }
    }
  }

  // Where the fine grid begins in the image, along one axis, so that the centre of mass comes to MIDDLE.
  function start(counts) {
    const inked = (count) => count > 0,
      first = counts.findIndex(inked),
      last = counts.findLastIndex(inked);
    let sum = 0,
      count = 0;
    for (let k = first; k <= last; k += 1) {
      sum += counts[k] * (k - first + 0.5);
      count += counts[k];
    }
    return Math.min(Math.max(Math.floor(MIDDLE - sum / count + 0.5), 0), WHOLE - (last - first + 1)) - first;
  }

  // The share of each pixel that has ink, with the grid set into the image at (left, top).
  function areas(ink, size, left, top) {
    const image = new Float64Array(SIDE * SIDE);
    for (let y = 0, at = 0; y < size; y += 1) {
      const row = Math.floor((y + top) / FINE) * SIDE;
      for (let x = 0; x < size; x += 1, at += 1) if (ink[at]) image[row + Math.floor((x + left) / FINE)] += 1;
    }
    return image.map((count) => count / (FINE * FINE));
  }

  return { SIDE, PEN, asDrawn, normalised };
})();
