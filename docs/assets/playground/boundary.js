// The line on which z is 0, found among the places of a surface and drawn over it.
playground.boundary = (() => {
  const { SIDE, stroke } = playground.painting;

  // In strokes [x, y, x′, y′, …] in steps of the grid: marching squares. Between two places z is taken as straight; where
  // all four sides of a square are passed, its middle says which belong together. A stroke is closed, or ends at the rim.
  // Sides have numbers: k runs from place k to the right, and k + all down from it.
  const links = new Int32Array(4 * SIDE * SIDE);
  function strokes(z) {
    const side = SIDE,
      all = side * side,
      passed = [],
      found = [];
    links.fill(-1);
    const link = (from, to) => {
      if (links[2 * from] < 0) passed.push(from);
      links[links[2 * from] < 0 ? 2 * from : 2 * from + 1] = to;
    };
    const join = (one, other) => {
      link(one, other);
      link(other, one);
    };
    for (let y = 0; y + 1 < side; y += 1)
      for (let x = 0, k = y * side; x + 1 < side; x += 1, k += 1) {
        const a = z[k] >= 0,
          b = z[k + 1] >= 0,
          c = z[k + side + 1] >= 0,
          d = z[k + side] >= 0; // from the upper left
        if (a === b && b === c && c === d) continue;
        const up = k,
          low = k + side,
          left = all + k,
          right = left + 1;
        if (a !== b && b !== c && c !== d) {
          const apart = z[k] + z[k + 1] + z[k + side] + z[k + side + 1] >= 0 === a;
          join(up, apart ? right : left);
          join(low, apart ? left : right);
        } else if (a !== b) join(up, b !== c ? right : c !== d ? low : left);
        else if (b !== c) join(right, c !== d ? low : left);
        else join(low, left);
      }
    const share = (from, to) => {
      const t = from / (from - to);
      return t >= 0 && t <= 1 ? t : 0.5;
    };
    function walk(first) {
      const way = [];
      for (let at = first, next; at >= 0; at = next) {
        const down = at >= all,
          k = down ? at - all : at,
          passes = share(z[k], z[down ? k + side : k + 1]);
        way.push((k % side) + (down ? 0 : passes), Math.floor(k / side) + (down ? passes : 0));
        const here = links[2 * at] >= 0 ? 2 * at : 2 * at + 1;
        next = links[here];
        links[here] = -1;
        if (next >= 0) links[links[2 * next] === at ? 2 * next : 2 * next + 1] = -1;
      }
      found.push(way);
    }
    for (const at of passed) if (links[2 * at] >= 0 && links[2 * at + 1] < 0) walk(at);
    for (const at of passed) if (links[2 * at] >= 0) walk(at);
    return found;
  }

  // Such strokes on a canvas of their own; what ends at the last places of the grid ends at the rim of the picture. Of a
  // long one every other place will do.
  function draw({ context, side }, lines) {
    const at = (place) => (place <= 0 ? 0 : place >= SIDE - 1 ? side : ((place + 0.5) * side) / SIDE);
    context.clearRect(0, 0, side, side);
    context.strokeStyle = stroke("ink");
    context.lineWidth = Math.max(2, side / 150);
    context.beginPath();
    for (const line of lines) {
      const last = line.length - 2,
        step = last > 40 ? 4 : 2;
      context.moveTo(at(line[0]), at(line[1]));
      for (let k = step; k < last; k += step) context.lineTo(at(line[k]), at(line[k + 1]));
      context.lineTo(at(line[last]), at(line[last + 1]));
    }
    context.stroke();
  }

  return { strokes, draw };
})();
