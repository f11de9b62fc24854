// The layers of the networks, forward: images and kernels are laid out as in Keras, (row, column, channel). A layer's
// result is kept in its own array, used again for the next digit.
const digitNetworks = {
  layers: (() => {
    const even = (n) => n - (n % 2); // a pooling reads so many rows and columns, so no more are computed before it

    // z[i, j, o] = b[o] + Σ x[i + u, j + v] W[u, v, o] for a grey image. Most of it is paper: each pixel that is not gives
    // its products to all places that see it, in the order in which a place would have asked.
    function ofImage({ data: W, shape: [rows, columns, , out] }, b, height, width) {
      const down = even(height - rows + 1),
        right = even(width - columns + 1),
        z = new Float64Array(down * right * out);
      const blank = Float64Array.from(z, (_, k) => b[k % out]),
        kernel = Float64Array.from(W);
      return {
        shape: [down, right, out],
        of(x) {
          const V = kernel,
            to = z;
          z.set(blank);
          for (let i = 0, at = 0; i < height; i += 1)
            for (let j = 0; j < width; j += 1, at += 1) {
              const value = x[at];
              if (value === 0) continue;
              for (let u = Math.max(0, i - down + 1); u < rows && u <= i; u += 1)
                for (let v = Math.max(0, j - right + 1); v < columns && v <= j; v += 1)
                  for (
                    let o = 0, place = ((i - u) * right + j - v) * out, from = (u * columns + v) * out;
                    o < out;
                    o += 1
                  )
                    to[place + o] += value * V[from + o];
            }
          return z;
        },
      };
    }

    // The same for many channels c, z[i, j, o] = b[o] + Σ x[i + u, j + v, c] W[u, v, c, o]: four outputs at two places side
    // by side, as many sums as the processor keeps in registers.
    function convolution({ data, shape: [rows, columns, inside, out] }, b, height, width) {
      const down = even(height - rows + 1),
        right = even(width - columns + 1),
        FOUR = 4;
      const z = new Float64Array(down * right * out),
        W = new Float64Array(data.length);
      const seen = columns * inside,
        step = width * inside,
        part = rows * seen * FOUR;
      data.forEach((value, at) => {
        // four outputs of one input side by side
        const o = at % out,
          input = (at - o) / out;
        W[Math.floor(o / FOUR) * part + input * FOUR + (o % FOUR)] = value;
      });

      // The names that stand still are copied: read from outside a function they cost as much as the sums.
      return {
        shape: [down, right, out],
        of(x) {
          const V = W,
            to = z,
            height = rows,
            length = seen,
            next = step,
            beside = inside;
          for (let o = 0; o < out; o += FOUR)
            for (let i = 0; i < down; i += 1)
              for (let j = 0; j < right; j += 2) {
                const first = i * next + j * beside,
                  last = first + height * next;
                let p = b[o],
                  q = b[o + 1],
                  r = b[o + 2],
                  s = b[o + 3],
                  t = p,
                  u = q,
                  v = r,
                  w = s;
                for (let from = first, at = (o / FOUR) * part; from < last; from += next)
                  for (let k = from; k < from + length; k += 1, at += FOUR) {
                    const one = x[k],
                      two = x[k + beside],
                      w0 = V[at],
                      w1 = V[at + 1],
                      w2 = V[at + 2],
                      w3 = V[at + 3];
                    p += one * w0;
                    q += one * w1;
                    r += one * w2;
                    s += one * w3;
                    t += two * w0;
                    u += two * w1;
                    v += two * w2;
                    w += two * w3;
                  }
                const place = (i * right + j) * out + o,
                  second = place + out;
                to[place] = p;
                to[place + 1] = q;
                to[place + 2] = r;
                to[place + 3] = s;
                to[second] = t;
                to[second + 1] = u;
                to[second + 2] = v;
                to[second + 3] = w;
              }
          return z;
        },
      };
    }

    // The largest of each 2 × 2, or 0: relu changes nothing in which is the largest, so it can wait until here.
    function pooling([height, width, channels]) {
      const down = height >> 1,
        right = width >> 1,
        z = new Float64Array(down * right * channels);
      return {
        shape: [down, right, channels],
        of(x) {
          const to = z,
            count = channels,
            line = width * channels;
          for (let i = 0, at = 0; i < down; i += 1)
            for (let j = 0, k = 2 * i * line; j < right; j += 1, k += count)
              for (let last = k + count; k < last; k += 1, at += 1) {
                const a = x[k],
                  b = x[k + count],
                  c = x[k + line],
                  d = x[k + line + count],
                  upper = a > b ? a : b,
                  lower = c > d ? c : d;
                const most = upper > lower ? upper : lower;
                to[at] = most > 0 ? most : 0;
              }
          return z;
        },
      };
    }

    function dense({ data: W, shape: [inside, out] }, b, relu) {
      const z = new Float64Array(out);
      return {
        shape: [out],
        of(x) {
          z.set(b);
          for (let k = 0, w = 0; k < inside; k += 1, w += out) {
            const value = x[k];
            if (value !== 0) for (let o = 0; o < out; o += 1) z[o] += value * W[w + o];
          }
          if (relu) for (let o = 0; o < out; o += 1) if (z[o] < 0) z[o] = 0;
          return z;
        },
      };
    }

    return { ofImage, convolution, pooling, dense };
  })(),
};
