"""A network with two weights, ŷ = tanh(w₁x + ½) + tanh(w₂x − 1): its loss is a landscape that can be drawn.

Two hidden units read one input; their biases and output weights are fixed. The targets come from the network itself
with w = (2, −1), so the lowest loss is 0. w may be any array of shape (…, 2): all points of a map at once.
"""

import numpy as np
from numpy.typing import ArrayLike

from figures.neural import Array

INPUTS = np.linspace(-2.0, 2.0, 15)
BIASES = np.array([0.5, -1.0])
TRUE_WEIGHTS = np.array([2.0, -1.0])


def hidden(w: ArrayLike) -> Array:
    """tanh(w_j x + b_j) for each unit and input: (…, 2, 15)."""
    return np.asarray(np.tanh(np.asarray(w, float)[..., None] * INPUTS + BIASES[:, None]))


TARGETS = hidden(TRUE_WEIGHTS).sum(-2)


def loss(w: ArrayLike) -> Array:
    """L(w) = mean of (ŷ − y)² over the 15 inputs: shape (…,)."""
    return np.asarray(np.mean((hidden(w).sum(-2) - TARGETS) ** 2, axis=-1))


def gradient(w: ArrayLike) -> Array:
    """∂L/∂w_j = mean of 2 (ŷ − y) (1 − a_j²) x: shape (…, 2)."""
    a = hidden(w)
    error = 2 * (a.sum(-2) - TARGETS)
    return np.asarray((1 - a**2) @ (error * INPUTS)[..., None])[..., 0] / len(INPUTS)
