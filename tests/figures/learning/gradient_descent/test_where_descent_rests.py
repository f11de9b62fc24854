"""When a walk downhill comes to rest, and what the conditions in the page's sentences are for."""

import numpy as np
import pytest

from figures.neural.descent import descend
from figures.neural.optimisers import SGD


def walk_by_single_examples(noise, steps=3000):
    """How far the last hundred places of a walk of y = wx + b lie from its last one, at a constant rate."""
    rng = np.random.default_rng(0)
    x = rng.uniform(-1, 1, 16)
    y = 2 * x - 1 + noise * rng.normal(size=16)
    theta, late = np.zeros(2), []
    for step in range(steps):
        i = rng.integers(16)
        theta -= 0.2 * 2 * (theta[0] * x[i] + theta[1] - y[i]) * np.array([x[i], 1.0])
        if step >= steps - 100:
            late.append(theta.copy())
    return np.abs(np.array(late) - theta).max()


def test_at_a_constant_rate_batches_of_one_rest_where_one_setting_meets_every_example_and_nowhere_else():
    assert walk_by_single_examples(0.0) < 1e-12
    assert walk_by_single_examples(0.5) > 0.1


def test_second_derivatives_that_are_not_continuous_may_depend_on_their_order():
    """Peano's function: its slopes exist everywhere, and at 0 the mixed derivatives are −1 and 1."""

    def f(x, y):
        return x * y * (x**2 - y**2) / (x**2 + y**2)

    small, smaller = 1e-3, 1e-8

    def slope_in_x(y):
        return (f(smaller, y) - f(-smaller, y)) / (2 * smaller)

    def slope_in_y(x):
        return (f(x, smaller) - f(x, -smaller)) / (2 * smaller)

    assert (slope_in_x(small) - slope_in_x(-small)) / (2 * small) == pytest.approx(-1, abs=1e-6)
    assert (slope_in_y(small) - slope_in_y(-small)) / (2 * small) == pytest.approx(1, abs=1e-6)


def test_the_ground_becomes_level_at_a_saddle_or_ever_further_out():
    """L = log(1 + e^−θ), of curvature at most ¼; and x² + (y² − 1)², from a start whose y is 0."""
    out = descend(lambda theta: -1 / (1 + np.exp(theta)), np.array([0.0]), SGD(4.0), 1000).ravel()
    slopes = 1 / (1 + np.exp(out))
    assert (np.diff(out) > 0).all() and out[-1] > out[100] + 2  # it never stops
    t = np.arange(1, len(out))
    assert (np.minimum.accumulate(slopes**2)[:-1] <= 2 * 0.25 * np.log(2) / t).all()  # the bound of Exercise 3
    saddle = descend(lambda p: np.array([2 * p[0], 4 * p[1] * (p[1] ** 2 - 1)]), np.array([1.0, 0.0]), SGD(0.1), 200)
    np.testing.assert_allclose(saddle[-1], 0, atol=1e-12)


def test_off_a_parabola_a_rate_above_one_over_the_largest_curvature_may_be_faster():
    """log cosh θ bends by 1 at most, at 0. From far away its slope is 1, so that a rate of 3/2 saves a third."""

    def steps_until_near(rate):
        path = descend(np.tanh, np.array([30.0]), SGD(rate), 60).ravel()
        return int(np.argmax(np.abs(path) < 0.1))

    assert steps_until_near(1.5) < 0.8 * steps_until_near(1.0)
