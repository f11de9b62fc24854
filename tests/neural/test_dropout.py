"""Dropout leaves the expected activation unchanged, as Keras does, and its gradient is that of what it computes."""

import numpy as np
import pytest

from figures.neural.activation_registry import ACTIVATIONS
from figures.neural.batched import loss_gradients, losses, seeded_networks
from figures.neural.dropout import Dropout, DroppedNetworks, dropout_mask, dropping
from figures.neural.gradient_check import central_differences
from figures.neural.layers import Dense, Elementwise
from figures.neural.losses import LOSSES
from figures.neural.network import Network
from figures.neural.optimisers import SGD
from figures.neural.training import training_step

MSE = LOSSES["mean_squared_error"]
TANH = ACTIVATIONS["tanh"]


def small_network(rate, seed=0):
    rng = np.random.default_rng(seed)
    first, last = Dense(rng.normal(size=(2, 6))), Dense(rng.normal(size=(6, 1)))
    return Network([first, Elementwise(TANH), Dropout(rate, rng), last])


@pytest.mark.parametrize("rate", [0.0, 0.2, 0.5, 0.9])
def test_a_mask_has_the_mean_1_and_the_variance_p_over_1_minus_p(rate):
    mask = dropout_mask((400, 1000), rate, np.random.default_rng(0))
    spread = np.sqrt(rate / (1 - rate))
    assert mask.mean() == pytest.approx(1, abs=5 * spread / np.sqrt(mask.size))
    assert mask.var() == pytest.approx(spread**2, rel=0.02)
    assert np.allclose(np.unique(mask), [1] if rate == 0 else [0, 1 / (1 - rate)])


@pytest.mark.parametrize("rate", [0.2, 0.5])
def test_the_expected_weighted_sum_is_the_sum_without_dropout_to_the_last_digit(rate):
    """All 2⁶ masks, each with its probability: an expectation computed and not estimated."""
    a, W = np.random.default_rng(1).normal(size=6), np.random.default_rng(2).normal(size=(6, 3))
    left = np.array(np.meshgrid(*[[0, 1]] * 6)).reshape(6, -1).T
    chance = np.prod(np.where(left, 1 - rate, rate), axis=1)
    assert chance.sum() == pytest.approx(1)
    np.testing.assert_allclose(chance @ ((left / (1 - rate) * a) @ W), a @ W, rtol=1e-12)


@pytest.mark.parametrize("rate", [0.2, 0.5])
def test_kept_units_have_the_size_that_keras_gives_them_and_as_many_are_kept(rate, keras):
    x = np.ones((200, 500))
    theirs = np.array(keras.layers.Dropout(rate, seed=0, dtype="float64")(x, training=True))
    ours = dropout_mask(x.shape, rate, np.random.default_rng(0))
    np.testing.assert_allclose(np.unique(theirs), np.unique(ours), rtol=1e-6)
    assert np.mean(theirs == 0) == pytest.approx(np.mean(ours == 0), abs=0.01)


def test_nothing_is_left_out_when_the_network_is_used_as_in_keras(keras):
    x = np.random.default_rng(0).normal(size=(5, 4))
    np.testing.assert_array_equal(Dropout(0.5, np.random.default_rng(0)).forward(x), x)
    np.testing.assert_array_equal(np.array(keras.layers.Dropout(0.5, dtype="float64")(x, training=False)), x)


def test_the_gradient_is_that_of_the_masked_network():
    network, x, y = small_network(0.5), *np.random.default_rng(3).normal(size=(2, 4, 2))
    y = y[:, :1]
    with dropping(network):
        network.backward(MSE.gradient(network.forward(x), y))
    mask = network.layers[2].mask
    W1, b1, W2, b2 = network.parameters

    def masked_loss():
        return MSE.function((np.tanh(x @ W1 + b1) * mask) @ W2 + b2, y)

    for parameter, gradient in zip(network.parameters, [g.copy() for g in network.gradients], strict=True):
        np.testing.assert_allclose(gradient, central_differences(masked_loss, parameter), rtol=1e-6, atol=1e-9)


def test_a_training_step_uses_fresh_masks_and_leaves_the_network_at_rest():
    network, x = small_network(0.5), np.ones((8, 2))
    masks = []
    for _ in range(2):
        training_step(network, x, np.zeros((8, 1)), MSE, SGD(0.0))
        masks.append(network.layers[2].mask)
    assert (masks[0] != masks[1]).any() and (masks[0] == 0).any()
    assert not network.layers[2].active
    np.testing.assert_array_equal(network.forward(x), network.forward(x))


def test_dropout_is_at_rest_again_after_an_error():
    network = small_network(0.5)
    with pytest.raises(ValueError, match="expected x"), dropping(network):
        network.forward(np.ones((3, 5)))
    assert not network.layers[2].active


@pytest.mark.parametrize("rate", [-0.1, 1.0])
def test_a_rate_that_is_no_chance_is_refused(rate):
    with pytest.raises(ValueError, match=f"got {rate}"):
        dropout_mask((2, 2), rate, np.random.default_rng(0))


def dropped(rng):
    plain = seeded_networks((2, 5, 4, 1), TANH, [0, 1, 2])
    return DroppedNetworks(plain.W, plain.b, TANH, rate=0.4, rng=rng), plain


def test_networks_at_once_without_a_generator_are_those_without_dropout():
    (networks, plain), x = dropped(None), np.random.default_rng(0).normal(size=(7, 2))
    np.testing.assert_array_equal(networks.forward(x), plain.forward(x))
    for ours, other in zip(networks.backward(networks.forward(x)), plain.backward(plain.forward(x)), strict=True):
        np.testing.assert_array_equal(ours, other)


def test_gradients_of_networks_at_once_are_those_of_the_masked_networks():
    (networks, _), x = dropped(np.random.default_rng(5)), np.random.default_rng(0).normal(size=(7, 2))
    y = np.random.default_rng(1).normal(size=(7, 1))
    gradients = networks.backward(loss_gradients(networks.forward(x), y, MSE))
    masks = [mask.copy() for mask in networks.masks]

    def masked_loss():
        a = x
        for layer, (W, b) in enumerate(zip(networks.W, networks.b, strict=True)):
            z = a @ W + b
            a = masks[layer] * np.tanh(z)
        return losses(z, y, MSE).sum()

    for parameter, gradient in zip(networks.parameters, gradients, strict=True):
        np.testing.assert_allclose(gradient, central_differences(masked_loss, parameter), rtol=1e-5, atol=1e-9)
    assert [mask.shape for mask in masks] == [(3, 7, 5), (3, 7, 4), (3, 7, 1)]
