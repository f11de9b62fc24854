"""A network is its layers one after the other: forward through all of them, backward in the opposite order."""

from collections.abc import Callable, Sequence
from itertools import pairwise

import numpy as np

from figures.neural import Array
from figures.neural.activation_registry import Activation
from figures.neural.initialisers import glorot_uniform
from figures.neural.layers import Dense, Elementwise, Layer


class Network:
    """ŷ = f_k(… f_2(f_1(x))), with f_1 … f_k the layers."""

    def __init__(self, layers: Sequence[Layer]) -> None:
        self.layers = list(layers)

    def forward(self, x: Array) -> Array:
        """ŷ from x (N, n_in): what each layer gives is what the next one gets."""
        for layer in self.layers:
            x = layer.forward(x)
        return x

    def backward(self, grad: Array) -> Array:
        """∂L/∂x from ∂L/∂ŷ by the chain rule; leaves each layer's gradients in it. Call forward first."""
        for layer in reversed(self.layers):
            grad = layer.backward(grad)
        return grad

    @property
    def parameters(self) -> list[Array]:
        """All weights and biases, first layer first; changing one in place changes the network."""
        return [parameter for layer in self.layers for parameter in layer.parameters]

    @property
    def gradients(self) -> list[Array]:
        """∂L/∂parameter for each of `parameters`, from the last backward pass."""
        return [gradient for layer in self.layers for gradient in layer.gradients]


def multilayer_perceptron(
    widths: Sequence[int],
    activation: Activation,
    rng: np.random.Generator,
    initialise: Callable[[int, int, np.random.Generator], Array] = glorot_uniform,
) -> Network:
    """Dense layers with the activation between them and none after the last; widths = (n_in, hidden …, n_out)."""
    layers: list[Layer] = []
    for n_in, n_out in pairwise(widths):
        layers += [Dense(initialise(n_in, n_out, rng)), Elementwise(activation)]
    return Network(layers[:-1])
