"""Forward and reverse mode through dense layers: push a nudge to the outputs, or pull their worth back to the inputs.

The Jacobian J_ij = ∂y_j/∂x_i of one example has a row for each input, as W has. That of a dense layer is W, that of an
activation diag(φ′(z)), and that of the network their product. Here it is multiplied with, but never written down.
Source: Baydin et al. (2018), section 3; there a vector is a column and J is transposed.
"""

from collections.abc import Sequence

from figures.neural import Array
from figures.neural.activation_registry import Activation
from figures.neural.backpropagation import Forward


def push(passed: Forward, W: Sequence[Array], v: Array, phi: Activation) -> Array:
    """v J, what nudges v (…, n) of the input do to the output, (…, m): forward mode, from the first layer on."""
    for weights, z in zip(W, passed.z, strict=True):
        v = v @ weights * phi.derivative(z)
    return v


def pull(passed: Forward, W: Sequence[Array], u: Array, phi: Activation) -> Array:
    """u Jᵀ, what the inputs are worth, (…, n), if the outputs are worth u (…, m): reverse mode, from the last layer."""
    for weights, z in zip(reversed(W), reversed(passed.z), strict=True):
        u = u * phi.derivative(z) @ weights.mT
    return u
