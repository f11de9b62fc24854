"""The share of dead units follows the formula before training and the learning rate after it."""

import numpy as np
import pytest
from scipy.stats import rayleigh

from figures.learning.training_loop.dead_relu_share import (
    BIASES,
    RATES,
    SEEDS,
    STARTS,
    dead_share,
    draw,
    experiment,
    predicted,
)
from figures.neural.activation_registry import ACTIVATIONS
from figures.neural.batched import seeded_networks


@pytest.fixture(scope="module")
def numbers(numbers_of):
    return numbers_of(experiment)


def test_the_formula_is_the_distribution_of_the_length_of_a_normal_vector():
    np.testing.assert_allclose(predicted(BIASES), rayleigh.cdf(-BIASES), atol=1e-15)


def test_a_million_random_units_die_as_often_as_the_formula_says():
    w = np.random.default_rng(0).normal(size=(1_000_000, 2))
    angles = np.linspace(0, 2 * np.pi, 64, endpoint=False)
    circle = np.stack([np.cos(angles), np.sin(angles)])
    for bias in (-0.5, -1.0, -2.0):
        assert np.mean((w[:100_000] @ circle + bias).max(axis=1) <= 0) == pytest.approx(predicted(bias), abs=0.006)


def test_before_training_the_median_keeps_to_the_formula_and_no_unit_is_dead_from_bias_0_on(numbers):
    assert np.abs(numbers["fresh"][1] - predicted(BIASES)).max() < 0.06
    assert (numbers["fresh"][:, BIASES >= 0] == 0).all() and numbers["at_bias_0"] == 0
    assert numbers["predicted_at_minus_2"] == pytest.approx(1 - np.exp(-2))


@pytest.mark.parametrize("start", STARTS)
def test_a_moderate_rate_kills_few_units_and_a_very_large_one_most(numbers, start):
    trained = numbers["trained"][list(STARTS).index(start)]
    assert trained[2, RATES < 0.02].max() < 0.3
    assert trained[0, -1] > 0.5


def test_the_rate_matters_more_than_the_start(numbers):
    medians = numbers["trained"][:, 1]
    assert np.ptp(medians, axis=1).min() > 2 * np.abs(medians[0] - medians[1]).max()


def test_a_dead_unit_is_one_that_is_silent_at_every_point():
    networks = seeded_networks((2, 4, 1), ACTIVATIONS["relu"], range(3))
    x = np.random.default_rng(0).normal(size=(50, 2))
    networks.b[0][0, 0, 1:] = -100.0
    assert dead_share(networks, x).tolist() == [0.75, 0.0, 0.0]
    gradients = networks.backward(np.ones((3, 50, 1)))
    assert not gradients[0][0][:, 1:].any() and gradients[0][0][:, 0].any()


def test_the_panels_show_both_starts_and_all_seeds_count(numbers):
    figure = draw(numbers["trained"], numbers["fresh"])
    assert [len(axes.lines) for axes in figure.axes] == [len(STARTS), 2]
    assert SEEDS >= 20
