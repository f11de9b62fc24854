"""An activation function bends the pre-activation z into the activation a = φ(z), one number at a time.

The seven that every course meets, each with its derivative φ′ directly below. All take and give an array of any
shape, and none overflows: where e^z would be too large for a float, the formula is written with e^−|z|.
"""

import numpy as np

from figures.neural import Array


def step(z: Array) -> Array:
    """φ(z) = 1 if z ≥ 0, else 0. Source: McCulloch & Pitts (1943)."""
    return np.where(z >= 0, 1.0, 0.0)


def step_prime(z: Array) -> Array:
    """φ′(z) = 0; at the jump z = 0 there is no derivative, and we say 0 too."""
    return np.zeros_like(z, dtype=float)


def sign(z: Array) -> Array:
    """φ(z) = −1 if z < 0, 0 if z = 0, 1 if z > 0. Source: Widrow & Hoff (1960)."""
    return np.sign(z)


def sign_prime(z: Array) -> Array:
    """φ′(z) = 0; at the jump z = 0 there is no derivative, and we say 0 too."""
    return np.zeros_like(z, dtype=float)


def linear(z: Array) -> Array:
    """φ(z) = z, the identity: what a layer without an activation computes."""
    return z


def linear_prime(z: Array) -> Array:
    """φ′(z) = 1."""
    return np.ones_like(z, dtype=float)


def sigmoid(z: Array) -> Array:
    """φ(z) = 1 / (1 + e^−z), the logistic function. Source: Rumelhart, Hinton & Williams (1986)."""
    e = np.exp(-np.abs(z))
    a: Array = np.where(z >= 0, 1.0, e) / (1 + e)
    return a


def sigmoid_prime(z: Array) -> Array:
    """φ′(z) = φ(z) (1 − φ(z)), at most 1/4. We write 1 − φ(z) = φ(−z), which keeps all digits for large z."""
    return sigmoid(z) * sigmoid(-z)


def tanh(z: Array) -> Array:
    """φ(z) = (e^z − e^−z) / (e^z + e^−z) = 2 sigmoid(2z) − 1. Source: LeCun, Bottou, Orr & Müller (1998)."""
    return np.tanh(z)


def tanh_prime(z: Array) -> Array:
    """φ′(z) = 1 − φ(z)², at most 1. We write it as 4 sigmoid′(2z), the same without a difference of equals."""
    return 4 * sigmoid_prime(2 * z)


def relu(z: Array) -> Array:
    """φ(z) = max(0, z), the rectified linear unit. Source: Nair & Hinton (2010)."""
    return np.maximum(z, np.zeros_like(z))  # NumPy compares two arrays much faster than an array and a number


def relu_prime(z: Array) -> Array:
    """φ′(z) = 1 if z > 0, else 0; at the kink z = 0 we say 0, as TensorFlow does."""
    return np.where(z > 0, 1.0, 0.0)


def leaky_relu(z: Array, negative_slope: float = 0.2) -> Array:
    """φ(z) = z if z > 0, else αz, with α the negative slope. Source: Maas, Hannun & Ng (2013)."""
    return np.where(z > 0, z, negative_slope * z)


def leaky_relu_prime(z: Array, negative_slope: float = 0.2) -> Array:
    """φ′(z) = 1 if z > 0, else α."""
    return np.where(z > 0, 1.0, negative_slope)
