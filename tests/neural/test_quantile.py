"""The quantile loss equals scikit-learn's, its gradient differences, and its lowest place the quantile."""

import numpy as np
import pytest

from figures.neural.gradient_check import central_differences
from figures.neural.quantile import quantile_loss

rng = np.random.default_rng(0)
Y_HAT, Y = rng.normal(0.0, 2.0, (40, 3)), rng.normal(0.0, 2.0, (40, 3))
SHARES = pytest.mark.parametrize("tau", [0.05, 0.5, 0.8])


@SHARES
def test_it_equals_that_of_scikit_learn(tau):
    metrics = pytest.importorskip("sklearn.metrics")
    theirs = metrics.mean_pinball_loss(Y, Y_HAT, alpha=tau)
    assert quantile_loss(tau).function(Y_HAT, Y) == pytest.approx(theirs, rel=1e-12)


@SHARES
def test_its_gradient_equals_central_differences(tau):
    point, loss = Y_HAT.copy(), quantile_loss(tau)
    differences = central_differences(lambda: loss.function(point, Y), point, h=1e-6)
    np.testing.assert_allclose(loss.gradient(Y_HAT, Y), differences, rtol=1e-6, atol=1e-9)


@SHARES
def test_the_cheapest_answer_is_the_quantile(tau):
    targets = rng.exponential(size=(999, 1))
    charges = [quantile_loss(tau).function(np.full_like(targets, c), targets) for c in targets[:, 0]]
    assert np.mean(targets < targets[np.argmin(charges)]) == pytest.approx(tau, abs=1 / 999)


def test_at_one_half_it_is_half_the_absolute_error():
    assert quantile_loss(0.5).function(Y_HAT, Y) == pytest.approx(np.mean(np.abs(Y_HAT - Y)) / 2, rel=1e-12)


@pytest.mark.parametrize("tau", [0.0, 1.0, -0.2])
def test_a_share_that_is_none_is_refused(tau):
    with pytest.raises(ValueError, match="between 0 and 1"):
        quantile_loss(tau)
