"""Layers without activations are one layer: exactly in whole numbers, and to rounding in all others."""

from fractions import Fraction
from itertools import pairwise

import numpy as np
import pytest

from figures.neural.activations import tanh
from figures.neural.affine import collapse, collapse_error, random_stack, respond


@pytest.mark.parametrize("seed", range(20))
def test_in_whole_numbers_the_collapse_is_exact(seed):
    rng = np.random.default_rng(seed)
    widths = rng.integers(1, 6, 5)
    stack = [(rng.integers(-5, 6, (n, m)), rng.integers(-5, 6, m)) for n, m in pairwise(widths)]
    x = rng.integers(-5, 6, (7, widths[0]))
    W, b = collapse(stack)
    np.testing.assert_array_equal(respond(stack, x), x @ W + b)


def test_in_fractions_the_two_layer_example_collapses_exactly():
    def exact(rows):
        return np.array([[Fraction(str(number)) for number in row] for row in rows], dtype=object)

    x = exact([[1, 2, 3, 2.5], [2.0, 5.0, -1.0, 2.0], [-1.5, 2.7, 3.3, -0.8]])
    W1 = exact([[-0.2, -0.27, -0.5, 1.0], [0.5, 0.91, -0.5, -0.33], [0.2, 0.8, -0.5, 1.0]]).T
    W2 = exact([[0.2, -0.27, -0.5], [0.5, 0.91, -0.5], [-0.44, 0.8, -0.5]]).T
    stack = [(W1, exact([[2, 3, 0.5]])[0]), (W2, exact([[-1, 3, 0.5]])[0])]
    W, b = collapse(stack)
    assert ((x @ W + b) == respond(stack, x)).all()


@pytest.mark.parametrize("depth", [1, 2, 5, 10])
def test_in_floating_point_the_difference_is_rounding(depth):
    rng = np.random.default_rng(depth)
    stack = random_stack([4] + [6] * (depth - 1) + [3], 1.0, rng)
    assert collapse_error(stack, rng.normal(size=(20, 4))) < 1e-14


def test_with_an_activation_between_them_the_layers_are_not_one():
    rng = np.random.default_rng(0)
    stack, x = random_stack([4, 6, 3], 1.0, rng), rng.normal(size=(20, 4))
    W, b = collapse(stack)
    assert np.abs(respond(stack, x, tanh) - (x @ W + b)).max() > 0.1


def test_the_narrowest_layer_bounds_the_rank_of_the_collapse():
    W, _ = collapse(random_stack([5, 2, 5], 1.0, np.random.default_rng(1)))
    assert np.linalg.matrix_rank(W) == 2
