"""A ReLU network with one input is a broken line; here its corners are found exactly, not by sampling.

Layer by layer: between two neighbouring corners every z is a straight line, so a unit bends where its line meets zero,
and there only. Source: Montúfar, Pascanu, Cho & Bengio (2014) for the counting of linear regions.
"""

import numpy as np

from figures.neural import Array
from figures.neural.activation_registry import ACTIVATIONS
from figures.neural.layers import Dense, Elementwise, Layer
from figures.neural.network import Network

SAME = 1e-9  # slopes that differ by less, as a part of the largest, are one slope


def zeros_between(x: Array, z: Array) -> Array:
    """Where the broken lines through (x, z) cross zero between two corners; x: (k,), z: (k, units)."""
    left, right = z[:-1], z[1:]
    interval, unit = np.nonzero(left * right < 0)
    l, r = left[interval, unit], right[interval, unit]
    return x[interval] + (x[interval + 1] - x[interval]) * l / (l - r)


def corners(network: Network, low: float, high: float) -> tuple[Array, Array]:
    """All x from low to high where the network may bend, ends included, and ŷ there: (k,) and (k,).

    The network has one input, one output and ReLU or no activation.
    Raises ValueError for any other activation.
    """
    x = np.array([low, high])
    a = x[:, None]
    for layer in network.layers:
        if isinstance(layer, Elementwise):
            if layer.activation.name not in ("relu", "linear"):
                raise ValueError(f"corners: expected relu or linear, got {layer.activation.name}")
            if layer.activation.name == "relu":
                finer = np.union1d(x, zeros_between(x, a))
                a = np.column_stack([np.interp(finer, x, unit) for unit in a.T])  # straight between corners: exact
                x = finer
        a = layer.forward(a)
    return x, a[:, 0]


def count_pieces(network: Network, low: float, high: float) -> int:
    """The number of straight pieces from low to high: neighbours with the same slope count as one."""
    x, y = corners(network, low, high)
    wide = np.diff(x) > SAME * (high - low)  # corners that rounding has doubled
    slopes = (np.diff(y)[wide]) / np.diff(x)[wide]
    return 1 + int((np.abs(np.diff(slopes)) > SAME * (1 + np.abs(slopes).max())).sum())


def fold(times: int) -> Network:
    """The tent x ↦ 2 relu(x) − 4 relu(x − ½) applied `times` times: 2 units a layer, 2^times pieces on [0, 1].

    The affine map after one layer and the one before the next are joined in one. Source: Telgarsky (2016).
    """
    out, halves = np.array([[2.0], [-4.0]]), np.array([0.0, -0.5])
    layers: list[Layer] = []
    for depth in range(times):
        layers += [Dense(np.ones((1, 2)) if depth == 0 else out @ np.ones((1, 2)), halves)]
        layers += [Elementwise(ACTIVATIONS["relu"])]
    return Network([*layers, Dense(out)])
