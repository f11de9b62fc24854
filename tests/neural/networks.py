"""Networks that several tests look at."""

import numpy as np

from figures.neural.activation_registry import ACTIVATIONS
from figures.neural.network import Network, multilayer_perceptron


def random_network(inputs: int, hidden: tuple[int, ...], seed: int) -> Network:
    """With rectifiers and one output; its biases are random too, so that its bends do not meet in the middle."""
    rng = np.random.default_rng(seed)
    network = multilayer_perceptron((inputs, *hidden, 1), ACTIVATIONS["relu"], rng)
    for bias in network.parameters[1::2]:
        bias += rng.normal(0, 0.5, bias.shape)
    return network
