"""Losses equal Keras's, their gradients equal automatic differentiation and central differences."""

import numpy as np
import pytest

from figures.neural.gradient_check import central_differences
from figures.neural.losses import LOSSES
from figures.neural.outputs import one_hot, softmax

rng = np.random.default_rng(0)
Z = rng.normal(0.0, 2.0, (5, 3))
TARGETS = rng.normal(size=(5, 3))
BITS = rng.integers(0, 2, (5, 3)).astype(float)
CLASSES = one_hot(np.array([0, 2, 1, 1, 0]), 3)
P = 1 / (1 + np.exp(-Z))

# name: (first argument, target, function of Keras, its options)
CASES = {
    "mean_squared_error": (Z, TARGETS, "mean_squared_error", {}),
    "binary_cross_entropy": (P, BITS, "binary_crossentropy", {}),
    "binary_cross_entropy_from_logits": (Z, BITS, "binary_crossentropy", {"from_logits": True}),
    "categorical_cross_entropy": (softmax(Z), CLASSES, "categorical_crossentropy", {}),
    "categorical_cross_entropy_from_logits": (Z, CLASSES, "categorical_crossentropy", {"from_logits": True}),
}


def test_every_loss_has_a_case():
    assert set(CASES) == set(LOSSES)


@pytest.mark.parametrize("name", CASES)
def test_loss_equals_keras(name, keras):
    first, y, function, options = CASES[name]
    theirs = np.mean(np.array(getattr(keras.losses, function)(y, first, **options)))
    assert LOSSES[name].function(first, y) == pytest.approx(theirs, rel=1e-12)


@pytest.mark.parametrize("name", CASES)
def test_gradient_equals_automatic_differentiation(name, keras, autodiff, tf):
    first, y, function, options = CASES[name]

    def loss(tensor):
        if name == "categorical_cross_entropy":  # Keras divides p by its sum first, which bends the gradient
            return -tf.reduce_sum(y * tf.math.log(tensor)) / len(y)
        return tf.reduce_mean(getattr(keras.losses, function)(y, tensor, **options))

    (theirs,) = autodiff(loss, first)
    np.testing.assert_allclose(LOSSES[name].gradient(first, y), theirs, rtol=1e-10, atol=1e-15)


@pytest.mark.parametrize("name", CASES)
def test_gradient_equals_central_differences(name):
    first, y, *_ = CASES[name]
    point = first.copy()
    differences = central_differences(lambda: LOSSES[name].function(point, y), point, h=1e-6)
    np.testing.assert_allclose(LOSSES[name].gradient(first, y), differences, rtol=1e-6, atol=1e-9)


def test_cross_entropy_from_logits_is_exact_at_plus_and_minus_1000():
    z, y = np.array([[1000.0, -1000.0]]), np.array([[0.0, 1.0]])
    with np.errstate(over="raise", invalid="raise", divide="raise"):
        for name in ("binary_cross_entropy_from_logits", "categorical_cross_entropy_from_logits"):
            loss = LOSSES[name].function(z, y)
            assert loss == (1000 if name.startswith("binary") else 2000)
            np.testing.assert_array_equal(np.sign(LOSSES[name].gradient(z, y)), [[1, -1]])


def test_cross_entropy_of_certain_and_wrong_probabilities_is_finite_and_flat():
    p, y = np.array([[1.0, 0.0]]), np.array([[0.0, 1.0]])
    for name in ("binary_cross_entropy", "categorical_cross_entropy"):
        assert 15 < LOSSES[name].function(p, y) < 17
        assert (LOSSES[name].gradient(p, y) == 0).all()


def test_a_probability_within_a_ten_millionth_of_0_or_1_is_taken_for_a_ten_millionth():
    for name in ("binary_cross_entropy", "categorical_cross_entropy"):
        loss = LOSSES[name]
        right, wrong = np.array([[1.0, 0.0]]), np.array([[0.0, 1.0]])
        for p in (np.array([[1 - 2e-8, 2e-8]]), np.array([[1.0, 0.0]]), np.array([[1 - 1e-7, 1e-7]])):
            assert loss.function(p, right) == pytest.approx(1e-7, rel=1e-2)
            assert loss.function(p, wrong) == pytest.approx(-np.log(1e-7), rel=1e-6)
            assert (loss.gradient(p, right) == 0).all() and (loss.gradient(p, wrong) == 0).all()
        p = np.array([[1 - 4e-7, 4e-7]])
        assert (loss.gradient(p, wrong) != 0).any() and (loss.gradient(p, right) != 0).any()


def test_logits_and_probabilities_give_the_same_loss():
    for name, p in (("binary_cross_entropy", P), ("categorical_cross_entropy", softmax(Z))):
        y = CASES[name][1]
        from_logits = LOSSES[f"{name}_from_logits"].function(Z, y)
        assert LOSSES[name].function(p, y) == pytest.approx(from_logits, rel=1e-12)


def test_a_mean_does_not_see_the_size_of_the_batch():
    for name, (first, y, *_) in CASES.items():
        once, twice = LOSSES[name].function(first, y), LOSSES[name].function(np.tile(first, (2, 1)), np.tile(y, (2, 1)))
        assert once == pytest.approx(twice, rel=1e-14)


@pytest.mark.parametrize("name", LOSSES)
def test_targets_of_another_shape_are_refused_with_both_shapes(name):
    with pytest.raises(ValueError, match=r"expected ŷ and y of one shape \(N, n\), got \(4, 1\) and \(4,\)"):
        LOSSES[name].function(np.zeros((4, 1)), np.zeros(4))
