"""Exchanged units compute the same; halfway between there is one unit in effect, and one unit cannot make XOR."""

from itertools import permutations

import numpy as np
import pytest

from figures.examples.sine.bounds import best_rising
from figures.neural.datasets import gate
from figures.reference.what_our_sources_got_wrong.bump_between_minima import MINIMUM, draw, exchanged, experiment


@pytest.fixture(scope="module")
def facts(numbers_of):
    return numbers_of(experiment)


def test_both_ends_are_minima_because_no_mean_square_is_less_than_zero(facts):
    assert 0 <= facts["largest_end"] < MINIMUM
    assert facts["pairs"] >= 10


def test_exchanging_the_hidden_units_changes_no_answer(facts):
    assert facts["same"] < 1e-12
    rng = np.random.default_rng(0)
    W = [rng.normal(size=(1, 2, 2)), rng.normal(size=(1, 2, 1))]
    b = [rng.normal(size=(1, 1, 2)), rng.normal(size=(1, 1, 1))]
    x = rng.normal(size=(50, 2))
    answers = [np.tanh(x @ V[0] + c[0]) @ V[1] + c[1] for V, c in ((W, b), exchanged(W, b))]
    np.testing.assert_allclose(*answers, atol=1e-14)


def test_on_the_way_the_loss_violates_convexity_for_every_pair(facts):
    loss = facts["loss"]
    chord = (loss[0] + loss[-1]) / 2
    assert (loss[len(loss) // 2] > chord + 0.1).all()
    np.testing.assert_allclose(loss, loss[::-1], atol=1e-12)  # the way back is the way of the twin


def test_one_unit_has_a_loss_of_at_least_one_sixth_whatever_its_weights():
    x, y = gate("XOR")
    least = np.inf
    for order in permutations(range(4)):  # every order in which z may list the rows …
        sums = {tuple(sorted((order.index(0), order.index(3)))), tuple(sorted((order.index(1), order.index(2))))}
        if sums in ({(0, 1), (2, 3)}, {(0, 2), (1, 3)}):
            continue  # … but z of 00 and 11 has the sum of z of 01 and 10: neither pair lies below the other
        for sign in (1, -1):
            fit = best_rising(sign * y[list(order)].astype(float))
            least = min(least, float(np.mean((fit - sign * y[list(order)]) ** 2)))
    assert least == pytest.approx(1 / 6)
    w = np.random.default_rng(0).normal(0, 3, (20000, 2))
    b = np.random.default_rng(1).normal(0, 3, 20000)
    a = np.tanh(x @ w.T + b)
    centred, target = a - a.mean(axis=0), y - y.mean()
    slope = (target @ centred) / np.maximum((centred**2).sum(axis=0), 1e-12)  # the best output weight for each unit
    assert np.mean((slope * centred - target[:, None]) ** 2, axis=0).min() >= 1 / 6 - 1e-12


def test_halfway_every_network_stands_above_the_bound_of_one_unit(facts):
    assert facts["bound"] == pytest.approx(1 / 6)
    assert facts["bound"] - 1e-12 <= facts["halfway"]["least"] <= facts["halfway"]["most"]


def test_a_line_for_every_pair_and_two_for_comparison(facts):
    figure = draw(*(facts[name] for name in ("t", "loss", "side", "maps", "bound")))
    assert len(figure.axes) == 4
    assert any(len(axes.lines) == facts["pairs"] + 2 for axes in figure.axes)
