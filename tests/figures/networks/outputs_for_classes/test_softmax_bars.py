"""At every setting the shares are positive, add up to 1, keep the order, and see only differences."""

from itertools import product

import numpy as np
import pytest

from figures.engine.drawing.controls import controls_of
from figures.networks.outputs_for_classes.softmax_bars import draw, experiment, facts, shares
from figures.neural.activations import sigmoid
from figures.neural.outputs import softmax

CONTROLS = controls_of(draw)
SETTINGS = list(product(*(control.values() for control in CONTROLS.values())))


def test_at_every_setting_the_shares_are_positive_and_sum_to_1():
    p = np.array([shares(*setting) for setting in SETTINGS])
    assert len(SETTINGS) <= 1000 and (p > 0).all()
    np.testing.assert_allclose(p.sum(axis=1), 1, rtol=1e-14)


def test_a_shift_of_all_logits_changes_nothing():
    for c in (-1000.0, -3.0, 0.5, 1000.0):
        z = np.array([2.0, 1.0, -1.0])
        np.testing.assert_allclose(softmax(z + c), softmax(z), rtol=1e-12)


def test_nothing_overflows_at_1000_where_the_formula_as_written_does():
    z = np.array([1000.0, 999.0, -1000.0])
    with np.errstate(over="raise", invalid="raise", divide="raise"):
        np.testing.assert_allclose(softmax(z), [sigmoid(np.array(1.0)), sigmoid(np.array(-1.0)), 0], rtol=1e-12)
    with np.errstate(all="ignore"):
        assert np.isnan(np.exp(z) / np.exp(z).sum()).any()


def test_the_order_is_that_of_the_logits_at_every_temperature():
    for *z, temperature in SETTINGS:
        p = shares(*z, temperature)
        assert all(p[i] > p[k] for i in range(3) for k in range(3) if z[i] > z[k])


@pytest.mark.parametrize(("temperature", "odds"), [("1", np.e), ("1/2", np.e**2), ("2", np.e**0.5)])
def test_a_lead_of_one_is_worth_a_factor_that_the_temperature_sets(temperature, odds):
    for z in ((2.0, 1.0, -1.0), (0.0, -1.0, 2.0)):
        p = shares(*z, temperature)
        assert p[0] / p[1] == pytest.approx(odds)
        assert facts(*z, temperature)["comparison"] == f"Class 1 is {odds:.2f} times as likely as class 2"
    assert facts(1.0, 2.0, -1.0, temperature)["comparison"] == f"Class 2 is {odds:.2f} times as likely as class 1"
    assert facts(1.0, 1.0, -1.0, temperature)["comparison"] == "Classes 1 and 2 are equal"


def test_no_share_reads_as_if_it_were_0_or_1(numbers_of):
    """The largest lead at the lowest temperature: 1 / (1 + 2 exp(−16)) differs from 1 by two ten-millionths."""
    assert facts(2.0, -2.0, -2.0, "1/4")["largest"] == "> 0.999"
    _, right = draw(numbers_of(experiment)["classes"], z1=2.0, z2=-2.0, z3=-2.0, temperature="1/4").axes
    assert [text.get_text() for text in right.texts] == ["> 0.999", "< 0.001", "< 0.001", "sum 1.000"]


def test_softmax_of_two_is_the_sigmoid_of_the_difference():
    z = np.random.default_rng(0).normal(0, 3, (100, 2))
    np.testing.assert_allclose(softmax(z)[:, 0], sigmoid(z[:, 0] - z[:, 1]), rtol=1e-12)


def test_the_bars_show_the_logits_and_the_shares(numbers_of):
    left, right = draw(numbers_of(experiment)["classes"], z1=-2.0, z2=0.0, z3=1.0, temperature="4").axes
    assert [bar.get_height() for bar in left.patches] == [-2, 0, 1]
    np.testing.assert_allclose([bar.get_height() for bar in right.patches], shares(-2.0, 0.0, 1.0, "4"))
