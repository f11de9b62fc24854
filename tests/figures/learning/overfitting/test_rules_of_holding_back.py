"""Neighbours in time give an answer away, and the two prices for weights differ in what they bring to 0."""

import numpy as np
import pytest
from scipy.optimize import minimize_scalar


def error_of_the_nearest_known(held):
    """RMSE of answering with the nearest known day, for a walk by chance whose days `held` are not known."""
    walks = np.cumsum(np.random.default_rng(0).normal(size=(200, 500)), axis=1)
    known = np.setdiff1d(np.arange(500), held)
    nearest = known[np.abs(held[:, None] - known).argmin(axis=1)]
    return np.sqrt(np.mean((walks[:, held] - walks[:, nearest]) ** 2))


def test_days_held_back_by_lot_promise_far_more_than_the_days_to_come_will_keep():
    by_lot = np.random.default_rng(1).permutation(500)[:100]
    assert error_of_the_nearest_known(np.arange(400, 500)) > 4 * error_of_the_nearest_known(by_lot)


@pytest.mark.parametrize("wanted", [0.05, -0.08, 0.6])
def test_l1_brings_a_weight_that_the_data_hardly_need_to_0_and_l2_makes_it_small(wanted):
    """The data want the weight `wanted`, with the loss ½ (W − wanted)²; the least of loss and price, by search."""
    price = 0.1

    def least(cost):
        return minimize_scalar(lambda W: (W - wanted) ** 2 / 2 + price * cost(W), bracket=(-1, 1), tol=1e-12).x

    by_l1, by_l2 = least(abs), least(np.square)
    assert bool(abs(by_l1) < 1e-6) is (abs(wanted) < price)
    assert by_l2 == pytest.approx(wanted / (1 + 2 * price), rel=1e-5)


def test_points_held_back_of_the_same_kind_say_nothing_of_another_kind():
    """A cubic learns a wave from its left half; asked there it is as good as the noise allows, and not on the right."""
    rng = np.random.default_rng(0)

    def drawn(low, high, count):
        x = rng.uniform(low, high, count)
        return x, np.cos(3 * x) + rng.normal(0, 0.3, count)

    fit = np.polynomial.Polynomial.fit(*drawn(-1.5, 0, 200), 3)
    (x, y), (far_x, far_y) = drawn(-1.5, 0, 200), drawn(0, 1.5, 200)
    held, far = (np.sqrt(np.mean((fit(at) - of) ** 2)) for at, of in ((x, y), (far_x, far_y)))
    assert held < 0.35 and far > 3 * held
