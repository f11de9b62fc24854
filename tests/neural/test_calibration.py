"""Bins count as a loop does and as scikit-learn, the best temperature is that of SciPy's minimiser."""

import numpy as np
import pytest
from scipy.optimize import minimize_scalar

from figures.neural.activations import sigmoid
from figures.neural.calibration import answers, best_temperature, calibration_error, reliability
from figures.neural.losses import binary_cross_entropy_from_logits

EDGES = np.linspace(0.5, 1, 6)


def sample(seed, factor, count=4000):
    """Logits that are `factor` times as large as those the targets were drawn from."""
    rng = np.random.default_rng(seed)
    honest = rng.normal(0, 2, count)
    return factor * honest, (rng.random(count) < sigmoid(honest)).astype(float)


def test_bins_are_those_of_a_loop_over_all_answers():
    confidence, right = answers(*sample(0, 2.0, 300))
    bins = reliability(confidence, right, EDGES)
    for k in range(5):
        own = [i for i in range(300) if EDGES[k] <= confidence[i] and (confidence[i] < EDGES[k + 1] or k == 4)]
        assert bins.size[k] == len(own)
        assert bins.right[k] == pytest.approx(np.mean([right[i] for i in own]))
        assert bins.confidence[k] == pytest.approx(np.mean([confidence[i] for i in own]))


def test_the_shares_equal_the_calibration_curve_of_scikit_learn():
    calibration = pytest.importorskip("sklearn.calibration")
    z, y = sample(1, 1.5)
    p = sigmoid(z)
    bins = reliability(p, y, np.linspace(0, 1, 11))
    right, mean = calibration.calibration_curve(y, p, n_bins=10)
    np.testing.assert_allclose(bins.right, right)
    np.testing.assert_allclose(bins.confidence, mean)


def test_an_empty_bin_costs_nothing_and_a_lie_costs_its_size():
    bins = reliability(np.array([0.95, 0.95, 0.95, 0.95]), np.array([1, 1, 0, 0]), EDGES)
    assert bins.size.tolist() == [0, 0, 0, 0, 4]
    assert calibration_error(bins) == pytest.approx(0.45)


@pytest.mark.parametrize("factor", [0.5, 1.0, 3.0])
def test_the_best_temperature_is_found_by_scipy_too_and_undoes_the_factor(factor):
    z, y = sample(2, factor, 20_000)
    found = best_temperature(z, y)
    theirs = minimize_scalar(lambda u: binary_cross_entropy_from_logits(u * z[:, None], y[:, None]),
                             bounds=(0.01, 10), method="bounded", options={"xatol": 1e-9})  # fmt: skip
    assert found == pytest.approx(1 / theirs.x, rel=1e-4)
    assert found == pytest.approx(factor, rel=0.05)
    assert calibration_error(reliability(*answers(z, y, found), EDGES)) < 0.02


def test_logits_that_say_nothing_or_the_opposite_should_never_be_sure():
    z, y = sample(3, 1.0)
    assert best_temperature(-z, y) == np.inf


def test_a_temperature_changes_no_answer():
    z, y = sample(4, 2.0)
    first = answers(z, y)[1]
    assert all((answers(z, y, T)[1] == first).all() for T in (0.1, 3.0, 50.0))
