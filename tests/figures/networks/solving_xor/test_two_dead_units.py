"""Two dead ReLU units lie still at log 2; a stuck network whose units live runs off."""

import numpy as np

from figures.neural.activation_registry import ACTIVATIONS
from figures.neural.losses import LOSSES
from figures.neural.network import multilayer_perceptron

X, Y = np.array([[0.0, 0], [0, 1], [1, 0], [1, 1]]), np.array([[0.0], [1], [1], [0]])
LOSS = LOSSES["binary_cross_entropy_from_logits"]


def test_small_changes_of_the_weights_of_two_dead_units_change_nothing_and_log_2_is_a_least_loss_there():
    rng = np.random.default_rng(0)
    network = multilayer_perceptron((2, 2, 1), ACTIVATIONS["relu"], rng)
    W, b, V, c = network.parameters
    b[...], c[...] = -4 - np.abs(W).sum(axis=0), 0
    place = [each.copy() for each in (W, b, V, c)]
    here = LOSS.function(network.forward(X), Y)
    np.testing.assert_allclose(here, np.log(2))
    network.backward(LOSS.gradient(network.forward(X), Y))
    assert max(np.abs(g).max() for g in network.gradients) < 1e-15
    for _ in range(200):
        for parameter, start in zip((W, b, V, c), place, strict=True):
            parameter[...] = start + rng.normal(0, 0.1, start.shape)
        assert LOSS.function(network.forward(X), Y) >= here - 1e-15  # less only if c could help, and it cannot
        c[...] = 0
        assert LOSS.function(network.forward(X), Y) == here
