"""Bends begin at 0, lie where the second derivative or the corner is, and some of ReLU leave the data."""

import numpy as np
import pytest

from figures.examples.learning_a_sine.bends_on_the_move import KEPT, NAMES, SEEDS, UNITS, draw, experiment
from figures.examples.sine.fits import X_TEST, Y_TEST, fit, start


@pytest.fixture(scope="module")
def numbers(numbers_of):
    return numbers_of(experiment)


def test_all_bends_begin_near_0_and_half_of_them_move_by_more_than_a_quarter(numbers):
    assert numbers["places"].shape == (len(NAMES), len(KEPT), SEEDS, UNITS)
    assert np.median(np.abs(numbers["places"][:, 0])) < 0.1
    assert (np.median(np.abs(numbers["places"][:, -1]), axis=(1, 2)) > 0.25).all()


def test_relu_loses_bends_beyond_the_data_and_the_smooth_ones_hardly_any(numbers):
    outside = numbers["outside"]
    assert outside["ReLU"] >= 5 > 2 >= max(outside["tanh"], outside["logistic"])


def test_the_networks_are_those_of_the_grid(numbers):
    grid = fit("tanh", UNITS).networks
    ours = numbers["fits"][NAMES.index("tanh")]
    at = np.linspace(-np.pi, np.pi, 49)[:, None]
    np.testing.assert_allclose(ours, grid.forward(at)[:SEEDS, :, 0], atol=1e-2)
    assert np.sqrt(np.mean((grid.forward(X_TEST)[0] - Y_TEST) ** 2)) < 0.1


def test_a_unit_bends_where_it_is_said_to():
    networks = start("tanh", 1, [0])
    networks.b[0][...] = 0.7
    place = float((-networks.b[0] / networks.W[0]).item())
    x = place + np.array([-1e-3, 0, 1e-3])[:, None]
    y = networks.forward(x)[0, :, 0]
    assert y[0] - 2 * y[1] + y[2] == pytest.approx(0, abs=1e-9)  # the curvature changes its sign there
    assert abs(y[2] - y[0]) > 1e-4


def test_the_dots_lie_on_the_fit(numbers):
    figure = draw(numbers["places"], numbers["fits"], numbers["steps"], activation="ReLU", start=2.0)
    dots = figure.axes[1].lines[-1]
    assert dots.get_marker() == "o" and len(dots.get_xdata()) <= UNITS
