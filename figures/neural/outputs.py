"""Output functions act on a whole row of z at once: each result depends on every entry of its row.

So the derivative is no longer one number for each z but a matrix for each row, ∂a_i/∂z_j. The backward pass never
needs that matrix alone: each `…_backward` takes ∂L/∂a and gives ∂L/∂z. Rows are examples; z and a are (N, n).
"""

import numpy as np

from figures.neural import Array, Labels
from figures.neural.activations import sigmoid, sigmoid_prime


def one_hot(y: Labels, classes: int) -> Array:
    """Row i is 1 in column y_i and 0 elsewhere: labels (N,) from 0 to classes − 1 become targets (N, classes)."""
    return np.eye(classes)[y]


def softmax(z: Array) -> Array:
    """a_i = e^z_i / Σ_j e^z_j: positive, sums to 1; shifting all z alike changes nothing, so we subtract the largest.

    Source: Bridle (1990).
    """
    e = np.exp(z - z.max(axis=-1, keepdims=True))
    a: Array = e / e.sum(axis=-1, keepdims=True)
    return a


def softmax_backward(z: Array, grad_a: Array) -> Array:
    """∂L/∂z = a ⊙ (g − g·a) with g = ∂L/∂a, from ∂a_i/∂z_j = a_i (1[i = j] − a_j)."""
    a = softmax(z)
    grad_z: Array = a * (grad_a - np.sum(grad_a * a, axis=-1, keepdims=True))
    return grad_z


def log_softmax(z: Array) -> Array:
    """a_i = z_i − log Σ_j e^z_j: the logarithm of softmax, finite even where softmax rounds to 0."""
    shifted: Array = z - z.max(axis=-1, keepdims=True)
    a: Array = shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
    return a


def log_softmax_backward(z: Array, grad_a: Array) -> Array:
    """∂L/∂z = g − softmax(z) Σ_i g_i with g = ∂L/∂a."""
    grad_z: Array = grad_a - softmax(z) * grad_a.sum(axis=-1, keepdims=True)
    return grad_z


def sparsemax(z: Array) -> Array:
    """a_i = max(0, z_i − τ), the τ of each row being such that it sums to 1: small z get exactly 0.

    Sorted downwards, the k largest z stay positive as long as 1 + k z_(k) > z_(1) + … + z_(k); then
    τ = (z_(1) + … + z_(k) − 1) / k. Keras 3.15 takes too large a τ where k > 1, so that its rows do not sum to 1
    (keras-team/keras, issue 23425). Source: Martins & Astudillo (2016), algorithm 1.
    """
    z = z - z.max(axis=-1, keepdims=True)  # like softmax, it does not see a shift
    falling = -np.sort(-z, axis=-1)
    total, rank = np.cumsum(falling, axis=-1), np.arange(1, z.shape[-1] + 1)
    k = np.sum(1 + rank * falling > total, axis=-1, keepdims=True)
    tau = (np.take_along_axis(total, k - 1, axis=-1) - 1) / k
    a: Array = np.maximum(0.0, z - tau)
    return a


def sparsemax_backward(z: Array, grad_a: Array) -> Array:
    """∂L/∂z_i = g_i − the mean of g over the entries with a > 0, for those entries; 0 for the others."""
    support = sparsemax(z) > 0
    mean = np.sum(grad_a * support, axis=-1, keepdims=True) / support.sum(axis=-1, keepdims=True)
    grad_z: Array = support * (grad_a - mean)
    return grad_z


def glu(z: Array) -> Array:
    """a = u ⊙ sigmoid(v), with u and v the two halves of the row: v decides how much of u passes.

    Source: Dauphin, Fan, Auli & Grangier (2017).
    """
    u, v = np.split(z, 2, axis=-1)
    return u * sigmoid(v)


def glu_backward(z: Array, grad_a: Array) -> Array:
    """∂L/∂u = g ⊙ sigmoid(v) and ∂L/∂v = g ⊙ u ⊙ sigmoid′(v), side by side."""
    u, v = np.split(z, 2, axis=-1)
    return np.concatenate([grad_a * sigmoid(v), grad_a * u * sigmoid_prime(v)], axis=-1)


# Each output function with its backward pass, by its name in Keras.
OUTPUTS = {
    "softmax": (softmax, softmax_backward),
    "log_softmax": (log_softmax, log_softmax_backward),
    "sparsemax": (sparsemax, sparsemax_backward),
    "glu": (glu, glu_backward),
}
