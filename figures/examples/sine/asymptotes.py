"""Far outside the data a network with one hidden layer is a straight line, which its weights give away beforehand.

For z → ±∞ every activation here is a line itself, φ(z) ≈ p z + q. Put it in for each unit, on the side to which its
weight sends it, and add up.
"""

import numpy as np

from figures.neural import Array
from figures.neural.batched import Networks

# (p, q) for z → −∞ and for z → +∞, by the name in the registry.
ENDS = {
    "linear": ((1.0, 0.0), (1.0, 0.0)),
    "sigmoid": ((0.0, 0.0), (0.0, 1.0)),
    "tanh": ((0.0, -1.0), (0.0, 1.0)),
    "relu": ((0.0, 0.0), (1.0, 0.0)),
}


def units(networks: Networks) -> tuple[Array, Array, Array, Array]:
    """w, b, v, each (S, n), and c (S,) of ŷ = Σ_j v_j φ(w_j x + b_j) + c.

    Raises ValueError for networks that do not have one input, one hidden layer and one output.
    """
    if len(networks.W) != 2 or networks.W[0].shape[1] != 1 or networks.W[1].shape[2] != 1:
        raise ValueError(f"asymptotes: expected layers 1–n–1, got shapes {[W.shape[1:] for W in networks.W]}")
    return networks.W[0][:, 0, :], networks.b[0][:, 0, :], networks.W[1][:, :, 0], networks.b[1][:, 0, 0]


def corners(networks: Networks) -> Array:
    """x_j = −b_j / w_j, where z_j = 0: the corners of ReLU units, (S, n)."""
    w, b, _, _ = units(networks)
    return -b / w


def asymptotes(networks: Networks) -> Array:
    """The lines for x → −∞ and x → +∞, as (slope, intercept): (S, 2, 2).

    x Σ_j v_j p_j w_j + Σ_j v_j (p_j b_j + q_j) + c, with p_j and q_j of
    the end to which w_j x goes. A unit with w_j = 0 is a constant.
    """
    w, b, v, c = units(networks)
    ends = np.array(ENDS[networks.activation.name])
    constant = networks.activation.function(b)
    lines = []
    for side in (-1, 1):
        p, q = np.moveaxis(ends[(side * w > 0).astype(int)], -1, 0)
        p, q = np.where(w == 0, 0, p), np.where(w == 0, constant, q)
        slope = np.sum(v * p * w, axis=1)
        intercept = np.sum(v * (p * b + q), axis=1) + c
        lines.append(np.stack([slope, intercept], axis=1))
    return np.stack(lines, axis=1)
