"""The humps of the 1–2–1 network: height, place and what is left on both sides."""

import numpy as np
import pytest

from figures.networks.layers_as_matrices.four_pairs_of_units import BIASES, NAMES, WEIGHTS, draw, experiment

NUMBERS = experiment()


def test_the_settings_are_those_of_the_page():
    assert WEIGHTS.tolist() == [[1, 1], [1, 1], [1, 1], [1, 2]]
    assert BIASES.tolist() == [[-1, 1], [-0.5, 0.5], [-2, 4], [-1, 3]]


@pytest.mark.parametrize("row", [0, 1, 2])
def test_with_equal_weights_the_height_is_twice_the_tanh_of_half_the_distance(row):
    first, second = BIASES[row]
    assert NUMBERS["peak"][NAMES[row]] == pytest.approx(2 * np.tanh((second - first) / 2), rel=1e-12)
    assert NUMBERS["peak_at"][NAMES[row]] == pytest.approx(-(first + second) / 2)


def test_the_further_apart_the_higher_and_never_as_high_as_two():
    peak = NUMBERS["peak"]
    assert peak["nearer"] < peak["near"] < peak["far"] < 2


def test_the_steps_of_the_first_three_lie_1_2_and_6_apart():
    gaps = {name: step["first"] - step["second"] for name, step in NUMBERS["step"].items()}
    assert (gaps["nearer"], gaps["near"], gaps["far"]) == (1, 2, 6)
    assert NUMBERS["step"]["uneven"]["second"] == -1.5


def test_outside_the_steps_the_units_cancel():
    assert NUMBERS["largest_at_the_edges"] < 0.04


def test_each_panel_draws_the_sum_of_its_two_thin_curves():
    figure = draw(NUMBERS["x"], NUMBERS["units"], NUMBERS["places"])
    for axes in figure.axes:
        curves = [line.get_ydata() for line in axes.lines if len(line.get_xdata()) == len(NUMBERS["x"])]
        np.testing.assert_allclose(curves[0] + curves[1], curves[2], atol=1e-15)
