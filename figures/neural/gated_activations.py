"""Activations of the form φ(z) = z · gate(z): the number z decides itself how much of it passes.

The gate rises from 0 to 1, so φ is near 0 far to the left and near z far to the right, with a dip below 0 between.
By the product rule φ′(z) = gate(z) + z · gate′(z).
"""

import math
from collections.abc import Callable

import numpy as np

from figures.neural import Array
from figures.neural.activations import sigmoid, sigmoid_prime, tanh, tanh_prime
from figures.neural.piecewise_activations import hard_sigmoid, hard_sigmoid_prime
from figures.neural.smooth_activations import softplus, softplus_prime

erfc: Callable[[Array], Array] = np.vectorize(math.erfc, otypes=[float])  # NumPy itself has none


def normal_cdf(z: Array) -> Array:
    """Φ(z) = ½ erfc(−z/√2), the probability that a standard normal number is below z."""
    return 0.5 * erfc(-z / math.sqrt(2))


def normal_cdf_prime(z: Array) -> Array:
    """Φ′(z) = e^(−z²/2) / √(2π), the bell curve."""
    return np.exp(-(z**2) / 2) / math.sqrt(2 * math.pi)


def gelu(z: Array) -> Array:
    """φ(z) = z Φ(z), exact (not the approximation by tanh). Source: Hendrycks & Gimpel (2016)."""
    return z * normal_cdf(z)


def gelu_prime(z: Array) -> Array:
    """φ′(z) = Φ(z) + z Φ′(z)."""
    return normal_cdf(z) + z * normal_cdf_prime(z)


def silu(z: Array) -> Array:
    """φ(z) = z sigmoid(z), also called swish. Source: Elfwing, Uchibe & Doya (2018)."""
    return z * sigmoid(z)


def silu_prime(z: Array) -> Array:
    """φ′(z) = sigmoid(z) + z sigmoid′(z)."""
    return sigmoid(z) + z * sigmoid_prime(z)


def hard_silu(z: Array) -> Array:
    """φ(z) = z hard_sigmoid(z), also called hard swish. Source: Howard et al. (2019)."""
    return z * hard_sigmoid(z)


def hard_silu_prime(z: Array) -> Array:
    """φ′(z) = hard_sigmoid(z) + z hard_sigmoid′(z)."""
    return hard_sigmoid(z) + z * hard_sigmoid_prime(z)


def mish(z: Array) -> Array:
    """φ(z) = z tanh(softplus(z)). Source: Misra (2019)."""
    return z * tanh(softplus(z))


def mish_prime(z: Array) -> Array:
    """φ′(z) = tanh(s) + z tanh′(s) s′ with s = softplus(z)."""
    s = softplus(z)
    return tanh(s) + z * tanh_prime(s) * softplus_prime(z)
