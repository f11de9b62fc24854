"""The threshold 2/λ_max, the best rate and the roots of momentum are what walks on random bowls say they are."""

import numpy as np
import pytest

from figures.learning.gradient_descent.surfaces import two_weights
from figures.neural.descent import (
    best_learning_rate,
    descend,
    hessian,
    learning_rate_threshold,
    momentum_factor,
    momentum_roots,
)
from figures.neural.optimisers import SGD, Adam, Momentum


def bowl(seed, n=8):
    """A random symmetric matrix with eigenvalues from 0.5 to 20, and a start with a part in every direction."""
    rng = np.random.default_rng(seed)
    axes, _ = np.linalg.qr(rng.normal(size=(n, n)))
    return (axes * rng.uniform(0.5, 20, n)) @ axes.T, axes.sum(axis=1)


@pytest.mark.parametrize("seed", range(20))
def test_below_the_threshold_descent_converges_and_above_it_diverges(seed):
    H, start = bowl(seed)
    limit = learning_rate_threshold(H)
    below, above = (descend(lambda t: H @ t, start, SGD(share * limit), 3000)[-1] for share in (0.99, 1.01))
    assert np.linalg.norm(below) < 1e-6 * np.linalg.norm(start)
    assert np.linalg.norm(above) > 1e6 * np.linalg.norm(start)


@pytest.mark.parametrize("seed", range(5))
def test_at_the_threshold_the_steepest_direction_bounces_for_ever(seed):
    H, start = bowl(seed)
    end = descend(lambda t: H @ t, start, SGD(learning_rate_threshold(H)), 2000)[-1]
    steepest = np.linalg.eigh(H)[1][:, -1]
    assert abs(end @ steepest) == pytest.approx(abs(start @ steepest), rel=1e-6)


@pytest.mark.parametrize("seed", range(5))
def test_no_rate_shrinks_every_direction_faster_than_the_best_one(seed):
    eigenvalues = np.linalg.eigvalsh(H := bowl(seed)[0])
    slowest = [np.abs(1 - eta * eigenvalues).max() for eta in np.linspace(0, learning_rate_threshold(H), 2001)[1:]]
    kappa = eigenvalues[-1] / eigenvalues[0]
    best = np.abs(1 - best_learning_rate(H) * eigenvalues).max()
    assert best == pytest.approx((kappa - 1) / (kappa + 1))
    assert best <= min(slowest) + 1e-12


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.999])
def test_a_step_below_two_over_the_largest_curvature_lowers_any_loss(share):
    # tanh networks are no bowls: the largest curvature is searched for on a fine grid.
    grid = np.stack(np.meshgrid(*[np.linspace(-4, 4, 33)] * 2), axis=-1).reshape(-1, 2)
    largest = max(np.linalg.eigvalsh(hessian(two_weights.gradient, w))[-1] for w in grid)
    moved = grid - share * 2 / (1.1 * largest) * two_weights.gradient(grid)
    falls = two_weights.loss(moved) - two_weights.loss(grid)
    assert (falls[np.linalg.norm(two_weights.gradient(grid), axis=1) > 1e-6] < 0).all()


@pytest.mark.parametrize("eta_lambda", [0.05, 0.3, 1.0, 1.9, 2.5, 3.5, 4.1])
@pytest.mark.parametrize("mu", [0.0, 0.2, 0.5, 0.9])
def test_momentum_converges_exactly_below_2_plus_2_mu(eta_lambda, mu):
    end = descend(lambda t: t, np.ones(1), Momentum(eta_lambda, mu), 400)[-1, 0]
    assert (abs(end) < 1e-3) == (eta_lambda < 2 + 2 * mu) == (momentum_factor(eta_lambda, mu) < 1)


@pytest.mark.parametrize(("eta_lambda", "mu"), [(0.3, 0.8), (0.1, 0.3), (2.1, 0.1), (1.0, 0.5)])
def test_the_walk_with_momentum_is_a_mixture_of_powers_of_the_roots(eta_lambda, mu):
    path = descend(lambda t: t, np.ones(1), Momentum(eta_lambda, mu), 30)[:, 0]
    roots = momentum_roots(eta_lambda, mu)
    weights = np.linalg.solve(np.array([[1, 1], roots]), path[:2].astype(complex))
    np.testing.assert_allclose(path, (weights * roots ** np.arange(31)[:, None]).sum(axis=1).real, atol=1e-12)


def test_many_starts_at_once_walk_as_each_alone():
    starts = np.random.default_rng(0).normal(size=(4, 2))
    together = descend(two_weights.gradient, starts, Adam(0.1), 20)
    for i, start in enumerate(starts):
        np.testing.assert_allclose(together[:, i], descend(two_weights.gradient, start, Adam(0.1), 20), rtol=1e-12)


def test_the_hessian_of_a_bowl_is_its_matrix():
    H, start = bowl(0)
    np.testing.assert_allclose(hessian(lambda t: H @ t, start), H, atol=1e-8)


def test_without_upward_curvature_there_is_no_rate_to_give():
    with pytest.raises(ValueError, match="λ_max = -1"):
        learning_rate_threshold(-np.eye(2))
    with pytest.raises(ValueError, match="λ_min = -1"):
        best_learning_rate(np.diag([-1.0, 1.0]))


def test_the_first_step_of_adam_follows_its_formula_also_for_tiny_slopes():
    for g in (1e-8, 1e-6, 1e-3, 1.0, 1e5):
        theta = np.zeros(1)
        Adam(0.1).update([(theta, np.array([-g]))])
        assert theta[0] == pytest.approx(0.1 * g / (g + 1e-7 / np.sqrt(1 - 0.999)), rel=1e-9)


def test_the_gradient_of_two_weights_equals_central_differences_and_autodiff(autodiff, tf):
    w = np.array([0.7, -1.3])
    h = 1e-6
    measured = [(two_weights.loss(w + h * e) - two_weights.loss(w - h * e)) / (2 * h) for e in np.eye(2)]
    np.testing.assert_allclose(two_weights.gradient(w), measured, rtol=1e-7)

    def loss(v):
        a = tf.tanh(two_weights.INPUTS[:, None] * v + two_weights.BIASES)
        return tf.reduce_mean((tf.reduce_sum(a, axis=1) - two_weights.TARGETS) ** 2)

    np.testing.assert_allclose(two_weights.gradient(w), autodiff(loss, w)[0], rtol=1e-12)
