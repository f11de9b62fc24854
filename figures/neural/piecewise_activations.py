"""Activations made of straight pieces (one has a parabola): cheap, and exactly 0 or 1 where the smooth ones only tend.

Each function stands above its derivative; at a kink the derivative takes the value of one of the two sides.
"""

import numpy as np

from figures.neural import Array


def relu6(z: Array) -> Array:
    """φ(z) = min(max(0, z), 6): a rectifier with a ceiling. Source: Krizhevsky (2010)."""
    return np.clip(z, 0.0, 6.0)


def relu6_prime(z: Array) -> Array:
    """φ′(z) = 1 if 0 < z < 6, else 0."""
    return np.where((z > 0) & (z < 6), 1.0, 0.0)


def hard_tanh(z: Array) -> Array:
    """φ(z) = −1, z or 1: z cut off at −1 and 1. Source: Collobert (2004)."""
    return np.clip(z, -1.0, 1.0)


def hard_tanh_prime(z: Array) -> Array:
    """φ′(z) = 1 if |z| < 1, else 0."""
    return np.where(np.abs(z) < 1, 1.0, 0.0)


def hard_sigmoid(z: Array) -> Array:
    """φ(z) = 0, (z + 3)/6 or 1: a ramp from −3 to 3. Source: Howard et al. (2019)."""
    return np.clip((z + 3) / 6, 0.0, 1.0)


def hard_sigmoid_prime(z: Array) -> Array:
    """φ′(z) = 1/6 if |z| < 3, else 0."""
    return np.where(np.abs(z) < 3, 1 / 6, 0.0)


def sparse_sigmoid(z: Array) -> Array:
    """φ(z) = 0, (z + 1)/2 or 1: a ramp from −1 to 1, sparsemax of (z, 0). Source: Martins & Astudillo (2016)."""
    return np.clip((z + 1) / 2, 0.0, 1.0)


def sparse_sigmoid_prime(z: Array) -> Array:
    """φ′(z) = 1/2 if |z| < 1, else 0."""
    return np.where(np.abs(z) < 1, 0.5, 0.0)


def sparse_plus(z: Array) -> Array:
    """φ(z) = 0 if z ≤ −1, (z + 1)²/4 if |z| < 1, z if z ≥ 1. Source: Martins & Astudillo (2016)."""
    return np.where(z >= 1, z, (np.clip(z, -1.0, 1.0) + 1) ** 2 / 4)


def sparse_plus_prime(z: Array) -> Array:
    """φ′(z) = sparse_sigmoid(z): this one has no kink."""
    return sparse_sigmoid(z)


def threshold(z: Array, threshold: float = 1.0, default_value: float = 0.0) -> Array:
    """φ(z) = z if z > θ, else v. Keras gives θ and v no default; 1 and 0 are ours."""
    return np.where(z > threshold, z, default_value)


def threshold_prime(z: Array, threshold: float = 1.0, default_value: float = 0.0) -> Array:
    """φ′(z) = 1 if z > θ, else 0, whatever v."""
    return np.where(z > threshold, 1.0, 0.0)


def hard_shrink(z: Array, threshold: float = 0.5) -> Array:
    """φ(z) = z if |z| > λ, else 0: keep or kill. Source: Donoho & Johnstone (1994)."""
    return np.where(np.abs(z) > threshold, z, 0.0)


def hard_shrink_prime(z: Array, threshold: float = 0.5) -> Array:
    """φ′(z) = 1 if |z| > λ, else 0."""
    return np.where(np.abs(z) > threshold, 1.0, 0.0)


def soft_shrink(z: Array, threshold: float = 0.5) -> Array:
    """φ(z) = sign(z) max(0, |z| − λ): shrink towards 0 by λ. Source: Donoho & Johnstone (1994)."""
    return np.sign(z) * np.maximum(0.0, np.abs(z) - threshold)


def soft_shrink_prime(z: Array, threshold: float = 0.5) -> Array:
    """φ′(z) = 1 if |z| > λ, else 0: the same as for hard_shrink, without the jump."""
    return np.where(np.abs(z) > threshold, 1.0, 0.0)
