"""Backward passes of layers and networks equal automatic differentiation and central differences."""

import numpy as np
import pytest

from figures.neural.activation_registry import ACTIVATIONS
from figures.neural.gradient_check import central_differences, check_network, relative_error
from figures.neural.initialisers import glorot_uniform, he_normal
from figures.neural.layers import Dense, Elementwise
from figures.neural.losses import LOSSES
from figures.neural.network import Network, multilayer_perceptron
from figures.neural.outputs import one_hot


@pytest.fixture
def rng():
    return np.random.default_rng(7)


def test_dense_equals_the_dense_layer_of_keras(rng, keras):
    W, b, x = rng.normal(size=(3, 4)), rng.normal(size=4), rng.normal(size=(5, 3))
    theirs = keras.layers.Dense(4, dtype="float64")
    theirs.build((None, 3))
    theirs.set_weights([W, b])
    np.testing.assert_allclose(Dense(W, b).forward(x), np.array(theirs(x)), rtol=1e-13)


def test_backward_of_dense_equals_automatic_differentiation(rng, autodiff, tf):
    W, b, x, grad = rng.normal(size=(3, 4)), rng.normal(size=4), rng.normal(size=(5, 3)), rng.normal(size=(5, 4))
    layer = Dense(W, b)
    layer.forward(x)
    grad_x = layer.backward(grad)
    theirs = autodiff(lambda x, W, b: grad * (tf.matmul(x, W) + b), x, W, b)
    for ours, other in zip((grad_x, layer.grad_W, layer.grad_b), theirs, strict=True):
        np.testing.assert_allclose(ours, other, rtol=1e-12)


def test_gradients_of_a_network_equal_automatic_differentiation(rng, autodiff, tf):
    network = multilayer_perceptron((2, 5, 4, 3), ACTIVATIONS["tanh"], rng)
    x, y = rng.normal(size=(6, 2)), one_hot(rng.integers(0, 3, 6), 3)
    loss = LOSSES["categorical_cross_entropy_from_logits"]
    grad_x = network.backward(loss.gradient(network.forward(x), y))

    def their_loss(x, W1, b1, W2, b2, W3, b3):
        hidden = tf.tanh(tf.tanh(x @ W1 + b1) @ W2 + b2)
        return tf.reduce_mean(tf.nn.softmax_cross_entropy_with_logits(y, hidden @ W3 + b3))

    theirs = autodiff(their_loss, x, *network.parameters)
    for ours, other in zip([grad_x, *network.gradients], theirs, strict=True):
        np.testing.assert_allclose(ours, other, rtol=1e-10, atol=1e-15)


@pytest.mark.parametrize("activation", ["sigmoid", "tanh", "relu", "leaky_relu", "gelu", "mish"])
def test_gradients_of_a_network_equal_central_differences(activation, rng):
    network = multilayer_perceptron((2, 6, 3), ACTIVATIONS[activation], rng, he_normal)
    x, y = rng.normal(size=(8, 2)), rng.normal(size=(8, 3))
    assert max(check_network(network, x, y, LOSSES["mean_squared_error"])) < 1e-7


def test_the_gradient_check_notices_a_wrong_gradient(rng):
    network = multilayer_perceptron((2, 3, 1), ACTIVATIONS["tanh"], rng)
    layer = network.layers[0]
    right = layer.backward

    def wrong(grad):
        grad_x = right(grad)
        layer.grad_W *= 1.01
        return grad_x

    layer.backward = wrong
    errors = check_network(network, rng.normal(size=(4, 2)), rng.normal(size=(4, 1)), LOSSES["mean_squared_error"])
    assert errors[0] > 1e-3 and max(errors[1:]) < 1e-7


def test_central_differences_of_a_cubic_are_off_by_h_squared():
    theta = np.array([2.0])
    assert central_differences(lambda: float(theta[0] ** 3), theta, h=0.1) == pytest.approx(12 + 0.1**2)
    assert theta[0] == 2.0


def test_relative_error_of_equal_arrays_is_0_and_of_opposite_ones_is_1():
    a = np.array([1.0, -2.0])
    assert relative_error(a, a) == 0 and relative_error(a, -a) == pytest.approx(1)
    assert relative_error(np.zeros(2), np.zeros(2)) == 0


def test_backward_replaces_the_gradients_of_the_pass_before(rng):
    layer = Dense(glorot_uniform(2, 2, rng))
    x = rng.normal(size=(3, 2))
    layer.forward(x)
    layer.backward(np.ones((3, 2)))
    first = layer.grad_W.copy()
    layer.backward(np.ones((3, 2)))
    np.testing.assert_array_equal(layer.grad_W, first)


def test_two_dense_layers_without_activation_are_one(rng):
    W1, b1, W2, b2 = rng.normal(size=(3, 5)), rng.normal(size=5), rng.normal(size=(5, 2)), rng.normal(size=2)
    x = rng.normal(size=(10, 3))
    two, one = Network([Dense(W1, b1), Dense(W2, b2)]), Dense(W1 @ W2, b1 @ W2 + b2)
    np.testing.assert_allclose(two.forward(x), one.forward(x), rtol=1e-12, atol=1e-13)


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda: Dense(np.zeros((3, 2))).forward(np.zeros((5, 4))), "Dense: expected x of shape (N, 3), got (N, 4)"),
        (lambda: Dense(np.zeros((3, 2))).forward(np.zeros(3)), "Dense: expected x of shape (N, 3), got (3,)"),
        (lambda: Dense(np.zeros(3)), "Dense: expected W of shape (n_in, n_out), got (3,)"),
        (lambda: Dense(np.zeros((3, 2)), np.zeros(3)), "Dense: expected b of shape (2,), got (3,)"),
    ],
)
def test_a_wrong_shape_is_named_with_the_one_expected(make, sentence):
    with pytest.raises(ValueError) as caught:
        make()
    assert str(caught.value) == sentence


def test_a_layer_keeps_its_own_copy_of_the_weights(rng):
    W = np.ones((2, 2))
    layer = Dense(W)
    layer.W += 1
    assert (W == 1).all() and (layer.forward(np.ones((1, 2))) == 4).all()


def test_an_elementwise_layer_has_nothing_to_learn():
    assert Elementwise(ACTIVATIONS["relu"]).parameters == []


def test_glorot_and_he_weights_have_the_variance_that_their_papers_ask_for(rng):
    assert glorot_uniform(400, 600, rng).var() == pytest.approx(2 / 1000, rel=0.02)
    assert np.abs(glorot_uniform(400, 600, rng)).max() <= np.sqrt(6 / 1000)
    assert he_normal(400, 600, rng).var() == pytest.approx(2 / 400, rel=0.02)


def test_glorot_limits_are_those_of_keras(rng, keras):
    theirs = np.array(keras.initializers.GlorotUniform(seed=0)((300, 200)))
    assert np.abs(theirs).max() == pytest.approx(np.abs(glorot_uniform(300, 200, rng)).max(), rel=1e-3)


@pytest.mark.parametrize(("initialise", "deviation"), [
    (glorot_uniform, np.sqrt(2 / (50 + 200))), (he_normal, np.sqrt(2 / 50)),
])  # fmt: skip
def test_initial_weights_have_the_mean_0_and_the_deviation_that_is_told(initialise, deviation):
    W = initialise(50, 200, np.random.default_rng(0))
    assert W.mean() == pytest.approx(0, abs=5 * deviation / np.sqrt(W.size))
    assert W.std() == pytest.approx(deviation, rel=0.03)
