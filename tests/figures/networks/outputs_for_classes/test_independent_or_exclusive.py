"""Sigmoids answer each for itself; softmax shares one whole; both agree with Keras."""

import numpy as np
import pytest

from figures.networks.outputs_for_classes.independent_or_exclusive import LOGITS, draw, experiment
from figures.neural.activations import sigmoid
from figures.neural.outputs import softmax

NUMBERS = experiment()


def test_softmax_sums_to_1_and_the_sigmoids_do_not():
    assert NUMBERS["softmax_sum"] == pytest.approx(1, abs=1e-15)
    assert NUMBERS["sigmoid_sum"] > 1.5


def test_a_change_of_one_logit_leaves_the_other_sigmoids_alone_but_no_share():
    moved = LOGITS + np.array([0.0, 0.0, 3.0])
    assert (sigmoid(moved)[:2] == sigmoid(LOGITS)[:2]).all()
    assert (softmax(moved)[:2] < softmax(LOGITS)[:2]).all()


def test_both_readings_equal_keras():
    activations = pytest.importorskip("keras").activations
    np.testing.assert_allclose(NUMBERS["shared"], np.array(activations.softmax(LOGITS[None]))[0], rtol=1e-12)
    np.testing.assert_allclose(NUMBERS["each"], np.array(activations.sigmoid(LOGITS)), rtol=1e-12)


def test_the_bars_are_as_long_as_the_numbers_beside_them():
    for axes in draw(NUMBERS["each"], NUMBERS["shared"]).axes:
        widths = [bar.get_width() for bar in axes.patches[3:]]
        assert [f"{width:.3f}" for width in widths] == [text.get_text() for text in axes.texts[:3]]
