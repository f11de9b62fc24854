"""Dropout: at every training step each unit is left out with a given chance, and the others are scaled up to make up
for it; when the network is used, nothing is left out.

This is inverted dropout, as in Keras and PyTorch: the expected activation is the same in training and in use.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import numpy as np

from figures.neural import Array
from figures.neural.batched import Networks
from figures.neural.network import Network
from figures.neural.wide_layer import product


def dropout_mask(shape: tuple[int, ...], rate: float, rng: np.random.Generator) -> Array:
    """m with P(m = 0) = p and m = 1 / (1 − p) otherwise, so that E[m] = 1; p is the rate.

    Raises ValueError unless 0 ≤ p < 1.
    """
    if not 0 <= rate < 1:
        raise ValueError(f"dropout: expected a rate from 0 to below 1, got {rate}")
    return (rng.random(shape) >= rate) / (1 - rate)


class Dropout:
    """A layer that gives m ⊙ x with a fresh mask m while it is active, and x unchanged otherwise.

    It is active inside `dropping` only, which the training step uses. Source: Srivastava et al. (2014).
    """

    def __init__(self, rate: float, rng: np.random.Generator) -> None:
        self.rate, self.rng, self.active = rate, rng, False
        self.parameters: list[Array] = []
        self.gradients: list[Array] = []

    def forward(self, x: Array) -> Array:
        """m ⊙ x, one entry of m for each entry of x (N, n)."""
        self.mask = dropout_mask(x.shape, self.rate if self.active else 0.0, self.rng)
        return self.mask * x

    def backward(self, grad: Array) -> Array:
        """∂L/∂x = m ⊙ ∂L/∂(m ⊙ x), with the mask of the last forward pass."""
        return self.mask * grad


@contextmanager
def dropping(network: Network) -> Iterator[None]:
    """Dropout layers of the network are active inside a `with` block, and at rest after it."""
    layers = [layer for layer in network.layers if isinstance(layer, Dropout)]
    for layer in layers:
        layer.active = True
    try:
        yield
    finally:
        for layer in layers:
            layer.active = False


@dataclass
class DroppedNetworks(Networks):
    """Networks trained at once, with dropout after each hidden layer while `rng` is set; None uses all units."""

    rate: float = 0.5
    rng: np.random.Generator | None = None
    a: list[Array] = field(default_factory=list, init=False)
    masks: list[Array] = field(default_factory=list, init=False)

    def forward(self, x: Array) -> Array:
        """As `Networks.forward`, but the next layer gets m ⊙ a instead of a."""
        if self.rng is None:
            return super().forward(x)
        self.inputs, self.z, self.a, self.masks = [x], [], [], []
        for W, b in zip(self.W, self.b, strict=True):
            self.z.append(product(self.inputs[-1], W, b))
            self.a.append(self.activation.function(self.z[-1]))
            self.masks.append(dropout_mask(self.z[-1].shape, self.rate, self.rng))
            self.inputs.append(self.masks[-1] * self.a[-1])
        self.inputs.pop()  # the last layer has neither activation nor dropout
        return self.z[-1]

    def backward(self, grad: Array) -> list[Array]:
        """As `Networks.backward`, with δ ← (δ Wᵀ) ⊙ m ⊙ φ′(z)."""
        if self.rng is None:
            return super().backward(grad)
        found: list[Array] = []
        for layer in reversed(range(len(self.W))):
            found += [grad.sum(axis=1, keepdims=True), self.inputs[layer].mT @ grad]
            if layer:
                slope = self.masks[layer - 1] * self._slope(self.z[layer - 1], self.a[layer - 1])
                grad = product(grad, self.W[layer].mT) * slope
        return found[::-1]
