"""Further losses equal Keras's and their gradients automatic differentiation; divergences equal SciPy's."""

import numpy as np
import pytest
from scipy import special, stats

from figures.neural.divergence import entropy, kl_divergence
from figures.neural.further_losses import HINGE, WITH_SPREAD, weighted_cross_entropy
from figures.neural.gradient_check import central_differences

rng = np.random.default_rng(0)
Z, BITS = rng.normal(0, 2, (7, 1)), rng.integers(0, 2, (7, 1)).astype(float)
PAIRS, TARGETS = rng.normal(size=(7, 2)), rng.normal(size=(7, 1))
CASES = {"hinge": (HINGE, Z, BITS), "weighted": (weighted_cross_entropy(5.0), Z, BITS),
         "spread": (WITH_SPREAD, PAIRS, TARGETS)}  # fmt: skip


def by_tensorflow(name, tf):
    """The same loss, written with TensorFlow's functions."""
    keras_of = {
        "hinge": lambda z: tf.reduce_mean(tf.keras.losses.hinge(BITS, z)),
        "weighted": lambda z: tf.reduce_mean(tf.nn.weighted_cross_entropy_with_logits(BITS, z, pos_weight=5.0)),
        "spread": lambda a: tf.reduce_mean((TARGETS[:, 0] - a[:, 0]) ** 2 / (2 * tf.exp(a[:, 1]) ** 2) + a[:, 1]),
    }
    return keras_of[name]


@pytest.mark.parametrize("name", CASES)
def test_loss_and_gradient_equal_those_of_tensorflow(name, tf, autodiff):
    loss, first, y = CASES[name]
    theirs = by_tensorflow(name, tf)
    assert loss.function(first, y) == pytest.approx(float(theirs(tf.constant(first))), rel=1e-12)
    (gradient,) = autodiff(theirs, first)
    np.testing.assert_allclose(loss.gradient(first, y), gradient, rtol=1e-10, atol=1e-15)


@pytest.mark.parametrize("name", CASES)
def test_gradient_equals_central_differences(name):
    loss, first, y = CASES[name]
    point = first.copy()
    differences = central_differences(lambda: loss.function(point, y), point, h=1e-6)
    np.testing.assert_allclose(loss.gradient(first, y), differences, rtol=1e-6, atol=1e-9)


def test_the_loss_with_spread_is_minus_the_log_density_of_scipy_but_for_a_constant():
    density = stats.norm.logpdf(TARGETS[:, 0], PAIRS[:, 0], np.exp(PAIRS[:, 1]))
    assert WITH_SPREAD.function(PAIRS, TARGETS) + np.log(2 * np.pi) / 2 == pytest.approx(-density.mean())


def test_divergence_and_entropy_equal_those_of_scipy():
    q, p = (special.softmax(rng.normal(size=(5, 4)), axis=1) for _ in range(2))
    np.testing.assert_allclose(kl_divergence(q, p), special.rel_entr(q, p).sum(axis=1), rtol=1e-12)
    np.testing.assert_allclose(entropy(q), stats.entropy(q, axis=1), rtol=1e-12)


def test_what_never_happens_costs_nothing_and_what_was_called_impossible_costs_infinitely_much():
    sure, even = np.array([1.0, 0.0]), np.array([0.5, 0.5])
    assert kl_divergence(sure, even) == pytest.approx(np.log(2))
    assert kl_divergence(even, sure) == np.inf
    assert kl_divergence(sure, sure) == 0 == entropy(sure)


def test_divergence_is_never_negative_and_0_only_for_equal_shares():
    q, p = (special.softmax(rng.normal(size=(2000, 3)), axis=1) for _ in range(2))
    assert (kl_divergence(q, p) > 0).all()
    np.testing.assert_allclose(kl_divergence(q, q), 0, atol=1e-15)


def test_where_the_centre_meets_its_targets_the_loss_falls_without_end_as_the_spread_shrinks():
    y = TARGETS
    losses = [WITH_SPREAD.function(np.column_stack([y[:, 0], np.full(len(y), r)]), y) for r in (0.0, -5.0, -50.0)]
    assert losses == pytest.approx([0.0, -5.0, -50.0])
    off = [WITH_SPREAD.function(np.column_stack([y[:, 0] + 0.1, np.full(len(y), r)]), y) for r in (-1.0, -2.3, -6.0)]
    assert off[1] < min(off[0], off[2])  # with an error a least value exists
