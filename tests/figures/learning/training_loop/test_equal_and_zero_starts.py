"""Which starts part units that begin alike, which let nothing move, and how surely five examples are learned."""

import numpy as np
import pytest

from figures.neural.activation_registry import ACTIVATIONS
from figures.neural.batched import losses, seeded_networks
from figures.neural.initialisers import he_normal
from figures.neural.losses import LOSSES
from figures.neural.optimisers import Adam

X, Y = np.array([[0.0, 0], [0, 1], [1, 0], [1, 1]]), np.array([[0.0], [1], [1], [0]])


def trained_from_equal(drop, steps=50):
    """First weights (2, 3) of three tanh units that begin equal, with or without units left out by chance."""
    rng = np.random.default_rng(0)
    W1, b1, W2 = np.full((2, 3), 0.5), np.zeros(3), np.full((3, 1), 0.5)
    for _ in range(steps):
        kept = rng.integers(0, 2, 3) * 2.0 if drop else np.ones(3)
        h = np.tanh(X @ W1 + b1)
        delta2 = (h * kept @ W2 - Y) / len(X)
        delta1 = delta2 @ W2.T * kept * (1 - h**2)
        W2 -= 0.5 * (h * kept).T @ delta2
        W1 -= 0.5 * X.T @ delta1
        b1 -= 0.5 * delta1.sum(axis=0)
    return W1


def test_units_that_begin_equal_stay_equal_and_dropout_parts_them():
    assert np.ptp(trained_from_equal(drop=False), axis=1).max() == 0
    assert np.ptp(trained_from_equal(drop=True), axis=1).min() > 0.01


@pytest.mark.parametrize(("name", "still"), [("tanh", True), ("relu", True), ("sigmoid", False)])
def test_from_zero_weights_no_weight_moves_but_the_last_ones_of_sigmoids_all_alike(name, still):
    phi, W1, W2 = ACTIVATIONS[name], np.zeros((2, 3)), np.zeros((3, 1))
    h = phi(X @ W1)
    delta2 = h @ W2 - Y
    first, last = X.T @ (delta2 @ W2.T * phi.derivative(X @ W1)), h.T @ delta2
    assert np.abs(first).max() == 0
    assert bool(np.abs(last).max() == 0) is still
    assert np.ptp(last) == 0


def shares_learned_by_heart(units, distinct):
    """The share of 20 tanh networks that learn five examples by heart within 1,000 steps of Adam."""
    x, y = np.vstack([2 * X - 1, [[0.0, 0.0]]]), np.vstack([Y, [[1.0]]])  # XOR and its middle
    if not distinct:
        x[1] = x[0]  # with another label
    networks, adam = seeded_networks((2, units, 1), ACTIVATIONS["tanh"], range(20), he_normal), Adam(0.03)
    loss = LOSSES["binary_cross_entropy_from_logits"]
    for _ in range(1000):
        grad = (1 / (1 + np.exp(-networks.forward(x))) - y) / len(y)
        adam.update(list(zip(networks.parameters, networks.backward(grad), strict=True)))
    return np.mean(losses(networks.forward(x), y, loss) < 0.01)


def test_a_dozen_units_learn_five_different_examples_by_heart_and_nothing_learns_two_labels_of_one_example():
    assert shares_learned_by_heart(12, distinct=True) == 1
    assert shares_learned_by_heart(1, distinct=True) < 1
    assert shares_learned_by_heart(12, distinct=False) == 0
