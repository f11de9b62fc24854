"""Any two of the chosen functions stand above their derivatives, inside the scales."""

import numpy as np
import pytest

from figures.compare_activations import NAMES, Z, draw, experiment
from figures.neural.activation_registry import ACTIVATIONS


def test_the_rows_are_the_functions_and_derivatives_of_the_registry():
    facts = experiment()
    for row, name in enumerate(NAMES):
        np.testing.assert_array_equal(facts["values"][row], ACTIVATIONS[name](Z))
        h = 1e-6
        slope = (ACTIVATIONS[name](Z + h) - ACTIVATIONS[name](Z - h)) / (2 * h)
        np.testing.assert_allclose(facts["slopes"][row], slope, atol=1e-6)


@pytest.mark.parametrize("name", NAMES)
def test_no_curve_leaves_its_panel(name):
    above, below = draw(**experiment(), first=name, second=name).axes
    for axes in (above, below):
        low, high = axes.get_ylim()
        y = np.concatenate([line.get_ydata() for line in axes.lines]).astype(float)
        assert low <= np.nanmin(y) and np.nanmax(y) <= high


def test_gelu_is_nowhere_above_relu():
    z = np.linspace(-20, 20, 4001)
    assert (ACTIVATIONS["gelu"](z) <= ACTIVATIONS["relu"](z)).all()
