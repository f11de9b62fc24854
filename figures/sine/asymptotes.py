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


def asymptotes(networks: Networks) -> Array:
    """(S, 2, 2): for each network the lines for x → −∞ and x → +∞, each as (slope, intercept).

    ŷ = Σ_j v_j φ(w_j x + b_j) + c becomes x Σ_j v_j p_j w_j + Σ_j v_j (p_j b_j + q_j) + c, with p_j, q_j of the end to
    which w_j x goes. A unit with w_j = 0 does not depend on x and is counted as it is.
    Raises ValueError for networks that do not have one input, one hidden layer and one output.
    """
    if len(networks.W) != 2 or networks.W[0].shape[1] != 1 or networks.W[1].shape[2] != 1:
        raise ValueError(f"asymptotes: expected layers 1–n–1, got shapes {[W.shape[1:] for W in networks.W]}")
    w, b = networks.W[0][:, 0, :], networks.b[0][:, 0, :]  # (S, n)
    v, c = networks.W[1][:, :, 0], networks.b[1][:, 0, 0]  # (S, n), (S,)
    ends = np.array(ENDS[networks.activation.name])  # (2, 2)
    lines = []
    for side in (-1, 1):
        end = ends[(side * w > 0).astype(int)]  # (S, n, 2)
        still = w == 0
        p, q = np.where(still, 0, end[..., 0]), np.where(still, networks.activation.function(b), end[..., 1])
        lines.append(np.stack([np.sum(v * p * w, axis=1), np.sum(v * (p * b + q), axis=1) + c], axis=1))
    return np.stack(lines, axis=1)
