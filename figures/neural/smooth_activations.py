"""Activations without corners: smooth rectifiers, and relatives of sigmoid and tanh.

Each function stands above its derivative. Where e^z is needed only for z < 0 it is taken of min(z, 0), so that
nothing overflows; e^z − 1 is `expm1`, which keeps the digits that the subtraction would lose near 0.
"""

import numpy as np

from figures.neural import Array
from figures.neural.activations import sigmoid, tanh

SELU_SCALE = 1.0507009873554805  # λ and α make mean 0 and variance 1 a fixed point of the layers:
SELU_ALPHA = 1.6732632423543772  # Klambauer et al. (2017)


def elu(z: Array, alpha: float = 1.0) -> Array:
    """φ(z) = z if z > 0, else α (e^z − 1). Source: Clevert, Unterthiner & Hochreiter (2016)."""
    return np.where(z > 0, z, alpha * np.expm1(np.minimum(z, 0.0)))


def elu_prime(z: Array, alpha: float = 1.0) -> Array:
    """φ′(z) = 1 if z > 0, else α e^z; continuous at 0 only for α = 1."""
    return np.where(z > 0, 1.0, alpha * np.exp(np.minimum(z, 0.0)))


def selu(z: Array) -> Array:
    """φ(z) = λ elu(z, α) with fixed λ ≈ 1.0507, α ≈ 1.6733. Source: Klambauer et al. (2017)."""
    return SELU_SCALE * elu(z, SELU_ALPHA)


def selu_prime(z: Array) -> Array:
    """φ′(z) = λ elu′(z, α)."""
    return SELU_SCALE * elu_prime(z, SELU_ALPHA)


def celu(z: Array, alpha: float = 1.0) -> Array:
    """φ(z) = max(0, z) + α (e^(min(0, z)/α) − 1). Source: Barron (2017)."""
    return np.maximum(0.0, z) + alpha * np.expm1(np.minimum(0.0, z) / alpha)


def celu_prime(z: Array, alpha: float = 1.0) -> Array:
    """φ′(z) = e^(min(0, z)/α): 1 on the right, continuous for every α."""
    return np.exp(np.minimum(0.0, z) / alpha)


def exponential(z: Array) -> Array:
    """φ(z) = e^z; above z ≈ 709.8 no float is large enough, and the answer is ∞."""
    with np.errstate(over="ignore"):
        return np.exp(z)


def exponential_prime(z: Array) -> Array:
    """φ′(z) = e^z."""
    return exponential(z)


def softplus(z: Array) -> Array:
    """φ(z) = log(1 + e^z), a smooth ReLU. Source: Dugas et al. (2001)."""
    return np.logaddexp(0.0, z)


def softplus_prime(z: Array) -> Array:
    """φ′(z) = sigmoid(z)."""
    return sigmoid(z)


def squareplus(z: Array, b: float = 4.0) -> Array:
    """φ(z) = (z + √(z² + b)) / 2, a smooth ReLU without e^z. Source: Barron (2021)."""
    return (z + np.sqrt(z**2 + b)) / 2


def squareplus_prime(z: Array, b: float = 4.0) -> Array:
    """φ′(z) = (1 + z / √(z² + b)) / 2."""
    return (1 + z / np.sqrt(z**2 + b)) / 2


def log_sigmoid(z: Array) -> Array:
    """φ(z) = log sigmoid(z) = −softplus(−z)."""
    return -softplus(-z)


def log_sigmoid_prime(z: Array) -> Array:
    """φ′(z) = 1 − sigmoid(z) = sigmoid(−z)."""
    return sigmoid(-z)


def softsign(z: Array) -> Array:
    """φ(z) = z / (1 + |z|), slower to saturate than tanh. Source: Glorot & Bengio (2010)."""
    return z / (1 + abs(z))


def softsign_prime(z: Array) -> Array:
    """φ′(z) = 1 / (1 + |z|)²."""
    return 1 / (1 + np.abs(z)) ** 2


def tanh_shrink(z: Array) -> Array:
    """φ(z) = z − tanh(z)."""
    return z - tanh(z)


def tanh_shrink_prime(z: Array) -> Array:
    """φ′(z) = 1 − tanh′(z) = tanh²(z)."""
    return tanh(z) ** 2
