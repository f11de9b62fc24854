"""Where the six are saturated, how steep they are, and that shading and gaps say so."""

import numpy as np
import pytest

from figures.neural.activation_registry import ACTIVATIONS
from figures.one_neuron.activation_functions.activations_core import FINE, experiment
from figures.one_neuron.activation_functions.catalogue.panels import broken_at_jumps, saturated


def test_the_largest_slopes_are_those_of_the_page(numbers_of):
    expected = {"step": 0, "sign": 0, "linear": 1, "sigmoid": 0.25, "tanh": 1, "relu": 1}
    assert numbers_of(experiment)["steepest"] == pytest.approx(expected)


def test_the_sigmoid_is_saturated_from_the_exact_place_and_tanh_from_half_of_it(numbers_of):
    p = (1 + np.sqrt(1 - 1 / 20)) / 2
    begins = numbers_of(experiment)["saturated_from"]
    assert begins["sigmoid"] == pytest.approx(np.log(p / (1 - p)), abs=1.1e-4)
    assert begins["tanh"] == pytest.approx(begins["sigmoid"] / 2, abs=1.1e-4)


def test_relu_is_saturated_for_negative_z_and_step_and_sign_everywhere():
    np.testing.assert_array_equal(saturated(ACTIVATIONS["relu"].derivative(FINE)), FINE <= 0)
    for name in ("step", "sign"):
        assert saturated(ACTIVATIONS[name].derivative(FINE)).all()
    assert not saturated(ACTIVATIONS["linear"].derivative(FINE)).any()


@pytest.mark.parametrize(("name", "gaps"), [("step", 1), ("relu", 0), ("tanh", 0), ("hard_shrink", 2)])
def test_a_curve_has_a_gap_at_every_jump_and_nowhere_else(name, gaps):
    z = np.linspace(-3, 3, 160)
    _, curve = broken_at_jumps(z, ACTIVATIONS[name](z))
    assert np.isnan(curve).sum() == gaps


@pytest.mark.parametrize(("name", "gaps"), [("relu", 1), ("selu", 1), ("hard_tanh", 2), ("gelu", 0), ("hard_silu", 2)])
def test_a_derivative_has_a_gap_at_every_corner_of_its_function(name, gaps):
    z = np.linspace(-8, 8, 160)
    _, curve = broken_at_jumps(z, ACTIVATIONS[name].derivative(z))
    assert np.isnan(curve).sum() == gaps
