"""A weight shifts the logit by its logarithm: by theory, by our training, by scikit-learn, and by counting."""

import numpy as np
import pytest
from scipy import stats

from figures.learning.further_losses.rare_class_weighted import (
    APART,
    PRIOR,
    SAMPLES,
    SHARE,
    boundary,
    experiment,
    facts,
    learned,
)

WEIGHTS = [1.0, 5.0, 19.0, 40.0]


@pytest.mark.parametrize("weight", WEIGHTS)
def test_the_shares_are_those_of_the_normal_distribution(weight):
    told, edge = facts(weight), boundary(weight)
    assert told["found"] == pytest.approx(stats.norm.sf(edge, APART))
    assert told["alarms"] == pytest.approx(stats.norm.sf(edge, -APART))


@pytest.mark.parametrize("weight", WEIGHTS)
def test_counting_a_million_examples_gives_the_shares(weight):
    rng = np.random.default_rng(1)
    y = rng.random(1_000_000) < SHARE
    says = rng.normal(APART * (2 * y - 1)) > boundary(weight)
    told = facts(weight)
    assert says[y].mean() == pytest.approx(told["found"], abs=0.01)
    assert (says == y).mean() == pytest.approx(told["right"], abs=0.002)
    assert (~y[says]).mean() == pytest.approx(told["wolf"], abs=0.01)


@pytest.mark.parametrize("weight", WEIGHTS)
def test_a_trained_neuron_and_scikit_learn_agree_and_come_near_the_shift_by_log_w(weight):
    linear = pytest.importorskip("sklearn.linear_model")
    slope, bias = learned(weight)
    rng = np.random.default_rng(0)
    y = rng.random(SAMPLES) < SHARE
    x = rng.normal(APART * (2.0 * y - 1))[:, None]
    theirs = linear.LogisticRegression(C=np.inf, class_weight={0: 1, 1: weight}, tol=1e-8).fit(x, y)
    assert [theirs.coef_.item(), theirs.intercept_.item()] == pytest.approx([slope, bias], abs=1e-3)
    assert bias == pytest.approx(PRIOR + np.log(weight), abs=0.15)
    assert slope == pytest.approx(2 * APART, abs=0.15)
    assert -bias / slope == pytest.approx(boundary(weight), abs=0.1)  # where it says one half


def test_whoever_always_says_0_is_right_more_often_than_the_weighted_neuron(numbers_of):
    assert numbers_of(experiment)["lazy"] > facts(19.0)["right"]


@pytest.mark.parametrize("weight", WEIGHTS)
def test_a_weight_and_a_threshold_lie_on_one_roc_curve(weight):
    from sklearn.metrics import precision_score, recall_score, roc_curve

    rng = np.random.default_rng(2)
    y = rng.random(400_000) < SHARE
    x = rng.normal(APART * (2 * y - 1))
    p = stats.norm.pdf(x, APART) * SHARE
    p /= p + stats.norm.pdf(x, -APART) * (1 - SHARE)  # the true probability
    told = facts(weight)
    alarms, found, thresholds = roc_curve(y, p)
    assert np.interp(told["alarms"], alarms, found) == pytest.approx(told["found"], abs=0.01)  # on the curve
    place = np.argmin(np.abs(thresholds - 1 / (1 + weight)))
    assert (alarms[place], found[place]) == pytest.approx((told["alarms"], told["found"]), abs=0.01)  # at 1/(1 + w)
    says = p > 1 / (1 + weight)
    assert recall_score(y, says) == pytest.approx(told["found"], abs=0.01)
    assert precision_score(y, says) == pytest.approx(1 - told["wolf"], abs=0.02)
