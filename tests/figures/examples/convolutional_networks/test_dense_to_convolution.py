"""A convolution is the dense layer of the figure's matrix, and the weights left are counted right."""

import numpy as np
import pytest

from figures.examples.convolutional_networks.dense_to_convolution import KERNEL, LARGE, SMALL, experiment, matrix
from figures.neural.convolution import Convolution


@pytest.mark.parametrize("side", [SMALL, 9])
def test_with_both_constraints_the_matrix_computes_the_convolution(side):
    rng = np.random.default_rng(0)
    W, x = rng.normal(size=(KERNEL, KERNEL, 1, 1)), rng.normal(size=(2, side, side, 1))
    numbers = matrix(side, near=True, shared=True)
    weights = np.concatenate([[0.0], W.ravel()])[numbers]  # number 0: no weight
    np.testing.assert_allclose(x.reshape(2, -1) @ weights, Convolution(W).forward(x).reshape(2, -1))


def test_the_weights_left_are_those_of_the_formulas(numbers_of):
    units = LARGE - KERNEL + 1
    offsets = (LARGE + units - 1) ** 2  # from −25 to 27, in both directions
    by_hand = {"dense": 784 * 676, "tied": offsets, "cut": units**2 * KERNEL**2, "both": KERNEL**2}
    assert numbers_of(experiment)["of"] == by_hand == {"dense": 529_984, "tied": 2_809, "cut": 6_084, "both": 9}


def test_tied_alone_equal_weights_have_equal_offsets_and_the_other_way_round():
    numbers = matrix(5, near=False, shared=True)
    seen = {}
    for pixel, unit in np.ndindex(numbers.shape):
        offset = pixel // 5 - unit // 3, pixel % 5 - unit % 3
        assert seen.setdefault(numbers[pixel, unit], offset) == offset
    assert len(set(seen.values())) == len(seen) == numbers.max() == 49
