"""What the page's losses follow from, and when a sum of charges may be mended at the rate."""

import numpy as np
import pytest
from scipy.optimize import minimize_scalar
from scipy.stats import norm

from figures.neural.optimisers import SGD, Adam

TARGETS = np.array([1.0, 2.0, 6.0])


def most_likely(spreads):
    """The answer under which the targets are as probable as possible, by search."""
    return minimize_scalar(lambda c: -norm.logpdf(TARGETS, c, spreads).sum(), bounds=(0, 7), method="bounded").x


def test_with_one_spread_the_most_likely_answer_is_the_mean_and_with_unequal_ones_it_is_not():
    assert most_likely(np.full(3, 0.7)) == pytest.approx(TARGETS.mean(), abs=1e-4)
    unequal = most_likely(np.array([0.5, 0.5, 4.0]))
    assert unequal == pytest.approx(np.average(TARGETS, weights=[4, 4, 1 / 16]), abs=1e-4)
    assert unequal < TARGETS.mean() - 1


def test_the_least_mean_charge_is_0_only_if_one_class_is_certain():
    """Found by search among all p, not by the formula of the entropy."""
    p = np.linspace(0.001, 0.999, 999)
    for q in (0.0, 0.1, 0.5, 1.0):
        least = float(np.min(-q * np.log(p) - (1 - q) * np.log(1 - p)))
        assert (least < 0.002) is (q in (0.0, 1.0)), q


def last_error(optimiser, scale, rate):
    """Of a line y = 3x + 1 after 300 steps on 100 points whose gradient is multiplied by `scale`."""
    x = np.random.default_rng(0).normal(size=100)
    theta = np.zeros(2)
    chosen = optimiser(rate)
    for _ in range(300):
        error = theta[0] * x + theta[1] - (3 * x + 1)
        chosen.update([(theta, scale * 2 * np.array([np.mean(error * x), np.mean(error)]))])
    return float(np.abs(theta - [3, 1]).max())


def test_dividing_a_sum_by_n_mends_every_optimiser_and_dividing_the_rate_only_plain_descent():
    with np.errstate(over="ignore", invalid="ignore"):
        assert not last_error(SGD, 100, 0.1) < 1  # the sum ruins the run
    assert last_error(SGD, 1, 0.1) < 1e-6 and last_error(SGD, 100, 0.1 / 100) < 1e-6
    mean, by_sum = last_error(Adam, 1, 0.05), last_error(Adam, 100, 0.05)
    assert mean < 0.1 and by_sum == pytest.approx(mean, rel=1e-3)  # its steps do not grow with the sum
    assert last_error(Adam, 100, 0.05 / 100) > 2  # hardly moved


@pytest.mark.parametrize(
    ("charge", "strictly"), [("entropy", True), ("square", True), ("size", False), ("right", False)]
)
def test_only_the_truth_is_cheapest_for_cross_entropy_and_squares_and_not_for_sizes_or_wrong_answers(charge, strictly):
    """Over a grid of answers that holds the truth. Whether the answer is wrong is a proper charge, and not strictly."""
    p = np.linspace(0.01, 0.99, 99)
    on_1, on_0 = {
        "entropy": (-np.log(p), -np.log(1 - p)),
        "square": ((1 - p) ** 2, p**2),
        "size": (1 - p, p),
        "right": (1.0 * (p < 0.5), 1.0 * (p > 0.5)),
    }[charge]
    for q in (0.1, 0.3, 0.7):
        mean = q * on_1 + (1 - q) * on_0
        cheapest = p[np.isclose(mean, mean.min(), rtol=0, atol=1e-12)]
        assert bool(len(cheapest) == 1 and abs(cheapest[0] - q) < 1e-9) is strictly, (q, cheapest)


@pytest.mark.parametrize(("precision", "first"), [(np.float32, 17), (np.float64, 37)])
def test_a_sigmoid_is_rounded_to_1_from_17_on_in_single_precision_and_at_40_in_double(precision, first):
    p = [1 / (1 + np.exp(-precision(z))) for z in range(41)]
    assert [each == 1 for each in p] == [z >= first for z in range(41)]
    assert all(each.dtype == precision for each in p)
