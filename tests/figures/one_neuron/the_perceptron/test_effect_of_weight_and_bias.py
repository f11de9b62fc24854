"""The weight steepens, the bias shifts: for the curves drawn."""

import numpy as np
import pytest

from figures.neural.activations import tanh
from figures.one_neuron.the_perceptron.effect_of_weight_and_bias import BIASES, WEIGHTS, experiment


def test_the_slope_at_the_origin_is_the_weight(numbers_of) -> None:
    h = 1e-5
    central = (tanh(WEIGHTS * h) - tanh(-WEIGHTS * h)) / (2 * h)
    assert list(numbers_of(experiment)["slope"].values()) == pytest.approx(WEIGHTS.tolist())
    np.testing.assert_allclose(central, WEIGHTS, rtol=1e-8)


def test_a_larger_weight_is_nearer_to_its_limits_everywhere(numbers_of) -> None:
    result = numbers_of(experiment)
    off_centre = np.abs(result["x"]) > 1e-9
    distance = np.abs(result["by_weight"][:, off_centre])
    assert (np.diff(distance, axis=0) > 0).all()


def test_doubling_the_weight_squeezes_the_curve_to_half_its_width() -> None:
    x = np.linspace(0, 6, 60001)
    reach_half = [np.interp(0.5, tanh(w * x), x) for w in (0.5, 1.0, 2.0)]
    np.testing.assert_allclose(reach_half, [4 * reach_half[2], 2 * reach_half[2], reach_half[2]], rtol=1e-6)


def test_a_bias_moves_the_curve_to_the_left_and_keeps_its_shape(numbers_of) -> None:
    result = numbers_of(experiment)
    for bias, curve in zip(BIASES, result["by_bias"], strict=True):
        np.testing.assert_allclose(curve, tanh(result["x"] - (-bias)))
        assert np.interp(-bias, result["x"], curve) == pytest.approx(0, abs=1e-12), "it crosses 0 at −b/w"


def test_the_settings_are_those_of_the_page() -> None:
    assert WEIGHTS.tolist() == [0.5, 1.0, 1.5] and BIASES.tolist() == [0.0, 1.0, 2.0]
