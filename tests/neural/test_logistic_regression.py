"""The fitted neuron is the most likely one: by another library, by central differences, by what its sums must be."""

import numpy as np
import pytest

from figures.neural.activations import sigmoid
from figures.neural.datasets import gate
from figures.neural.logistic_regression import fit, mean_log_likelihood
from figures.one_neuron.the_perceptron.probability_of_a_flower import flowers


def overlapping(seed):
    rng = np.random.default_rng(seed)
    x = rng.normal(size=(80, 3))
    return x, (rng.random(80) < sigmoid(x @ [1.0, -2.0, 0.5] + 0.3)).astype(int)


@pytest.mark.parametrize("data", [flowers(), overlapping(0), overlapping(1)])
def test_it_agrees_with_scikit_learn(data):
    linear_model = pytest.importorskip("sklearn.linear_model")
    w, b = fit(*data)
    theirs = linear_model.LogisticRegression(C=1e12, tol=1e-10, max_iter=10_000, solver="newton-cholesky").fit(*data)
    np.testing.assert_allclose([*theirs.coef_[0], theirs.intercept_[0]], [*w, b], rtol=1e-5)


def test_no_small_change_makes_the_data_more_likely():
    x, y = flowers()
    w, b = fit(x, y)
    best, h = mean_log_likelihood(x, y, w, b), 1e-4
    for change in np.vstack([np.eye(3), -np.eye(3)]) * h:
        assert mean_log_likelihood(x, y, w + change[:2], b + change[2]) < best


def test_the_likelihood_is_the_product_of_the_probabilities_of_what_came():
    x, y = overlapping(2)
    w, b = np.array([0.5, -1.0, 0.1]), 0.2
    p = sigmoid(x @ w + b)
    product = np.prod([chance if label else 1 - chance for chance, label in zip(p, y, strict=True)])
    assert np.exp(len(y) * mean_log_likelihood(x, y, w, b)) == pytest.approx(product)


def test_classes_that_a_line_separates_have_no_most_likely_neuron():
    with pytest.raises(ValueError, match="expected classes that no line separates"):
        fit(*gate("AND"))
