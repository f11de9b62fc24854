"""The network of "Recognising digits" in NumPy, in single precision and in few passes over memory: fast on one core.

As many inputs as a digit has pixels, 512 ReLU units, a fifth of them left out at each step, ten logits; Adam on the
cross-entropy of batches of 128. A network is the list of its parameters [W1, b1, W2, b2].
Source: LeCun, Bottou, Bengio & Haffner (1998), for multi-layer perceptrons on these digits.
"""

from collections.abc import Iterator
from typing import Any

import numpy as np

from figures.neural import Array, Labels
from figures.neural.dropout import dropout_mask
from figures.neural.initialisers import glorot_uniform
from figures.neural.outputs import log_softmax

HIDDEN, CLASSES, RATE, BATCH = 512, 10, 0.2, 128
SINGLE: Any = np.float32  # half the memory of double precision, twice the speed; the book's arrays are typed as double


def beginning(inputs: int, rng: np.random.Generator) -> list[Array]:
    """Weights as Keras draws them, biases 0."""
    layers = [glorot_uniform(*shape, rng).astype(SINGLE) for shape in ((inputs, HIDDEN), (HIDDEN, CLASSES))]
    return [layers[0], np.zeros(HIDDEN, SINGLE), layers[1], np.zeros(CLASSES, SINGLE)]


def logits(network: list[Array], x: Array) -> Array:
    """relu(x W1 + b1) W2 + b2, (N, 10), for x (N, pixels): the network in use, with all its units."""
    W1, b1, W2, b2 = network
    z = x @ W1
    z += b1
    return np.maximum(z, 0, out=z) @ W2 + b2


def gradients(network: list[Array], x: Array, y: Labels, mask: Array) -> list[Array]:
    """∂L/∂W1, ∂L/∂b1, ∂L/∂W2, ∂L/∂b2 of the mean cross-entropy with the dropout mask m (N, 512).

    With p = softmax(logits): δ2 = (p − onehot(y)) / N, then δ1 = (δ2 W2ᵀ) ⊙ m ⊙ [z > 0].
    """
    W1, b1, W2, b2 = network
    z = x @ W1 + b1
    passed = (z > 0) * mask
    a = z * passed
    delta = np.exp(log_softmax(a @ W2 + b2))
    delta[np.arange(len(y)), y] -= 1
    delta /= SINGLE(len(y))
    back = (delta @ W2.T) * passed
    return [x.T @ back, back.sum(axis=0), a.T @ delta, delta.sum(axis=0)]


class Adam:
    """The Adam of `neural.optimisers` with its defaults, but in place: new arrays at every step cost more than sums."""

    def __init__(self, network: list[Array]) -> None:
        self.m, self.v, self.spare = ([np.zeros_like(each) for each in network] for _ in range(3))
        self.t = 0

    def update(self, network: list[Array], gradients: list[Array]) -> None:
        """One step: changes the network, and the gradients too."""
        self.t += 1
        rate = 0.001 * np.sqrt(1 - 0.999**self.t) / (1 - 0.9**self.t)
        for parameter, g, m, v, spare in zip(network, gradients, self.m, self.v, self.spare, strict=True):
            m += np.multiply(np.subtract(g, m, out=spare), SINGLE(0.1), out=spare)
            g *= g
            v += np.multiply(np.subtract(g, v, out=spare), SINGLE(0.001), out=spare)
            np.sqrt(v, out=spare)
            spare += SINGLE(1e-7)
            np.divide(m, spare, out=spare)
            spare *= SINGLE(rate)
            parameter -= spare


def learning(x: Array, y: Labels, seed: int, steps: int) -> Iterator[list[Array]]:
    """The network before the first and after every step; always the same list, changed in place."""
    rng = np.random.default_rng(seed)
    network = beginning(x.shape[1], rng)
    adam, order = Adam(network), np.empty(0, int)
    yield network
    for _ in range(steps):
        if not len(order):
            order = rng.permutation(len(x))
        rows, order = order[:BATCH], order[BATCH:]
        mask = dropout_mask((len(rows), HIDDEN), RATE, rng).astype(SINGLE)
        adam.update(network, gradients(network, x[rows], y[rows], mask))
        yield network
