"""Corners are found exactly: against the construction, dense sampling, and the bounds on their number."""

import numpy as np
import pytest

from figures.neural.activation_registry import ACTIVATIONS
from figures.neural.construction import broken_line, one_hidden_layer
from figures.neural.network import multilayer_perceptron
from figures.neural.pieces import corners, count_pieces, fold
from tests.neural.networks import random_network


@pytest.mark.parametrize("times", [1, 2, 3, 5, 8])
def test_the_tent_folded_has_twice_as_many_pieces_with_every_layer(times):
    assert count_pieces(fold(times), 0, 1) == 2**times
    assert len(fold(times).parameters) == 2 * (times + 1)


def test_the_tent_applied_three_times_is_the_tent_of_the_tent_of_the_tent():
    x = np.linspace(0, 1, 777)
    by_hand = x
    for _ in range(3):
        by_hand = np.where(by_hand < 0.5, 2 * by_hand, 2 - 2 * by_hand)
    np.testing.assert_allclose(fold(3).forward(x[:, None])[:, 0], by_hand, atol=1e-12)


@pytest.mark.parametrize("n", [1, 3, 10])
def test_a_zigzag_written_down_has_as_many_pieces_as_units_and_one_more_to_the_left(n):
    network = broken_line(np.linspace(0, 1, n + 1), np.arange(n + 1) % 2.0)
    assert count_pieces(network, 0, 1) == n and count_pieces(network, -1, 1) == n + 1


@pytest.mark.parametrize("hidden", [(6,), (4, 4), (3, 3, 3)])
@pytest.mark.parametrize("seed", range(6))
def test_between_its_corners_a_network_is_straight_and_samples_find_no_other_bend(hidden, seed):
    network = random_network(1, hidden, seed)
    x, y = corners(network, -3, 3)
    fine = np.linspace(-3, 3, 5001)
    np.testing.assert_allclose(network.forward(fine[:, None])[:, 0], np.interp(fine, x, y), atol=1e-9)
    bends = np.abs(np.diff(np.interp(fine, x, y), 2)) > 1e-9
    runs = (np.diff(bends.astype(int), prepend=0) == 1).sum()  # a corner touches one or two second differences
    assert runs <= count_pieces(network, -3, 3) - 1


@pytest.mark.parametrize("seed", range(20))
def test_one_hidden_layer_has_at_most_one_piece_more_than_units(seed):
    assert count_pieces(random_network(1, (9,), seed), -50, 50) <= 10


@pytest.mark.parametrize("gap", [1e-15, 1e-13, 1e-11])
def test_two_corners_that_only_rounding_tells_apart_are_one(gap):
    """Between them the slope is what rounding makes it; it is no piece."""
    network = one_hidden_layer(np.ones(2), -np.array([0.3, 0.3 + gap]), np.array([1.0, 1.0]), 0.0, "relu")
    assert count_pieces(network, 0, 1) == 2
    network = one_hidden_layer(np.ones(2), -np.array([0.3, 0.3 + 1e-3]), np.array([1.0, 1.0]), 0.0, "relu")
    assert count_pieces(network, 0, 1) == 3


def test_without_an_activation_there_is_one_piece_and_smooth_activations_are_refused():
    rng = np.random.default_rng(0)
    assert count_pieces(multilayer_perceptron((1, 5, 5, 1), ACTIVATIONS["linear"], rng), -1, 1) == 1
    with pytest.raises(ValueError, match="expected relu or linear, got tanh"):
        corners(multilayer_perceptron((1, 5, 1), ACTIVATIONS["tanh"], rng), -1, 1)
