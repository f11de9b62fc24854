"""A loss L says in one number how far the outputs ŷ are from the targets y; its gradient ∂L/∂ŷ begins backpropagation.

ŷ and y have the same shape (N, n). Every loss is a mean, so its size does not depend on the size of the batch.
Cross-entropy comes in two forms: of probabilities, and of logits z (before sigmoid or softmax), which never overflows
and has the simplest gradient there is: probability minus target.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from figures.neural import Array
from figures.neural.activations import sigmoid
from figures.neural.outputs import log_softmax, softmax
from figures.neural.smooth_activations import softplus

EPSILON = 1e-7  # probabilities are kept this far from 0 and 1, as in Keras, so that no logarithm is infinite


def same_shape(y_hat: Array, y: Array) -> None:
    """Raise ValueError unless ŷ and y are both (N, n): NumPy would stretch (N, 1) and (N,) to (N, N) in silence."""
    if y_hat.shape != y.shape or y.ndim != 2:
        raise ValueError(f"loss: expected ŷ and y of one shape (N, n), got {y_hat.shape} and {y.shape}")


def mean_squared_error(y_hat: Array, y: Array) -> float:
    """L = mean of (ŷ − y)² over all N · n entries; no ½ in front."""
    same_shape(y_hat, y)
    return float(np.mean((y_hat - y) ** 2))


def mean_squared_error_gradient(y_hat: Array, y: Array) -> Array:
    """∂L/∂ŷ = 2 (ŷ − y) / (N n)."""
    return 2 * (y_hat - y) / y.size


def binary_cross_entropy(p: Array, y: Array) -> float:
    """L = mean of −y log p − (1 − y) log(1 − p) over all N · n entries; p are probabilities, y is 0 or 1."""
    same_shape(p, y)
    p = np.clip(p, EPSILON, 1 - EPSILON)
    return float(np.mean(-y * np.log(p) - (1 - y) * np.log(1 - p)))


def binary_cross_entropy_gradient(p: Array, y: Array) -> Array:
    """∂L/∂p = (p − y) / (p (1 − p)) / (N n), and 0 where p is cut off at ε or 1 − ε: there the loss is flat."""
    inside = (p > EPSILON) & (p < 1 - EPSILON)
    p = np.clip(p, EPSILON, 1 - EPSILON)
    return inside * (p - y) / (p * (1 - p)) / y.size


def binary_cross_entropy_from_logits(z: Array, y: Array) -> float:
    """L = mean of softplus(z) − y z over all N · n entries: the same loss with p = sigmoid(z)."""
    same_shape(z, y)
    return float(np.mean(softplus(z) - y * z))


def binary_cross_entropy_from_logits_gradient(z: Array, y: Array) -> Array:
    """∂L/∂z = (sigmoid(z) − y) / (N n): never vanishes while the answer is wrong. Source: Nielsen (2015), eq. 61."""
    return (sigmoid(z) - y) / y.size


def categorical_cross_entropy(p: Array, y: Array) -> float:
    """L = mean over the N rows of −Σ_j y_j log p_j; each row of p sums to 1, each row of y is one-hot."""
    same_shape(p, y)
    return float(np.mean(-np.sum(y * np.log(np.clip(p, EPSILON, 1 - EPSILON)), axis=1)))


def categorical_cross_entropy_gradient(p: Array, y: Array) -> Array:
    """∂L/∂p = −(y / p) / N, and 0 where p is cut off at ε or 1 − ε: there the loss is flat."""
    inside = (p > EPSILON) & (p < 1 - EPSILON)
    return inside * -y / np.clip(p, EPSILON, 1 - EPSILON) / len(y)


def categorical_cross_entropy_from_logits(z: Array, y: Array) -> float:
    """L = mean over the N rows of −Σ_j y_j log softmax(z)_j: the same loss with p = softmax(z)."""
    same_shape(z, y)
    return float(np.mean(-np.sum(y * log_softmax(z), axis=1)))


def categorical_cross_entropy_from_logits_gradient(z: Array, y: Array) -> Array:
    """∂L/∂z = (softmax(z) − y) / N, for rows of y that sum to 1."""
    return (softmax(z) - y) / len(y)


@dataclass(frozen=True)
class Loss:
    """A loss and its gradient with respect to its first argument."""

    function: Callable[[Array, Array], float]
    gradient: Callable[[Array, Array], Array]


LOSSES: dict[str, Loss] = {
    "mean_squared_error": Loss(mean_squared_error, mean_squared_error_gradient),
    "binary_cross_entropy": Loss(binary_cross_entropy, binary_cross_entropy_gradient),
    "binary_cross_entropy_from_logits": Loss(
        binary_cross_entropy_from_logits, binary_cross_entropy_from_logits_gradient
    ),
    "categorical_cross_entropy": Loss(categorical_cross_entropy, categorical_cross_entropy_gradient),
    "categorical_cross_entropy_from_logits": Loss(
        categorical_cross_entropy_from_logits, categorical_cross_entropy_from_logits_gradient
    ),
}
