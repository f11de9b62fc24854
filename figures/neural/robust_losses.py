"""Losses that do not let a few wild targets rule: the push of one error is bounded, however large the error is.

ŷ and y have the same shape (N, n), and every loss is a mean over all N · n entries. Each function stands above its
gradient ∂L/∂ŷ.
"""

import numpy as np

from figures.neural import Array
from figures.neural.losses import Loss, same_shape

BEND = 1.0  # where Huber's loss turns from a parabola into straight lines, as in Keras


def mean_absolute_error(y_hat: Array, y: Array) -> float:
    """L = mean of |ŷ − y|."""
    same_shape(y_hat, y)
    return float(np.mean(np.abs(y_hat - y)))


def mean_absolute_error_gradient(y_hat: Array, y: Array) -> Array:
    """∂L/∂ŷ = sign(ŷ − y) / (N n), and 0 at the corner, where ŷ = y."""
    return np.sign(y_hat - y) / y.size


def huber(y_hat: Array, y: Array) -> float:
    """L = mean of ½ r² where |r| = |ŷ − y| is at most 1, and of |r| − ½ beyond. Source: Huber (1964)."""
    same_shape(y_hat, y)
    r = np.abs(y_hat - y)
    return float(np.mean(np.where(r <= BEND, r**2 / 2, BEND * r - BEND**2 / 2)))


def huber_gradient(y_hat: Array, y: Array) -> Array:
    """∂L/∂ŷ = (ŷ − y, cut off at −1 and 1) / (N n)."""
    return np.clip(y_hat - y, -BEND, BEND) / y.size


# By the names of Keras.
ROBUST_LOSSES: dict[str, Loss] = {
    "mean_absolute_error": Loss(mean_absolute_error, mean_absolute_error_gradient),
    "huber": Loss(huber, huber_gradient),
}
