"""A layer turns the rows it gets into the rows it gives (forward) and, given how the loss changes with what it gave,
says how the loss changes with what it got (backward). On the way back a layer with parameters finds their gradients.
"""

from typing import Protocol

import numpy as np

from figures.neural import Array
from figures.neural.activation_registry import Activation


class Layer(Protocol):
    """What a network asks of a layer; `gradients` match `parameters` one to one and belong to the last backward."""

    parameters: list[Array]
    gradients: list[Array]

    def forward(self, x: Array) -> Array:
        """What the layer gives for x, one row an example."""
        ...

    def backward(self, grad: Array) -> Array:
        """∂L/∂x from ∂L/∂(what forward gave)."""
        ...


class Dense:
    """z = x W + b, with x (N, n_in), weights W (n_in, n_out), bias b (n_out,): every input meets every unit.

    W and b are copied; b is 0 unless given. Raises ValueError if W is not a matrix or b does not fit it.
    """

    def __init__(self, W: Array, b: Array | None = None) -> None:
        self.W = np.array(W, dtype=float)
        if self.W.ndim != 2:
            raise ValueError(f"Dense: expected W of shape (n_in, n_out), got {self.W.shape}")
        self.n_in, self.n_out = self.W.shape
        self.b = np.zeros(self.n_out) if b is None else np.array(b, dtype=float)
        if self.b.shape != (self.n_out,):
            raise ValueError(f"Dense: expected b of shape ({self.n_out},), got {self.b.shape}")
        self.grad_W, self.grad_b = np.zeros_like(self.W), np.zeros_like(self.b)
        self.parameters, self.gradients = [self.W, self.b], [self.grad_W, self.grad_b]

    def forward(self, x: Array) -> Array:
        """z = x W + b. Raises ValueError if x does not have n_in columns."""
        if x.ndim != 2 or x.shape[1] != self.n_in:
            got = f"(N, {x.shape[1]})" if x.ndim == 2 else f"{x.shape}"
            raise ValueError(f"Dense: expected x of shape (N, {self.n_in}), got {got}")
        self.x = x
        z: Array = x @ self.W + self.b
        return z

    def backward(self, grad: Array) -> Array:
        """∂L/∂W = xᵀ δ, ∂L/∂b = Σ_rows δ, and the result ∂L/∂x = δ Wᵀ, with δ = ∂L/∂z (N, n_out).

        Each call replaces the gradients of the one before. Source: Nielsen (2015), eq. BP2 to BP4.
        """
        self.grad_W[...] = self.x.T @ grad
        self.grad_b[...] = grad.sum(axis=0)
        grad_x: Array = grad @ self.W.T
        return grad_x


class Elementwise:
    """a = φ(z), the activation applied to each number by itself; it has no parameters."""

    def __init__(self, activation: Activation) -> None:
        self.activation = activation
        self.parameters: list[Array] = []
        self.gradients: list[Array] = []

    def forward(self, z: Array) -> Array:
        """a = φ(z)."""
        self.z = z
        return self.activation.function(z)

    def backward(self, grad: Array) -> Array:
        """∂L/∂z = ∂L/∂a ⊙ φ′(z), entry by entry."""
        return grad * self.activation.derivative(self.z)
