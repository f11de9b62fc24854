"""Softmax of one number is 1; of a softmax it stays below e/(e + K − 1); independent labels it makes compete."""

import numpy as np
import pytest

from figures.networks.outputs_for_classes.softmax_misused import OUTPUTS, draw, experiment, says_all
from figures.neural.losses import categorical_cross_entropy_from_logits, categorical_cross_entropy_from_logits_gradient
from figures.neural.outputs import one_hot, softmax, softmax_backward

NUMBERS = experiment()


def test_a_single_softmax_unit_always_says_1_and_gets_no_gradient():
    z = np.linspace(-50, 50, 11)[:, None]
    assert (softmax(z) == 1).all() and NUMBERS["single"] == 1
    assert (softmax_backward(z, np.ones_like(z)) == 0).all()
    assert (categorical_cross_entropy_from_logits_gradient(z, np.ones_like(z)) == 0).all()


@pytest.mark.parametrize("classes", [2, 3, 10])
def test_softmax_twice_never_gets_above_its_ceiling_and_comes_near_it(classes):
    z = np.random.default_rng(classes).normal(0, 20, (5000, classes))
    twice = softmax(softmax(z)).max()
    assert twice <= NUMBERS["ceiling"][f"of_{classes}"] + 1e-15
    assert twice == pytest.approx(NUMBERS["ceiling"][f"of_{classes}"], rel=1e-6)


def test_a_loss_fed_with_probabilities_cannot_fall_below_the_least_loss():
    sure = one_hot(np.array([0]), 3)
    assert categorical_cross_entropy_from_logits(sure, sure) == pytest.approx(NUMBERS["least_loss"])
    assert categorical_cross_entropy_from_logits(50 * sure, sure) < 1e-20


def test_the_cat_vanishes_under_softmax_when_the_dog_comes_and_stays_under_the_sigmoid():
    right, wrong = NUMBERS["right"][2], NUMBERS["wrong"][2]
    assert np.ptp(right) == 0 and NUMBERS["cat"] > 0.8
    assert (np.diff(wrong) < 0).all() and NUMBERS["cat_before"] > 0.99 and NUMBERS["cat_after"] < 0.01


def test_at_most_one_of_two_labels_gets_above_a_half_by_softmax():
    z = np.random.default_rng(0).normal(0, 5, (1000, 2))
    assert ((softmax(z) > 0.5).sum(axis=1) <= 1).all()


def test_only_a_sigmoid_for_each_label_can_say_both_one_and_neither():
    assert [name for name, output in OUTPUTS.items() if says_all(output)] == ["a sigmoid for each label"]
    assert NUMBERS["output"] == "a sigmoid for each label"


def test_three_panels_with_two_curves_each():
    figure = draw(NUMBERS["z"], NUMBERS["right"], NUMBERS["wrong"])
    assert [len(axes.lines) for axes in figure.axes] == [2, 2, 2]
