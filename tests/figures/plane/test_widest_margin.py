"""The line of the widest margin is the one that a solver for such problems finds."""

import numpy as np
import pytest
from scipy.optimize import minimize

from figures.neural.datasets import gaussian_clouds
from figures.plane.widest_margin import widest_margin


@pytest.mark.parametrize("seed", range(30))
def test_it_is_the_shortest_that_keeps_all_samples_at_1_or_beyond(seed):
    rng = np.random.default_rng(seed)
    x, y = gaussian_clouds(int(rng.integers(1, 9)), rng, rng.normal(size=2), rng.normal(), margin=rng.uniform(0.1, 0.5))
    signed = np.column_stack([x, np.ones(len(x))]) * (2 * y - 1)[:, None]
    keep = {"type": "ineq", "fun": lambda v: signed @ v - 1, "jac": lambda v: signed}
    theirs = minimize(lambda v: v @ v / 2, np.ones(3), jac=lambda v: v, constraints=keep, method="SLSQP", tol=1e-12)
    assert theirs.success
    w, b = widest_margin(x, y)
    np.testing.assert_allclose([*w, b], theirs.x, rtol=1e-5, atol=1e-6)
