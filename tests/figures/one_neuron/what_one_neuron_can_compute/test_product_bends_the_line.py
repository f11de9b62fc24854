"""With the product as an input XOR has a line, in the wider space; drawn and computed answers agree."""

from itertools import product

import numpy as np
import pytest

from figures.neural.datasets import gate
from figures.one_neuron.what_one_neuron_can_compute.product_bends_the_line import HIGH, LOW, answers, draw, facts
from figures.plane.separability import is_separable

X, Y = gate("XOR")


def test_the_product_makes_xor_separable_and_the_sum_alone_does_not():
    assert not is_separable(X, Y)
    assert is_separable(np.column_stack([X, X.prod(axis=1)]), Y)
    assert not is_separable(X.sum(axis=1)[:, None], Y)


def test_from_minus_five_quarters_down_some_bias_gets_all_rows_right_and_above_none_does():
    best = {w3: max(facts(X, Y, w3, b)["right"] for b in np.linspace(-1, 0, 5)) for w3 in np.linspace(-3, 1, 17)}
    assert {w3 for w3, right in best.items() if right == 4} == {w3 for w3 in best if w3 <= -1.25}


def test_just_below_minus_one_some_bias_gets_all_rows_right_and_at_minus_one_none_does():
    biases = np.linspace(-3, 1, 4001)
    assert max(facts(X, Y, -1.01, b)["right"] for b in biases) == 4
    assert max(facts(X, Y, -1.0, b)["right"] for b in biases) == 3


@pytest.mark.parametrize(("w3", "b"), [(-2.0, -0.5), (-1.5, -2 / 3), (1.0, 1.0)])
def test_where_weight_times_bias_is_one_the_hyperbola_is_a_cross(w3, b):
    """z = 0 all along x1 = −1/w3 and all along x2 = −1/w3."""
    along, centre = np.linspace(-2, 2, 9), np.full(9, -1 / w3)
    for x in (np.column_stack([along, centre]), np.column_stack([centre, along])):
        np.testing.assert_allclose(x.sum(axis=1) + w3 * x.prod(axis=1) + b, 0, atol=1e-12)


@pytest.mark.parametrize(("w3", "b"), [(-2.0, -0.5), (-1.0, -1.0)])
def test_both_lines_of_the_cross_are_drawn_and_else_one_bent_line(w3, b):
    level, upright = draw(X, Y, w3=w3, b=b).axes[0].lines[:2]
    np.testing.assert_array_equal(level.get_ydata(), -1 / w3)
    np.testing.assert_array_equal(upright.get_xdata(), -1 / w3)
    assert upright.get_alpha() == 1 and draw(X, Y, w3=w3, b=b + 0.25).axes[0].lines[1].get_alpha() == 0


def test_at_zero_weight_the_boundary_is_a_straight_line_and_else_a_hyperbola():
    """On the curve (x1 + 1/w3)(x2 + 1/w3) is constant."""
    ours, _ = draw(X, Y, w3=0.0, b=-0.25).axes
    line = ours.lines[0].get_xydata()
    line = line[np.isfinite(line[:, 1])]
    np.testing.assert_allclose(line.sum(axis=1), 0.25)
    ours, _ = draw(X, Y, w3=-2.0, b=-0.25).axes
    curve = ours.lines[0].get_xydata()
    curve = curve[np.isfinite(curve[:, 1])]
    np.testing.assert_allclose(np.prod(curve - 0.5, axis=1), 0.125, atol=1e-9)


@pytest.mark.parametrize(("w3", "b"), list(product((-3.0, -2.0, 0.0, 1.0), (-1.0, -0.25, 0.0))))
def test_the_shade_lies_where_the_neuron_says_1(w3, b):
    ours, _ = draw(X, Y, w3=w3, b=b).axes
    shade = ours.collections[0].get_paths()
    points = np.random.default_rng(0).uniform(LOW, HIGH, (300, 2))
    z = points.sum(axis=1) + w3 * points.prod(axis=1) + b
    far = np.abs(z) > 0.05
    inside = np.any([path.contains_points(points) for path in shade], axis=0)
    assert (inside == (answers(points, w3, b) == 1))[far].all()
