"""What a network says of many images, some at a time, since a convolution writes out all that it sees."""

import numpy as np

from figures.neural import Array, Labels
from figures.neural.network import Network
from figures.neural.outputs import softmax

AT_ONCE = 250


def probabilities(network: Network, images: Array) -> Array:
    """The probability of each of the ten digits, as (N, 10), for images (N, 28, 28)."""
    parts = [images[k : k + AT_ONCE, ..., None] for k in range(0, len(images), AT_ONCE)]
    return np.concatenate([softmax(network.forward(part)) for part in parts])


def accuracy(network: Network, images: Array, labels: Labels) -> float:
    """The share of images whose most probable digit is the label."""
    return float(np.mean(probabilities(network, images).argmax(axis=1) == labels))
