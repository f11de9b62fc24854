"""Pieces of the plane are found exactly: by area, by the network itself, by switching patterns, by linear program."""

from itertools import product
from math import comb

import numpy as np
import pytest
from scipy.optimize import linprog

from figures.neural.activation_registry import ACTIVATIONS
from figures.neural.layers import Dense
from figures.neural.network import multilayer_perceptron
from figures.neural.plane_pieces import fold_both, plane_pieces
from tests.neural.networks import random_network

WINDOW = np.array([[-2.0, -2.0], [2.0, -2.0], [2.0, 2.0], [-2.0, 2.0]])
SQUARE = np.array([[0.0, 0.0], [1.0, 0.0], [1.0, 1.0], [0.0, 1.0]])


def area(polygon):
    """By the shoelace formula; positive where the corners go round to the left."""
    x, y = polygon.T
    return 0.5 * float(np.sum(x * np.roll(y, -1) - y * np.roll(x, -1)))


def patterns(network, x):
    """Which hidden units are on at each of the points x."""
    on, a = [], x
    for layer in network.layers[:-1]:
        if isinstance(layer, Dense):
            on.append(layer.forward(a) > 0)
        a = layer.forward(a)
    return np.hstack(on)


@pytest.mark.parametrize("hidden", [(1,), (5,), (4, 4), (3, 3, 3)])
@pytest.mark.parametrize("seed", range(5))
def test_the_pieces_fill_the_window_and_on_each_the_network_is_affine(hidden, seed):
    network = random_network(2, hidden, seed)
    found = plane_pieces(network, WINDOW)
    assert all(area(p.polygon) > 0 for p in found)
    assert sum(area(p.polygon) for p in found) == pytest.approx(area(WINDOW))
    rng = np.random.default_rng(0)
    for p in found:
        inside = rng.dirichlet(np.ones(len(p.polygon)), size=5) @ p.polygon  # means of its corners: it is convex
        np.testing.assert_allclose(network.forward(inside), inside @ p.A + p.c, atol=1e-9)
        assert (patterns(network, inside).sum(axis=1) == p.on).all()


@pytest.mark.parametrize("hidden", [(6,), (4, 4)])
@pytest.mark.parametrize("seed", range(5))
def test_sampling_finds_the_same_patterns_and_no_others(hidden, seed):
    network = random_network(2, hidden, seed)
    middles = np.array([p.polygon.mean(axis=0) for p in plane_pieces(network, WINDOW)])
    known = {tuple(row) for row in patterns(network, middles)}
    assert len(known) == len(middles), "no two pieces have the same units on"
    sampled = patterns(network, np.random.default_rng(1).uniform(-2, 2, (40_000, 2)))
    assert {tuple(row) for row in np.unique(sampled, axis=0)} <= known


@pytest.mark.parametrize("units", [1, 2, 3, 5, 7])
def test_lines_in_general_position_cut_the_plane_into_so_many_pieces_and_a_linear_program_agrees(units):
    network = random_network(2, (units,), seed=units)
    far = 1e4 * WINDOW  # all crossings lie within
    most = 1 + units + comb(units, 2)
    assert len(plane_pieces(network, far)) == most
    W, b = network.layers[0].W, network.layers[0].b
    possible = 0
    for signs in product((-1, 1), repeat=units):  # is there a point at which exactly these units are on?
        s = np.array(signs)
        rows = np.column_stack([-(s * W).T, np.ones(units)])
        best = linprog([0, 0, -1], rows, s * b, bounds=[(None, None), (None, None), (None, 1)])
        possible += best.status == 0 and -best.fun > 1e-9
    assert possible == most


@pytest.mark.parametrize("times", [1, 2, 3])
def test_the_tent_of_both_inputs_cuts_the_square_into_equal_squares(times):
    found = plane_pieces(fold_both(times), SQUARE)
    assert len(found) == 4**times
    np.testing.assert_allclose([area(p.polygon) for p in found], 4.0**-times)
    assert {len(p.polygon) for p in found} == {4}
    x = np.random.default_rng(0).random((500, 2))
    by_hand = x
    for _ in range(times):
        by_hand = np.where(by_hand < 0.5, 2 * by_hand, 2 - 2 * by_hand)
    np.testing.assert_allclose(fold_both(times).forward(x)[:, 0], by_hand.sum(axis=1), atol=1e-12)


def test_another_activation_is_refused():
    with pytest.raises(ValueError, match="expected Dense and relu, got tanh"):
        plane_pieces(multilayer_perceptron((2, 3, 1), ACTIVATIONS["tanh"], np.random.default_rng(0)), WINDOW)
