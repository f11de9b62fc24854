"""Dense layers, forward and backward, and the step of an optimiser: all parameters lie in one row of numbers.

The weights of a layer come first, input by input, then its biases; then the next layer.
"""

from itertools import pairwise
from typing import Any

import numpy as np

from figures.playground.arithmetic import Array, Random, Real, add_up, cosine, logistic, sine, tanh

Slopes = tuple[Array, Array]


def bend(activation: str, z: Array) -> Slopes:
    """a = φ(z) and φ′(z). Raises ValueError for an unknown activation."""
    one, zero = np.ones_like(z), np.zeros_like(z)
    if activation == "linear":
        return z, one
    if activation == "step":
        return np.where(z >= 0, one, zero), zero
    if activation == "relu":
        return np.where(z > 0, z, zero), np.where(z > 0, one, zero)
    if activation == "leaky_relu":
        return np.where(z > 0, z, z.dtype.type(0.2) * z), np.where(z > 0, one, z.dtype.type(0.2))
    if activation == "sigmoid":
        a = logistic(z)
        return a, a * (one - a)
    if activation == "tanh":
        a = tanh(z)
        return a, one - a * a
    if activation == "sine":
        return sine(z), cosine(z)
    if activation == "softmax":  # of a single unit: e^z / e^z
        return one, zero
    raise ValueError(f"activation: expected the name of one, got {activation}")


def target_of(y: Array, loss: str, output: str, classes: bool) -> Array:
    """What the output is compared with: y, or for classes −1 and 1 where the output can be negative."""
    signed = classes and (loss == "hinge" or (loss == "quadratic" and output in ("linear", "tanh")))
    return y.dtype.type(2) * y - y.dtype.type(1) if signed else y


class Network:
    """The network, its gradients and the memory of its optimiser, all in one precision."""

    def __init__(self, sizes: list[int], settings: dict[str, Any], real: Real) -> None:
        self.sizes, self.settings, self.real = sizes, settings, real
        count = sum(n * m + m for n, m in pairwise(sizes))
        self.theta: Array = np.zeros(count, real)
        self.free: Array = np.ones(count, real)  # 0 where a parameter is frozen
        self.priced: Array = np.zeros(count, real)  # 1 for weights, which L1 and L2 act on
        self.m, self.v = self.priced.copy(), self.priced.copy()
        self.beta_1, self.beta_2 = 1.0, 1.0
        self.layers, at = [], 0
        for n, m in pairwise(sizes):
            self.priced[at : at + n * m] = 1
            self.layers.append((slice(at, at + n * m), slice(at + n * m, at + n * m + m), (n, m)))
            at += n * m + m

    def start(self, how: str, chance: Random) -> None:
        """Weights: uniform on ±√(6 / (n_in + n_out)), all ½ or all 0. Biases: 0."""
        for W, _, (n, m) in self.layers:
            reach = float(np.sqrt(6 / (n + m)))
            if how == "random":
                self.theta[W] = [(2 * chance.uniform() - 1) * reach for _ in range(n * m)]
            else:
                self.theta[W] = 0.5 if how == "equal" else 0

    def forward(self, x: Array, chance: Random | None = None) -> Array:
        """z (N,) of the output; keeps what backward needs. With `chance`, hidden units are left out."""
        self.inputs, self.slopes = [x], []
        for W, b, shape in self.layers:
            weights = self.theta[W].reshape(shape)
            z = np.repeat(self.theta[b][None], len(x), axis=0)
            for i in range(shape[0]):
                z = z + self.inputs[-1][:, i, None] * weights[i]
            if W is self.layers[-1][0]:
                break
            a, slope = bend(self.settings["activation"], z)
            if chance and self.settings["dropout"]:
                mask = self.mask(a.shape, chance)
                a, slope = a * mask, slope * mask
            self.inputs.append(a)
            self.slopes.append(slope)
        return z[:, 0]

    def mask(self, shape: tuple[int, ...], chance: Random) -> Array:
        """0 with the probability p of dropout, else 1 / (1 − p), drawn unit by unit."""
        p = self.settings["dropout"] / 100
        draws = [chance.uniform() >= p for _ in range(shape[0] * shape[1])]
        return np.array(draws).reshape(shape[1], shape[0]).T * self.real(1 / (1 - p))

    def error(self, z: Array, y: Array, classes: bool) -> Array:
        """δ = ∂L/∂z of the output, (N,)."""
        loss, output, rows = self.settings["loss"], self.settings["output"], self.real(len(z))
        target = target_of(y, loss, output, classes)
        delta: Array
        if loss == "cross_entropy":
            delta = (logistic(z) - target) / rows
        elif loss == "hinge":
            delta = np.where(target * z < 1, -target / rows, self.real(0))
        else:
            a, slope = bend(output, z)
            delta = self.real(2) * (a - target) / rows * slope
        return delta

    def backward(self, delta: Array) -> Array:
        """∂L/∂θ from δ of the output; call forward first."""
        gradient, d = np.zeros_like(self.theta), delta[:, None]
        for layer in reversed(range(len(self.layers))):
            W, b, (n, m) = self.layers[layer]
            gradient[W] = add_up(self.inputs[layer][:, :, None] * d[:, None, :]).ravel()
            gradient[b] = add_up(d)
            if layer:
                weights = self.theta[W].reshape(n, m)
                before: Array = np.zeros((len(d), n), self.real)
                for j in range(m):
                    before = before + d[:, j, None] * weights[:, j]
                d = before * self.slopes[layer - 1]
        return gradient

    def update(self, gradient: Array) -> None:
        """θ ← θ − step, with L1 and L2 in the gradient; what is frozen stays."""
        real, chosen = self.real, self.settings
        eta, optimiser, w = real(chosen["rate"]), chosen["optimiser"], self.theta
        g = gradient + self.priced * (real(2 * chosen["l2"]) * w + real(chosen["l1"]) * np.sign(w))
        if optimiser == "sgd":
            step = eta * g
        elif optimiser == "momentum":
            self.v = real(0.9) * self.v - eta * g
            step = -self.v
        elif optimiser == "rmsprop":
            self.v = real(0.9) * self.v + real(1 - 0.9) * (g * g)
            step = eta * g / np.sqrt(self.v + real(1e-7))
        elif optimiser == "adam":
            self.beta_1, self.beta_2 = self.beta_1 * 0.9, self.beta_2 * 0.999
            rate = real(chosen["rate"] * float(np.sqrt(1 - self.beta_2)) / (1 - self.beta_1))
            self.m = real(0.9) * self.m + real(1 - 0.9) * g
            self.v = real(0.999) * self.v + real(1 - 0.999) * (g * g)
            step = rate * self.m / (np.sqrt(self.v) + real(1e-7))
        else:
            raise ValueError(f"optimiser: expected sgd, momentum, rmsprop or adam, got {optimiser}")
        self.theta = w - self.free * step
