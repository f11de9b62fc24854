"""Losses beyond the first ones: for a margin, for a class that is rare, for a spread that is predicted as well.

Each function stands above its gradient with respect to its first argument; every loss is a mean over the N rows.
"""

import numpy as np

from figures.neural import Array
from figures.neural.activations import sigmoid
from figures.neural.losses import Loss, same_shape
from figures.neural.smooth_activations import softplus


def hinge(z: Array, y: Array) -> float:
    """L = mean of max(0, 1 − m) with the margin m = (2y − 1) z; y is 0 or 1. Source: Cortes & Vapnik (1995)."""
    same_shape(z, y)
    return float(np.mean(np.maximum(0.0, 1 - (2 * y - 1) * z)))


def hinge_gradient(z: Array, y: Array) -> Array:
    """∂L/∂z = −(2y − 1) / (N n) where m < 1, and 0 elsewhere."""
    t = 2 * y - 1
    return -t * (t * z < 1) / y.size


def weighted_cross_entropy(weight: float) -> Loss:
    """Binary cross-entropy from logits, an example of class 1 counting `weight` times. Source: Elkan (2001)."""

    def function(z: Array, y: Array) -> float:
        """L = mean of c (softplus(z) − y z), with c = w where y = 1 and 1 elsewhere."""
        same_shape(z, y)
        return float(np.mean((1 + (weight - 1) * y) * (softplus(z) - y * z)))

    def gradient(z: Array, y: Array) -> Array:
        """∂L/∂z = c (sigmoid(z) − y) / (N n)."""
        return (1 + (weight - 1) * y) * (sigmoid(z) - y) / y.size

    return Loss(function, gradient)


def gaussian_with_spread(y_hat: Array, y: Array) -> float:
    """L = mean of ½ (y − m)² e^(−2r) + r: minus the log of a bell with centre m and spread s = e^r, but for a constant.

    ŷ is (N, 2) with the columns m and r; y has the target in its first column. Source: Nix & Weigend (1994).
    """
    m, r = y_hat[:, 0], y_hat[:, 1]
    return float(np.mean((y[:, 0] - m) ** 2 * np.exp(-2 * r) / 2 + r))


def gaussian_with_spread_gradient(y_hat: Array, y: Array) -> Array:
    """∂L/∂m = (m − y) / (s² N) and ∂L/∂r = (1 − (y − m)² / s²) / N, side by side."""
    error, precision = y_hat[:, 0] - y[:, 0], np.exp(-2 * y_hat[:, 1])
    return np.column_stack([error * precision, 1 - error**2 * precision]) / len(y_hat)


HINGE = Loss(hinge, hinge_gradient)
WITH_SPREAD = Loss(gaussian_with_spread, gaussian_with_spread_gradient)
