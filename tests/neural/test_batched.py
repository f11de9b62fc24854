"""Networks trained together are the networks trained alone: same start, same gradients, same path."""

import numpy as np
import pytest

from figures.neural.activation_registry import ACTIVATIONS
from figures.neural.batched import Networks, descend, loss_gradients, losses, seeded_networks
from figures.neural.gradient_check import central_differences
from figures.neural.initialisers import glorot_uniform, he_normal
from figures.neural.losses import LOSSES
from figures.neural.network import multilayer_perceptron
from figures.neural.optimisers import SGD, Adam, Nesterov
from figures.neural.penalties import WithL2
from figures.neural.skip_connections import seeded_skip_networks
from figures.neural.training import training_step
from figures.neural.wide_layer import product

SEEDS = [3, 1, 4, 1]
RNG = np.random.default_rng(0)
X = RNG.normal(size=(7, 2))
TARGETS = {
    "mean_squared_error": RNG.normal(size=(7, 3)),
    "binary_cross_entropy_from_logits": RNG.integers(0, 2, (7, 3)).astype(float),
    "categorical_cross_entropy_from_logits": np.eye(3)[RNG.integers(0, 3, 7)],
}
ACTIVATION_NAMES = ["linear", "sigmoid", "tanh", "relu", "gelu"]  # the last has no slope from a


@pytest.mark.parametrize("initialise", [glorot_uniform, he_normal])
def test_each_network_begins_where_the_network_of_its_seed_begins(initialise):
    networks = seeded_networks((2, 5, 4, 3), ACTIVATIONS["tanh"], SEEDS, initialise)
    for s, seed in enumerate(SEEDS):
        alone = multilayer_perceptron((2, 5, 4, 3), ACTIVATIONS["tanh"], np.random.default_rng(seed), initialise)
        np.testing.assert_allclose(networks.forward(X)[s], alone.forward(X), rtol=1e-13)


@pytest.mark.parametrize("loss", TARGETS)
@pytest.mark.parametrize("activation", ACTIVATION_NAMES)
@pytest.mark.parametrize("optimiser", [lambda: SGD(0.1), lambda: Nesterov(0.05), lambda: Adam(0.05)])
def test_twenty_steps_together_equal_twenty_steps_alone(loss, activation, optimiser):
    phi, y = ACTIVATIONS[activation], TARGETS[loss]
    networks = seeded_networks((2, 5, 4, 3), phi, SEEDS)
    descend(networks, X, y, LOSSES[loss], optimiser(), 20)
    for s, seed in enumerate(SEEDS):
        alone, its_own = multilayer_perceptron((2, 5, 4, 3), phi, np.random.default_rng(seed)), optimiser()
        for _ in range(20):
            training_step(alone, X, y, LOSSES[loss], its_own)
        np.testing.assert_allclose(networks.forward(X)[s], alone.forward(X), rtol=1e-8, atol=1e-10)
        assert losses(networks.forward(X), y, LOSSES[loss])[s] == pytest.approx(
            LOSSES[loss].function(alone.forward(X), y), rel=1e-8
        )


@pytest.mark.parametrize("loss", TARGETS)
@pytest.mark.parametrize("activation", ACTIVATION_NAMES)
def test_gradients_agree_with_central_differences(loss, activation):
    networks, y = seeded_networks((2, 4, 3), ACTIVATIONS[activation], SEEDS), TARGETS[loss]
    networks.b[0] += RNG.normal(size=networks.b[0].shape)  # off the kink that a bias of 0 may meet
    gradients = networks.backward(loss_gradients(networks.forward(X), y, LOSSES[loss]))
    for parameter, gradient in zip(networks.parameters, gradients, strict=True):
        numeric = central_differences(lambda: losses(networks.forward(X), y, LOSSES[loss]).sum(), parameter)
        np.testing.assert_allclose(gradient, numeric, rtol=1e-5, atol=1e-8)


def test_gradients_agree_with_autodiff(tf, autodiff):
    networks, y = seeded_networks((2, 4, 3), ACTIVATIONS["tanh"], SEEDS), TARGETS["mean_squared_error"]

    def loss(W1, b1, W2, b2):
        return tf.reduce_mean((tf.tanh(X @ W1 + b1) @ W2 + b2 - y) ** 2, axis=(1, 2))

    gradients = networks.backward(loss_gradients(networks.forward(X), y, LOSSES["mean_squared_error"]))
    for ours, theirs in zip(gradients, autodiff(loss, *networks.parameters), strict=True):
        np.testing.assert_allclose(ours, theirs, rtol=1e-12, atol=1e-14)


def test_inputs_may_differ_from_network_to_network():
    networks = seeded_networks((2, 4, 3), ACTIVATIONS["tanh"], SEEDS)
    own = np.stack([X + shift for shift in range(4)])
    together = networks.forward(own)
    gradients = networks.backward(together)
    for s in range(4):
        np.testing.assert_allclose(together[s], networks.forward(own[s])[s], rtol=1e-13)
        alone = networks.backward(together)
        np.testing.assert_allclose(gradients[0][s], alone[0][s], rtol=1e-12)


def test_a_learning_rate_of_its_own_for_every_network():
    networks = seeded_networks((2, 4, 3), ACTIVATIONS["tanh"], [5, 5])
    descend(networks, X, TARGETS["mean_squared_error"], LOSSES["mean_squared_error"],
            SGD(np.array([0.0, 0.1])[:, None, None]), 3)  # fmt: skip
    start = seeded_networks((2, 4, 3), ACTIVATIONS["tanh"], [5])
    np.testing.assert_array_equal(networks.W[0][0], start.W[0][0])
    assert (networks.W[0][1] != start.W[0][0]).all()


def test_an_optimiser_that_tells_weights_from_biases_is_handed_them_apart():
    phi, y, loss = ACTIVATIONS["tanh"], TARGETS["mean_squared_error"], LOSSES["mean_squared_error"]
    networks = seeded_networks((2, 4, 3), phi, SEEDS)
    descend(networks, X, y, loss, WithL2(SGD(0.1), 0.5), 5)
    for s, seed in enumerate(SEEDS):
        alone = multilayer_perceptron((2, 4, 3), phi, np.random.default_rng(seed))
        for _ in range(5):
            training_step(alone, X, y, loss, WithL2(SGD(0.1), 0.5))
        np.testing.assert_allclose(networks.forward(X)[s], alone.forward(X), rtol=1e-10, atol=1e-12)


@pytest.mark.parametrize("of", [seeded_networks, seeded_skip_networks])
def test_all_parameters_are_views_of_one_array_and_nothing_else_is_in_it(of):
    networks, given = of((2, 4, 3), ACTIVATIONS["tanh"], SEEDS), of((2, 4, 3), ACTIVATIONS["tanh"], SEEDS).parameters
    for parameter, before in zip(networks.parameters, given, strict=True):
        np.testing.assert_array_equal(parameter, before)
    networks.theta[:] = np.arange(networks.theta.size).reshape(networks.theta.shape)
    rows = [np.concatenate([parameter[s].ravel() for parameter in networks.parameters]) for s in range(len(SEEDS))]
    np.testing.assert_array_equal(rows, networks.theta[:, 0])


def test_the_arrays_that_networks_are_made_of_stay_as_they_are():
    W, b = [RNG.normal(size=(2, 3, 1))], [np.zeros((2, 1, 1))]
    networks = Networks(W, b, ACTIVATIONS["linear"])
    networks.theta += 1
    np.testing.assert_array_equal(networks.W[0], W[0] + 1)
    assert (b[0] == 0).all()


@pytest.mark.parametrize("outputs", [1, 4])
@pytest.mark.parametrize("inputs", [1, 3])
@pytest.mark.parametrize("alike", [True, False])
def test_a_wide_layer_is_the_product_of_each_network(inputs, outputs, alike):
    a = RNG.normal(size=(7, inputs) if alike else (5, 7, inputs))
    W, b = RNG.normal(size=(5, inputs, outputs)), RNG.normal(size=(5, 1, outputs))
    for s, (found, with_bias) in enumerate(zip(product(a, W), product(a, W, b), strict=True)):
        rows = a if alike else a[s]
        by_hand = np.array([[sum(row * column) for column in W[s].T] for row in rows])
        np.testing.assert_allclose(found, by_hand, rtol=1e-12)
        np.testing.assert_allclose(with_bias, by_hand + b[s], rtol=1e-12)


def test_a_wrong_number_of_inputs_is_refused():
    with pytest.raises(ValueError, match=r"expected x of shape \(…, N, 2\), got \(7, 4\)"):
        seeded_networks((2, 4, 3), ACTIVATIONS["tanh"], SEEDS).forward(np.zeros((7, 4)))
