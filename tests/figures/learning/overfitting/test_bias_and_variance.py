"""Few units miss alike, many scatter; squared bias, variance and noise add up to the error on fresh points."""

import numpy as np
import pytest

from figures.learning.overfitting.bias_and_variance import WIDTHS, experiment
from figures.learning.overfitting.fitting.noisy_curve import GRID, MSE, NOISE, RATE, SEEDS, curve, learn, steep_networks
from figures.learning.overfitting.fitting.noisy_curve import examples as drawn
from figures.neural.batched import descend
from figures.neural.optimisers import Adam


@pytest.fixture(scope="module")
def numbers(numbers_of):
    return numbers_of(experiment)


def test_the_parts_add_up_to_the_mean_squared_error_on_fresh_noisy_targets(numbers):
    """Counted on targets drawn anew for each network, not by the formula."""
    fresh = curve(GRID)[:, 0] + np.random.default_rng(0).normal(0, NOISE, (400, 1, SEEDS, len(GRID)))
    counted = np.mean((numbers["answers"] - fresh[:, 0][:, None]) ** 2, axis=(0, 2, 3))
    np.testing.assert_allclose(counted, numbers["bias"] + numbers["variance"] + numbers["noise"], rtol=0.01)


def test_a_single_unit_misses_most_by_its_bias_and_from_four_on_only_the_variance_is_left_and_grows(numbers):
    bias, variance = numbers["bias"], numbers["variance"]
    assert bias[0] > 2 * variance[0] and bias[0] > 20 * bias[2]
    assert (variance[2:] > 5 * bias[2:]).all() and (np.diff(variance[2:]) > 0).all()
    assert variance[-1] > 2 * variance[2]


def test_the_sum_is_least_between_the_ends(numbers):
    assert 0 < WIDTHS.index(str(numbers["best_width"])) < len(WIDTHS) - 1


def test_the_mean_of_many_networks_errs_less_than_nearly_every_one_of_them(numbers):
    truth = curve(GRID)[:, 0]
    errors = np.sqrt(np.mean((numbers["answers"][-1] - truth) ** 2, axis=1))
    ensemble = np.sqrt(np.mean((numbers["answers"][-1].mean(axis=0) - truth) ** 2))
    assert ensemble == pytest.approx(numbers["mean"]) and ensemble < 0.6 * numbers["one"]
    assert (errors > ensemble).all()


def test_networks_that_share_their_points_scatter_less_so_that_their_mean_gains_less(numbers):
    networks, (x, y) = steep_networks(48), drawn(30, 0)
    descend(networks, *(np.repeat(each[:1], SEEDS, axis=0) for each in (x, y)), MSE, Adam(RATE), 2000)
    scatter = networks.forward(GRID)[..., 0].var(axis=0).mean()
    assert 0 < scatter < 0.8 * numbers["variance"][-1]


@pytest.mark.parametrize("brake", [{"strength": 0.001}, {"dropout": 0.2}, {"points": 90}])
def test_a_brake_and_more_data_lower_the_variance(numbers, brake):
    assert learn(48, **brake).answers.var(axis=0).mean() < 0.5 * numbers["variance"][-1]
