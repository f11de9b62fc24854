"""No shares with the same mean logit have a greater entropy than softmax: by search, by theorem, at every setting."""

import numpy as np
import pytest
from scipy import optimize, special, stats

from figures.engine.drawing.controls import controls_of
from figures.networks.outputs_for_classes.least_assuming_shares import LOGITS, draw, facts, family, temperature_of

MEANS = controls_of(draw)["mean"].values()


@pytest.mark.parametrize("mean", MEANS)
def test_a_search_by_scipy_finds_the_shares_of_softmax(mean):
    held = [{"type": "eq", "fun": lambda p: p.sum() - 1}, {"type": "eq", "fun": lambda p: p @ LOGITS - mean}]
    found = optimize.minimize(lambda p: special.xlogy(p, p).sum(), np.full(3, 1 / 3), bounds=[(0, 1)] * 3,
                              constraints=held, method="SLSQP", options={"ftol": 1e-14})  # fmt: skip
    np.testing.assert_allclose(found.x, special.softmax(LOGITS / temperature_of(mean)), atol=1e-5)
    assert facts(mean)["greatest"] == pytest.approx(-found.fun, abs=1e-4)


@pytest.mark.parametrize("mean", MEANS)
def test_every_row_of_the_family_is_shares_with_that_mean_and_its_ends_have_a_0(mean):
    rows = family(mean)
    np.testing.assert_allclose(rows.sum(axis=1), 1)
    np.testing.assert_allclose(rows @ LOGITS, mean)
    assert rows.min() > -1e-9 and rows[0].min() < 1e-9 and rows[-1].min() < 1e-9


def test_on_random_shares_of_four_classes_softmax_of_the_same_mean_is_never_beaten():
    rng = np.random.default_rng(0)
    for _ in range(200):
        z, p = rng.normal(size=4), rng.dirichlet(np.ones(4))
        u = optimize.brentq(lambda u, z=z, p=p: special.softmax(u * z) @ z - p @ z, -200, 200)
        assert stats.entropy(special.softmax(u * z)) >= stats.entropy(p) - 1e-9
