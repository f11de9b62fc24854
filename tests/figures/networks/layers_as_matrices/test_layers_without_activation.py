"""Without activation every depth answers with a line that one layer gives too; with tanh it bends."""

import numpy as np
import pytest

from figures.networks.layers_as_matrices.layers_without_activation import DEEPEST, draw, experiment, facts

NUMBERS = experiment()
ARRAYS = {name: NUMBERS[name] for name in ("x", "affine", "bent", "collapsed")}


def bend(curves):
    return np.abs(np.diff(curves, n=2, axis=1)).max(axis=1)


def test_every_stack_without_activation_is_straight_and_equals_its_collapse():
    assert bend(NUMBERS["affine"]).max() < 1e-13
    np.testing.assert_allclose(NUMBERS["affine"], NUMBERS["collapsed"], atol=1e-14)
    assert NUMBERS["shape"] == "a straight line"


def test_with_tanh_every_stack_of_two_or_more_bends_and_a_single_layer_does_not():
    assert bend(NUMBERS["bent"])[0] < 1e-13 and bend(NUMBERS["bent"])[1:].min() > 1e-3


def test_over_random_stacks_the_difference_is_rounding_and_nothing_more():
    assert NUMBERS["trials"] == 200
    assert NUMBERS["worst"] < 1e-14


@pytest.mark.parametrize("layers", range(1, DEEPEST + 1))
def test_the_dots_lie_on_the_line_at_every_depth(layers):
    upper = draw(**ARRAYS, layers=float(layers)).axes[0]
    line, dots = upper.lines[0], upper.lines[1]
    np.testing.assert_allclose(np.interp(dots.get_xdata(), *line.get_data()), dots.get_ydata(), atol=1e-12)
    assert facts(NUMBERS["apart"], layers)["difference"] < 1e-14
