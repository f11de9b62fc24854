"""Shapes find a transpose only where all sizes differ, and some start keeps the gradient of deep sigmoids."""

import inspect
from itertools import product

import numpy as np

from figures.neural.activation_registry import ACTIVATIONS
from figures.neural.backpropagation import backward_pass, forward_pass
from figures.neural.gradient_check import central_differences


def ways(rows, n_in, n_out):
    """In how many ways a product of a and δ, in either order, transposed or not, has the shape of W."""
    a, delta = np.zeros((rows, n_in)), np.zeros((rows, n_out))
    pairs = [(one, other) for p, q in product((a, a.T), (delta, delta.T)) for one, other in ((p, q), (q, p))]
    return sum(p.shape[1] == q.shape[0] and (p @ q).shape == (n_in, n_out) for p, q in pairs)


def test_if_all_sizes_differ_one_product_fits_and_if_not_several_may():
    assert ways(4, 3, 2) == 1
    assert ways(3, 3, 3) == 8 and ways(2, 3, 3) == 2


def left_in_the_first_layer(W, b, x, name):
    passed = forward_pass(x, W, b, ACTIVATIONS[name])
    delta = backward_pass(passed, W, np.ones_like(passed.a[-1]), ACTIVATIONS[name]).delta
    return np.linalg.norm(delta[0]) / np.linalg.norm(delta[-1])


def test_sigmoids_that_begin_as_a_network_of_tanh_keep_the_gradient_and_with_glorots_weights_they_do_not():
    """tanh(z) = 2σ(2z) − 1, so the weights 4W and the biases −2 · (column sums of W) make tanh's answers."""
    rng, n = np.random.default_rng(0), 64
    W = [rng.normal(0, np.sqrt(1 / n), (n, n)) for _ in range(20)]
    b, x = [np.zeros(n)] * 20, rng.normal(size=(8, n))
    other_W = [2 * W[0], *(4 * each for each in W[1:])]
    other_b = [np.zeros(n), *(-2 * each.sum(axis=0) for each in W[1:])]
    answers = forward_pass(x, other_W, other_b, ACTIVATIONS["sigmoid"]).a[-1]
    np.testing.assert_allclose(2 * answers - 1, forward_pass(x, W, b, ACTIVATIONS["tanh"]).a[-1], atol=1e-12)
    kept = left_in_the_first_layer(other_W, other_b, x, "sigmoid")
    np.testing.assert_allclose(kept, left_in_the_first_layer(W, b, x, "tanh"), rtol=1e-9)
    assert left_in_the_first_layer(W, b, x, "sigmoid") < 1e-9 < 0.1 < kept


def test_both_passes_are_a_dozen_lines_and_four_of_them_are_named_after_the_equations():
    texts = [inspect.getsource(each).splitlines() for each in (forward_pass, backward_pass)]
    ends = [max(i for i, line in enumerate(text) if line.endswith('"""')) for text in texts]
    lines = [line for text, end in zip(texts, ends, strict=True) for line in text[end + 1 :]]
    assert len(lines) == 12
    assert [line[-3:] for line in lines if "# BP" in line] == ["BP1", "BP2", "BP3", "BP4"]


def test_a_residual_layer_hands_back_what_arrives_and_what_comes_through_its_weights():
    rng, tanh = np.random.default_rng(0), ACTIVATIONS["tanh"]
    a, W, arrives = rng.normal(size=(3, 4)), rng.normal(size=(4, 4)), rng.normal(size=(3, 4))
    by_formula = arrives + (arrives * tanh.derivative(a @ W)) @ W.T
    point = a.copy()
    by_nudges = central_differences(lambda: float(np.sum((point + np.tanh(point @ W)) * arrives)), point)
    np.testing.assert_allclose(by_formula, by_nudges, rtol=1e-7)
