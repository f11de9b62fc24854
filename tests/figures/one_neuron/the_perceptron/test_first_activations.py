"""Step, sign and sigmoid: what the page says of them at 0 and far from it holds for the code."""

import numpy as np
import pytest

from figures.neural.activation_registry import ACTIVATIONS
from figures.one_neuron.the_perceptron.first_activations import experiment


def test_the_conventions_at_zero_are_those_of_the_page(numbers_of) -> None:
    assert numbers_of(experiment)["at_zero"] == {"step": 1.0, "sign": 0.0, "sigmoid": 0.5}


def test_the_figure_draws_the_functions_of_the_registry(numbers_of) -> None:
    result = numbers_of(experiment)
    beside = np.array([-1e-9, 0.0, 1e-9])
    np.testing.assert_array_equal(result["step_at"], ACTIVATIONS["step"](beside))
    np.testing.assert_array_equal(result["sign_at"], ACTIVATIONS["sign"](beside))
    np.testing.assert_array_equal(result["smooth"], ACTIVATIONS["sigmoid"](result["z"]))


def test_step_is_heaviside_with_one_at_zero_and_sign_is_that_of_numpy() -> None:
    z = np.linspace(-2, 2, 41)
    np.testing.assert_array_equal(ACTIVATIONS["step"](z), np.heaviside(z, 1.0))
    np.testing.assert_array_equal(ACTIVATIONS["sign"](z), np.sign(z))


def test_the_sigmoid_comes_near_one_but_does_not_reach_it_in_the_figure(numbers_of) -> None:
    assert 0.99 < numbers_of(experiment)["sigmoid_at_reach"] < 1
    assert numbers_of(experiment)["smooth"].max() < 1


def test_the_sigmoid_is_that_of_keras(numbers_of) -> None:
    keras = pytest.importorskip("keras")
    result = numbers_of(experiment)
    theirs = np.asarray(keras.activations.sigmoid(keras.ops.convert_to_tensor(result["z"], "float32")))
    np.testing.assert_allclose(result["smooth"], theirs, atol=1e-6)


def test_the_full_dot_lies_where_the_function_is_and_the_rings_where_it_is_not(numbers_of) -> None:
    from figures.one_neuron.the_perceptron.first_activations import draw

    result = numbers_of(experiment)
    names = ("z", "smooth", "step_at", "sign_at")
    step_panel, sign_panel, _ = draw(**{name: result[name] for name in names}).axes
    for panel, full, rings in ((step_panel, {1.0}, {0.0}), (sign_panel, {0.0}, {-1.0, 1.0})):
        dots = [line for line in panel.lines if line.get_marker() == "o"]
        filled = {float(dot.get_ydata()[0]) for dot in dots if dot.get_markerfacecolor() == dot.get_color()}
        assert filled == full
        assert {float(dot.get_ydata()[0]) for dot in dots} - filled == rings
