// Chance and curved functions out of +, −, ×, ÷ and whole parts only: the same bits as figures/playground/arithmetic.py,
// which says what each of them is. `r` rounds to the precision after every operation.
const playground = {};

(() => {
  const ABOVE = [13749310575, 1964187225, 64324260, 675675, 2145, 1];
  const BELOW = [13749310575, 6547290750, 413513100, 7567560, 45045, 66];
  const END = 7.6,
    TWO_PI = 6.283185307179586,
    TURNS = 0.15915494309189535;

  function series(powers) {
    const coefficients = [1];
    let factorial = 1,
      reached = powers[0] - 2;
    powers.forEach((power, k) => {
      while (reached < power) {
        reached += 1;
        factorial *= reached;
      }
      coefficients.push((k % 2 ? 1 : -1) / factorial);
    });
    return coefficients;
  }

  const ODD = series([3, 5, 7, 9, 11, 13, 15]),
    EVEN = series([2, 4, 6, 8, 10, 12, 14, 16]);

  playground.rounding = (bits) => (bits === 32 ? Math.fround : (x) => x);

  playground.arithmetic = (r) => {
    const above = ABOVE.map(r),
      below = BELOW.map(r),
      odd = ODD.map(r),
      even = EVEN.map(r);
    const end = r(END),
      twoPi = r(TWO_PI),
      turns = r(TURNS),
      slow = r(0.2);

    function horner(coefficients, x) {
      let total = coefficients[coefficients.length - 1];
      for (let k = coefficients.length - 2; k >= 0; k -= 1) total = r(r(total * x) + coefficients[k]);
      return total;
    }

    function tanh(x) {
      if (x > end) x = end;
      if (x < -end) x = -end;
      const square = r(x * x);
      return r(r(x * horner(above, square)) / horner(below, square));
    }

    const logistic = (x) => r(0.5 + r(0.5 * tanh(r(0.5 * x))));
    const withinATurn = (x) => r(x - r(Math.floor(r(r(x * turns) + 0.5)) * twoPi));

    function sine(x) {
      x = withinATurn(x);
      return r(x * horner(odd, r(x * x)));
    }

    function cosine(x) {
      x = withinATurn(x);
      return horner(even, r(x * x));
    }

    // a = φ(z), and φ′(z) from z and a.
    const bends = {
      linear: { value: (z) => z, slope: () => 1 },
      step: { value: (z) => (z >= 0 ? 1 : 0), slope: () => 0 },
      relu: { value: (z) => (z > 0 ? z : 0), slope: (z) => (z > 0 ? 1 : 0) },
      leaky_relu: { value: (z) => (z > 0 ? z : r(slow * z)), slope: (z) => (z > 0 ? 1 : slow) },
      sigmoid: { value: logistic, slope: (z, a) => r(a * r(1 - a)) },
      tanh: { value: tanh, slope: (z, a) => r(1 - r(a * a)) },
      sine: { value: sine, slope: cosine },
      softmax: { value: () => 1, slope: () => 0 }, // of a single unit: e^z / e^z
    };

    return { tanh, logistic, sine, cosine, bends };
  };

  // In 64 bits: e^x for x ≤ 0, and log(1 + u) for 0 ≤ u ≤ 1.
  playground.exponential = (x) => {
    const small = Math.max(x, -700) / 1024;
    let total = 1;
    for (let k = 9; k > 0; k -= 1) total = (total * small) / k + 1;
    for (let k = 0; k < 10; k += 1) total *= total;
    return total;
  };

  playground.logOfOnePlus = (u) => {
    const s = u / (2 + u),
      square = s * s;
    let total = 1 / 27;
    for (let k = 25; k > 0; k -= 2) total = total * square + 1 / k;
    return 2 * s * total;
  };

  playground.random = (seed, stream) => {
    let mixed = (Math.imul(seed, 2654435761) + Math.imul(stream, 40503) + 1) | 0;
    for (let k = 0; k < 3; k += 1) mixed = Math.imul(mixed ^ (mixed >>> 15), 2246822519);
    let state = mixed || 1;

    function uniform() {
      state ^= state << 13;
      state ^= state >>> 17;
      state ^= state << 5;
      return (state >>> 0) / 4294967296;
    }

    function normal() {
      let total = 0;
      for (let k = 0; k < 12; k += 1) total += uniform();
      return total - 6;
    }

    function shuffle(order) {
      for (let i = order.length - 1; i > 0; i -= 1) {
        const j = Math.floor(uniform() * (i + 1)),
          held = order[i];
        order[i] = order[j];
        order[j] = held;
      }
    }

    return { uniform, normal, shuffle };
  };
})();
