"""The training of one cell, and the claims that hold whatever the seed."""

import numpy as np
import pytest

from figures.examples.sine.bounds import best_line, best_monotone
from figures.examples.sine.fits import (
    COUNT,
    MSE,
    NAMES,
    SEEDS,
    STEPS,
    WIDTHS,
    X_CURVE,
    X_TEST,
    Y_TEST,
    X,
    Y,
    band,
    fit,
    rmse,
    start,
    told,
)
from figures.neural.batched import loss_gradients


def test_no_test_point_is_a_training_point_and_all_lie_in_the_range() -> None:
    assert np.abs(X - X_TEST.T).min() > 1e-6
    assert max(np.abs(X).max(), np.abs(X_TEST).max()) <= np.pi
    pieces = np.floor((X[:, 0] + np.pi) / (2 * np.pi) * COUNT)
    np.testing.assert_array_equal(pieces, np.arange(COUNT))
    np.testing.assert_allclose(Y, np.sin(X))


def test_twenty_seeds_or_more_and_the_median_is_one_of_them() -> None:
    assert len(SEEDS) >= 20 and len(SEEDS) % 2 == 1
    cell = fit("tanh", 1, (STEPS,))
    assert cell.rmse[-1, cell.middle] == np.median(cell.rmse[-1])


@pytest.mark.parametrize("width", WIDTHS)
def test_identity_is_never_better_than_the_best_line(width: int) -> None:
    slope, intercept = best_line(X_TEST, Y_TEST)
    least = rmse((slope * X_TEST + intercept)[None], Y_TEST)[0]
    cell = fit("identity", width, (0, 100, STEPS))
    assert (cell.rmse >= least - 1e-12).all()
    np.testing.assert_allclose(cell.rmse[-1], least, rtol=1e-3)


@pytest.mark.parametrize("width", WIDTHS)
def test_identity_finds_the_least_squares_line_of_its_training_points(width: int) -> None:
    slope, intercept = best_line(X, Y)
    curves = fit("identity", width).curves[-1]
    np.testing.assert_allclose(curves, np.tile(slope * X_CURVE[:, 0] + intercept, (len(SEEDS), 1)), atol=1e-3)


@pytest.mark.parametrize("width", WIDTHS)
def test_identity_networks_are_lines_before_during_and_after_training(width: int) -> None:
    curves = fit("identity", width, (0, 50, STEPS)).curves
    assert np.abs(np.diff(curves, n=2)).max() < 1e-12


@pytest.mark.parametrize("name", NAMES)
def test_without_a_hidden_layer_the_activation_does_not_matter(name: str) -> None:
    np.testing.assert_array_equal(fit(name, 0).curves, fit("identity", 0).curves)


@pytest.mark.parametrize("name", NAMES)
def test_one_unit_is_monotone_and_never_beats_the_best_monotone_curve(name: str) -> None:
    bound = rmse(best_monotone(Y_TEST[:, 0])[None, :, None], Y_TEST)[0]
    cell = fit(name, 1, (0, 100, STEPS))
    assert (cell.rmse >= bound - 1e-12).all()
    steps = np.diff(cell.curves)
    assert ((steps >= -1e-12).all(axis=-1) | (steps <= 1e-12).all(axis=-1)).all()


@pytest.mark.parametrize("width", [3, 5, 9, 27])
def test_relu_networks_are_chains_of_at_most_one_piece_more_than_units(width: int) -> None:
    networks = fit("ReLU", width).networks
    fine = np.linspace(-np.pi, np.pi, 20_001)[:, None]
    bends = np.abs(np.diff(networks.forward(fine)[:, :, 0], n=2)) > 1e-9
    starts = bends & ~np.pad(bends, ((0, 0), (1, 0)))[:, :-1]  # a corner shows in one or two neighbouring differences
    assert starts.sum(axis=1).max() <= width


def test_wider_is_better_on_the_median_until_it_pays_no_more() -> None:
    for name in ("logistic", "tanh", "ReLU"):
        medians = [np.median(fit(name, width).rmse[-1]) for width in (0, 1, 3, 5)]
        assert (np.diff(medians) < 0).all()


def test_evenly_spaced_points_leave_the_biases_of_an_odd_network_without_gradient() -> None:
    def largest(x: np.ndarray) -> float:
        networks = start("tanh", 9)
        return float(np.abs(networks.backward(loss_gradients(networks.forward(x), np.sin(x), MSE))[1]).max())

    assert largest(np.linspace(-np.pi, np.pi, COUNT)[:, None]) < 1e-14
    assert largest(X) > 1e-4


def test_logistic_units_can_form_whatever_tanh_units_form() -> None:
    tanh, logistic = fit("tanh", 3).networks, start("logistic", 3)
    for into, of in zip(logistic.parameters, tanh.parameters, strict=True):
        into[...] = 2 * of  # tanh z = 2 σ(2z) − 1
    logistic.b[1][...] = tanh.b[1] - tanh.W[1].sum(axis=1, keepdims=True)
    np.testing.assert_allclose(logistic.forward(X_TEST), tanh.forward(X_TEST), atol=1e-12)


def test_the_band_holds_four_fifths() -> None:
    low, median, high = band(np.arange(101.0))
    assert (low, median, high) == (10, 50, 90)
    assert told({"a": np.arange(101.0)}) == {"low": {"a": 10}, "median": {"a": 50}, "high": {"a": 90}}
