"""The four equations of backpropagation in matrix form, for dense layers with one activation φ.

Rows are examples: a (N, n), z and δ = ∂L/∂z (N, n_out), W (n_in, n_out), b (n_out,). Nielsen (2015) writes one example
as a column and W transposed; each product here is his, transposed. A further axis in front of all arrays (one network
of many at each place) is carried along: `W.mT` transposes the last two axes only.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from figures.neural import Array
from figures.neural.activation_registry import Activation


@dataclass(frozen=True)
class Forward:
    """What the forward pass keeps for the way back: a[0] = x, then z[l] and a[l + 1] = φ(z[l]) of each layer."""

    z: list[Array]
    a: list[Array]


@dataclass(frozen=True)
class Backward:
    """δ, ∂L/∂W and ∂L/∂b of each layer, first layer first."""

    delta: list[Array]
    grad_W: list[Array]
    grad_b: list[Array]


def forward_pass(x: Array, W: Sequence[Array], b: Sequence[Array], phi: Activation) -> Forward:
    """z = a W + b and a = φ(z), layer after layer, with every z and a kept."""
    z: list[Array] = []
    a = [x]
    for weights, bias in zip(W, b, strict=True):
        z.append(a[-1] @ weights + bias[..., None, :])
        a.append(phi.function(z[-1]))
    return Forward(z, a)


def backward_pass(passed: Forward, W: Sequence[Array], grad_y_hat: Array, phi: Activation) -> Backward:
    """∂L/∂W and ∂L/∂b of every layer from ∂L/∂ŷ, in one walk from the last layer to the first.

    Source: Nielsen (2015), eq. BP1 to BP4.
    """
    delta = [grad_y_hat * phi.derivative(passed.z[-1])]  # BP1
    for weights, z in zip(reversed(W[1:]), reversed(passed.z[:-1]), strict=True):
        delta.insert(0, delta[0] @ weights.mT * phi.derivative(z))  # BP2
    grad_b = [each.sum(axis=-2) for each in delta]  # BP3
    grad_W = [a.mT @ each for a, each in zip(passed.a[:-1], delta, strict=True)]  # BP4
    return Backward(delta, grad_W, grad_b)
