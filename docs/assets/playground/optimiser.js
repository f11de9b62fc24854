// θ ← θ − step, with L1 and L2 in the gradient; what is frozen stays. As `update` in figures/playground/network.py.
playground.optimiser = (theta, free, gradient, layers, chosen, r) => {
  const m = theta.slice(),
    v = theta.slice(),
    priced = theta.slice();
  layers.forEach(({ w, b }) => priced.fill(1, w, b));
  let beta1 = 1,
    beta2 = 1,
    rate = 0;

  const steps = {
    sgd: (g) => r(r(chosen.rate) * g),
    momentum(g, k) {
      v[k] = r(r(r(0.9) * v[k]) - r(r(chosen.rate) * g));
      return -v[k];
    },
    rmsprop(g, k) {
      v[k] = r(r(r(0.9) * v[k]) + r(r(1 - 0.9) * r(g * g)));
      return r(r(r(chosen.rate) * g) / r(Math.sqrt(r(v[k] + r(1e-7)))));
    },
    adam(g, k) {
      m[k] = r(r(r(0.9) * m[k]) + r(r(1 - 0.9) * g));
      v[k] = r(r(r(0.999) * v[k]) + r(r(1 - 0.999) * r(g * g)));
      return r(r(rate * m[k]) / r(r(Math.sqrt(v[k])) + r(1e-7)));
    },
  };
  const stepOf = steps[chosen.optimiser];

  return () => {
    const l1 = r(chosen.l1),
      l2 = r(2 * chosen.l2);
    beta1 *= 0.9;
    beta2 *= 0.999;
    rate = r((chosen.rate * Math.sqrt(1 - beta2)) / (1 - beta1));
    for (let k = 0; k < theta.length; k += 1) {
      const price = r(r(l2 * theta[k]) + r(l1 * Math.sign(theta[k])));
      const g = r(gradient[k] + r(priced[k] * price));
      theta[k] = r(theta[k] - r(free[k] * stepOf(g, k)));
    }
  };
};
