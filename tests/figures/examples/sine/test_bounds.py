"""What cannot be beaten: the best line, the best rising curve, the best answer that is never negative."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from figures.examples.sine.bounds import LINE_RMSE, SLOPE, best_line, best_monotone, best_rising
from figures.examples.sine.fits import X_TEST, Y_TEST, rmse

FINE = np.linspace(-np.pi, np.pi, 100_001)[:, None]


def test_the_best_line_through_all_of_the_sine_has_slope_three_over_pi_squared() -> None:
    slope, intercept = best_line(FINE, np.sin(FINE))
    assert slope == pytest.approx(SLOPE, rel=1e-4)
    assert intercept == pytest.approx(0, abs=1e-12)
    assert rmse((slope * FINE)[None], np.sin(FINE))[0] == pytest.approx(LINE_RMSE, rel=1e-4)


def test_the_best_line_is_that_of_least_squares() -> None:
    rng = np.random.default_rng(0)
    x, y = rng.normal(size=(30, 1)), rng.normal(size=(30, 1))
    np.testing.assert_allclose(best_line(x, y), np.polyfit(x[:, 0], y[:, 0], 1), rtol=1e-10)


def test_no_other_line_is_better_on_the_test_points() -> None:
    slope, intercept = best_line(X_TEST, Y_TEST)
    least = rmse((slope * X_TEST + intercept)[None], Y_TEST)[0]
    s, t = np.random.default_rng(1).normal(0, 1, (2, 2000, 1, 1))
    assert (rmse(s * X_TEST + t, Y_TEST) >= least).all()


@given(arrays(float, st.integers(1, 12), elements=st.floats(-5, 5)))
def test_the_rising_values_rise_and_keep_the_mean(y: np.ndarray) -> None:
    rising = best_rising(y)
    assert (np.diff(rising) >= -1e-12).all()
    assert rising.mean() == pytest.approx(y.mean(), abs=1e-9)


def test_pooling_agrees_with_scipy_and_scikit_learn() -> None:
    optimise = pytest.importorskip("scipy.optimize")
    isotonic = pytest.importorskip("sklearn.isotonic")
    for seed in range(20):
        y = np.random.default_rng(seed).normal(size=50) + np.linspace(-1, 1, 50)
        np.testing.assert_allclose(best_rising(y), optimise.isotonic_regression(y).x, atol=1e-12)
        np.testing.assert_allclose(best_rising(y), isotonic.isotonic_regression(y), atol=1e-12)


def test_a_falling_curve_is_taken_where_it_is_better() -> None:
    y = np.array([3.0, 2.0, 2.5, 1.0])
    np.testing.assert_allclose(best_monotone(y), [3, 2.25, 2.25, 1])


def test_the_best_rising_curve_is_flat_where_the_page_says() -> None:
    rising = best_monotone(np.sin(FINE[:, 0]))
    a = np.arcsin(rising[-1])
    assert (1 + np.cos(a)) / (np.pi - a) == pytest.approx(np.sin(a), rel=1e-4)
    inner = np.abs(FINE[:, 0]) < a
    np.testing.assert_allclose(rising[inner], np.sin(FINE[inner, 0]), atol=1e-12)
