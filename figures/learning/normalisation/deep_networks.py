"""Networks with a normalisation before each activation, many at once, to see what it changes in training."""

from dataclasses import dataclass, field

import numpy as np

from figures.neural import Array
from figures.neural.batched import Networks
from figures.neural.normalisation import standardise, standardise_backward

AXES = {"none": None, "batch": -2, "layer": -1}  # along the examples, along the units


@dataclass
class NormalisedNetworks(Networks):
    """As `Networks`, with each hidden z standardised along `axis` first; without γ and β. None: as they are."""

    axis: int | None = None
    s: list[Array] = field(default_factory=list, init=False)

    def forward(self, x: Array) -> Array:
        """ŷ (S, N, n_out); `z` keeps the standardised values."""
        if self.axis is None:
            return super().forward(x)
        self.inputs, self.z, self.s = [x], [], []
        for W, b in zip(self.W[:-1], self.b[:-1], strict=True):
            u, s = standardise(self.inputs[-1] @ W + b, self.axis)
            self.z.append(u)
            self.s.append(s)
            self.inputs.append(self.activation.function(u))
        self.z.append(self.inputs[-1] @ self.W[-1] + self.b[-1])
        return self.z[-1]

    def backward(self, grad: Array) -> list[Array]:
        """As `Networks.backward`, with the way back through the standardising."""
        if self.axis is None:
            return super().backward(grad)
        found: list[Array] = []
        for layer in reversed(range(len(self.W))):
            a = self.inputs[layer]
            found += [grad.sum(axis=1, keepdims=True), np.swapaxes(a, -1, -2) @ grad]
            if layer:
                u = self.z[layer - 1]
                grad = (grad @ np.swapaxes(self.W[layer], 1, 2)) * self._slope(u, a)
                grad = standardise_backward(u, self.s[layer - 1], grad, self.axis)
        return found[::-1]
