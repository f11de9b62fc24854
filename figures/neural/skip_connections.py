"""ŷ = network(x) + x U: inputs that also reach the output directly, past all hidden layers."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from figures.neural import Array
from figures.neural.activation_registry import Activation
from figures.neural.batched import Networks, seeded_networks
from figures.neural.initialisers import glorot_uniform


@dataclass
class SkipNetworks(Networks):
    """S networks with direct weights U (S, n_in, n_out) besides. Source: Rumelhart et al. (1986)."""

    U: Array = field(default_factory=lambda: np.empty(0))

    def __post_init__(self) -> None:
        """U lies behind W and b."""
        super().__post_init__()
        self.U = self.theta[..., -self.U[0].size :].reshape(self.U.shape)

    def forward(self, x: Array) -> Array:
        """ŷ (S, N, n_out) from x (N, n_in)."""
        return super().forward(x) + x @ self.U

    def backward(self, grad: Array) -> list[Array]:
        """As for Networks, and ∂L/∂U = xᵀ δ last."""
        return [*super().backward(grad), np.swapaxes(self.inputs[0], -1, -2) @ grad]

    @property
    def parameters(self) -> list[Array]:
        """Those of the layers, then U."""
        return [*super().parameters, self.U]


def seeded_skip_networks(widths: Sequence[int], activation: Activation, seeds: Sequence[int]) -> SkipNetworks:
    """One for each seed: the layers of `seeded_networks`, and U drawn as a layer from input to output would be."""
    plain = seeded_networks(widths, activation, seeds)
    direct = [glorot_uniform(widths[0], widths[-1], np.random.default_rng([seed, 1])) for seed in seeds]
    return SkipNetworks(plain.W, plain.b, activation, np.stack(direct))
