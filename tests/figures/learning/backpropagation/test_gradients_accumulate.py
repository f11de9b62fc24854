"""Gradients are sums: over the ways of one pass, and over passes until they are set back."""

import numpy as np
import pytest

from figures.learning.backpropagation.gradients_accumulate import FACTOR, RATE, U, draw, experiment, learn
from figures.learning.worked.one_neuron import B, X, sigma
from figures.neural.scalar_graph import Number

FACTS = experiment()


def test_both_ways_are_counted():
    h = 1e-5
    nudged = ((U + h) ** 2 + FACTOR * (U + h) - (U - h) ** 2 - FACTOR * (U - h)) / (2 * h)
    assert FACTS["sum"] == sum(FACTS["brings"].values()) == pytest.approx(nudged, rel=1e-9)


def test_overwriting_would_lose_a_way():
    assert FACTS["sum"] not in FACTS["brings"].values()


def test_calls_of_backward_add_up():
    assert FACTS["times"] == 3
    assert FACTS["gathered"]["twice"] == pytest.approx(2 * FACTS["gathered"]["once"], rel=1e-14)


def test_the_loss_falls_at_every_step_if_set_back_and_swings_for_ever_if_not():
    good, bad = learn(True), learn(False)
    assert (np.diff(good) < 0).all() and good[-1] < 1e-24 and FACTS["below"].endswith("10⁻²⁴")
    assert bad[len(bad) // 2 :].max() > 0.9 * bad[0]


def test_without_setting_back_it_is_momentum_with_the_factor_one():
    w, v, losses = -1.0, 0.0, []
    for _ in range(len(learn(False))):
        a = sigma(w * X + B)
        losses.append((a - 0.5) ** 2)
        v = 1.0 * v - RATE * 2 * (a - 0.5) * a * (1 - a) * X
        w += v
    np.testing.assert_allclose(learn(False), losses, rtol=1e-8)


def test_the_numbers_of_the_circuit_stand_in_the_drawing():
    names = ("brings", "ways", "sum", "loss", "set_back", "not_set_back")
    above, _ = draw(**{name: FACTS[name] for name in names}).axes
    assert {"4", "3", "6", "10", "4 + 3 = 7"} <= {text.get_text() for text in above.texts}
    assert Number(U).square().value + FACTOR * U == FACTS["loss"]
