"""Normalisation layers: give pre-activations the mean 0 and the spread 1, over a batch or over a layer.

z is (N, n), one example a row. Batch normalisation takes mean and spread of each column, so an answer depends on the
whole batch; in use it takes running averages instead. Layer normalisation takes those of each row, always.
"""

import numpy as np

from figures.neural import Array

EPSILON = 1e-3  # keeps the division finite, as in Keras; PyTorch takes 1e-5


def standardise(z: Array, axis: int, epsilon: float = EPSILON) -> tuple[Array, Array]:
    """u = (z − m) / s with m the mean and s² the mean of (z − m)² plus ε along the axis; u and s."""
    s = np.sqrt(z.var(axis=axis, keepdims=True) + epsilon)
    return (z - z.mean(axis=axis, keepdims=True)) / s, s


def standardise_backward(u: Array, s: Array, grad: Array, axis: int) -> Array:
    """∂L/∂z = (g − mean g − u · mean(g u)) / s along the axis, with g = ∂L/∂u. Source: Ioffe & Szegedy (2015)."""
    along = np.mean(grad * u, axis=axis, keepdims=True)
    grad_z: Array = (grad - grad.mean(axis=axis, keepdims=True) - u * along) / s
    return grad_z


class LayerNorm:
    """a = γ ⊙ u + β, u standardised along each row; γ and β, (n,), are learned. Source: Ba, Kiros & Hinton (2016)."""

    axis = 1

    def __init__(self, units: int, epsilon: float = EPSILON) -> None:
        self.gamma, self.beta, self.epsilon = np.ones(units), np.zeros(units), epsilon
        self.parameters = [self.gamma, self.beta]
        self.gradients = [np.zeros(units), np.zeros(units)]

    def forward(self, z: Array) -> Array:
        """a from z (N, n)."""
        self.u, self.s = standardise(z, self.axis, self.epsilon)
        a: Array = self.gamma * self.u + self.beta
        return a

    def backward(self, grad: Array) -> Array:
        """∂L/∂γ = Σ_rows g ⊙ u, ∂L/∂β = Σ_rows g, and the result ∂L/∂z, with g = ∂L/∂a."""
        self.gradients[0][...] = np.sum(grad * self.u, axis=0)
        self.gradients[1][...] = grad.sum(axis=0)
        return standardise_backward(self.u, self.s, grad * self.gamma, self.axis)


class BatchNorm(LayerNorm):
    """a = γ ⊙ u + β, u standardised along each column while `training`, and by running averages otherwise.

    The averages follow each training batch: m ← ρ m + (1 − ρ) m_batch, with ρ the `keep`, and s² likewise.
    Source: Ioffe & Szegedy (2015).
    """

    axis = 0

    def __init__(self, units: int, keep: float = 0.99, epsilon: float = EPSILON) -> None:
        super().__init__(units, epsilon)
        self.keep, self.training = keep, True
        self.mean, self.variance = np.zeros(units), np.ones(units)

    def forward(self, z: Array) -> Array:
        """a from z (N, n); while `training`, the running averages move."""
        if not self.training:
            self.s = np.sqrt(self.variance + self.epsilon)[None, :]
            self.u = (z - self.mean) / self.s
            return np.asarray(self.gamma * self.u + self.beta)
        self.mean = self.keep * self.mean + (1 - self.keep) * z.mean(axis=0)
        self.variance = self.keep * self.variance + (1 - self.keep) * z.var(axis=0)
        return super().forward(z)

    def backward(self, grad: Array) -> Array:
        """As in `LayerNorm`; with running averages they are constants, and ∂L/∂z is g ⊙ γ / s."""
        grad_z = super().backward(grad)
        return grad_z if self.training else np.asarray(grad * self.gamma / self.s)
