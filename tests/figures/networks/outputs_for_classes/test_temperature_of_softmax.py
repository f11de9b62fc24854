"""Cold, the largest takes all; hot, all are equal; no curves cross; only the middle one turns back."""

import numpy as np
import pytest

from figures.networks.outputs_for_classes.temperature_of_softmax import draw, experiment
from figures.neural.outputs import softmax

NUMBERS = experiment()
P = NUMBERS["p"]


def test_cold_the_largest_takes_all_and_hot_all_have_the_same():
    np.testing.assert_allclose(P[0], [1, 0, 0], atol=1e-4)
    np.testing.assert_allclose(P[-1], 1 / 3, atol=0.01)
    assert NUMBERS["cold"] > 0.999 and NUMBERS["hot"] == pytest.approx(1 / 3, abs=0.01)


def test_the_order_is_the_same_at_every_temperature():
    assert (np.diff(P, axis=1) < 0).all()


def test_the_first_only_falls_the_last_only_rises_and_the_second_goes_above_a_third_and_back():
    slopes = np.diff(P, axis=0)
    assert (slopes[:, 0] < 0).all() and (slopes[:, 2] > 0).all()
    assert P[:, 1].max() > 1 / 3 and slopes[:, 1].min() < 0 < slopes[:, 1].max()


def test_there_is_a_curve_for_each_class():
    curves = [line for line in draw(NUMBERS["temperatures"], P).axes[0].lines if len(line.get_xdata()) == len(P)]
    assert len(curves) == 3


def test_cold_softmax_shares_everything_among_those_that_are_equally_large():
    np.testing.assert_allclose(softmax(np.array([[3.0, 1.0, 3.0]]) / 1e-3), [[0.5, 0, 0.5]], atol=1e-12)


def test_what_is_drawn_depends_on_the_temperature_and_which_is_largest_does_not():
    z, drawn = np.array([[2.0, 1.0, -1.0]]), {}
    for T in (0.2, 5.0):
        p = softmax(z / T)[0]
        assert p.argmax() == 0
        drawn[T] = np.mean(np.random.default_rng(0).choice(3, 2000, p=p) == 0)
    assert drawn[0.2] > 0.98 and drawn[5.0] < 0.5
