"""Softmax regression: with two classes it is the neuron of logistic regression, with three another library finds it."""

import numpy as np
import pytest
from sklearn.datasets import load_iris
from sklearn.linear_model import LogisticRegression

from figures.neural.activations import sigmoid
from figures.neural.logistic_regression import fit
from figures.neural.losses import LOSSES
from figures.neural.outputs import one_hot, softmax

LOSS = LOSSES["categorical_cross_entropy_from_logits"]


def test_with_two_classes_the_neuron_of_logistic_regression_is_a_flat_place_of_its_loss_and_says_the_same():
    iris = load_iris()
    x, y = iris.data[50:, 2:], iris.target[50:] - 1
    w, b = fit(x, y)
    z = np.column_stack([np.zeros(len(x)), x @ w + b])
    np.testing.assert_allclose(softmax(z)[:, 1], sigmoid(x @ w + b))
    slopes = np.column_stack([x, np.ones(len(x))]).T @ LOSS.gradient(z, one_hot(y, 2))
    assert np.abs(slopes).max() < 1e-9  # a bowl has one flat place at most, but for shifts of all logits
    nearby = LOSS.function(np.column_stack([0 * z[:, 0], x @ (w + 0.01) + b]), one_hot(y, 2))
    assert nearby > LOSS.function(z, one_hot(y, 2))


def test_multinomial_is_what_another_library_calls_the_least_cross_entropy_of_softmax():
    y = np.arange(90) % 3
    x = np.random.default_rng(0).normal(size=(90, 2)) + np.array([[0, 0], [1, 0], [0, 1]])[y]  # clouds that overlap
    theirs = LogisticRegression(C=np.inf, tol=1e-10, max_iter=10_000).fit(x, y)
    z = x @ theirs.coef_.T + theirs.intercept_
    np.testing.assert_allclose(softmax(z), theirs.predict_proba(x), atol=1e-9)
    slopes = np.column_stack([x, np.ones(len(x))]).T @ LOSS.gradient(z, one_hot(y, 3))
    assert np.abs(slopes).max() == pytest.approx(0, abs=1e-6)
