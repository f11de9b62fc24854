"""Rectangles to scale, one kernel and one bias a layer, and their numbers."""

from itertools import pairwise

import numpy as np
from matplotlib.patches import Rectangle

from figures.frameworks.tensorflow_and_keras.what_layers_store import FURTHER, WIDTHS, draw, experiment
from figures.neural.activation_registry import ACTIVATIONS
from figures.neural.network import multilayer_perceptron


def test_the_numbers_are_those_of_a_real_network(numbers_of) -> None:
    network = multilayer_perceptron(WIDTHS, ACTIVATIONS["tanh"], np.random.default_rng(0))
    sizes = [parameter.size for parameter in network.parameters]
    assert list(numbers_of(experiment)["layer"].values()) == [
        W + b for W, b in zip(sizes[::2], sizes[1::2], strict=True)
    ]
    assert numbers_of(experiment)["parameters"] == sum(sizes)
    longer = multilayer_perceptron((*WIDTHS, FURTHER), ACTIVATIONS["tanh"], np.random.default_rng(0))
    assert numbers_of(experiment)["further"] == sum(parameter.size for parameter in longer.parameters) - sum(sizes)


def test_rectangles_are_drawn_to_scale(numbers_of) -> None:
    (axes,) = draw(numbers_of(experiment)["layer"]).axes
    drawn = [patch for patch in axes.patches if isinstance(patch, Rectangle)][::2]
    sizes = [(patch.get_height(), patch.get_width()) for patch in drawn]
    expected = [size for n_in, n_out in pairwise(WIDTHS) for size in ((n_in, n_out), (1, n_out))]
    assert sizes == expected and axes.get_aspect() == 1


def test_nothing_overlaps_from_layer_to_layer(numbers_of) -> None:
    (axes,) = draw(numbers_of(experiment)["layer"]).axes
    drawn = [patch for patch in axes.patches if isinstance(patch, Rectangle)][::2]
    ends = [(patch.get_y(), patch.get_y() + patch.get_height()) for patch in drawn]
    assert all(end < start for (_, end), (start, _) in pairwise(ends))
