"""Both layers equal Keras's, in training and in use; their gradients equal automatic differentiation."""

import numpy as np
import pytest

from figures.neural.gradient_check import central_differences
from figures.neural.normalisation import BatchNorm, LayerNorm, standardise, standardise_backward

rng = np.random.default_rng(0)
Z, GRAD = rng.normal(3, 2, (6, 4)), rng.normal(size=(6, 4))
GAMMA, BETA = rng.normal(size=4), rng.normal(size=4)
LAYERS = {"batch": BatchNorm, "layer": LayerNorm}


def ours(kind):
    layer = LAYERS[kind](4)
    layer.gamma[...], layer.beta[...] = GAMMA, BETA
    return layer


def theirs(kind, keras):
    made = {"batch": keras.layers.BatchNormalization, "layer": keras.layers.LayerNormalization}[kind]
    layer = made(dtype="float64")
    layer.build((None, 4))
    layer.gamma.assign(GAMMA)
    layer.beta.assign(BETA)
    return layer


@pytest.mark.parametrize("kind", LAYERS)
def test_the_layer_and_its_gradients_equal_those_of_keras(kind, keras, tf):
    mine, other, z = ours(kind), theirs(kind, keras), tf.constant(Z)
    with tf.GradientTape() as tape:
        tape.watch(z)
        out = other(z, training=True) if kind == "batch" else other(z)
        loss = tf.reduce_sum(out * GRAD)
    np.testing.assert_allclose(mine.forward(Z), out, rtol=1e-9)
    to_z, gamma, beta = tape.gradient(loss, [z, other.gamma.value, other.beta.value])
    np.testing.assert_allclose(mine.backward(GRAD), to_z, atol=1e-10)
    np.testing.assert_allclose(mine.gradients[0], gamma, atol=1e-10)
    np.testing.assert_allclose(mine.gradients[1], beta, atol=1e-10)


@pytest.mark.parametrize("kind", LAYERS)
@pytest.mark.parametrize("training", [True, False])
def test_gradients_equal_central_differences(kind, training):
    layer, z = ours(kind), Z.copy()
    layer.training, layer.keep = training, 1.0  # averages that stand still, so that a second call gives the same

    def loss():
        return float(np.sum(layer.forward(z) * GRAD))

    numeric = central_differences(loss, z, h=1e-6)
    layer.forward(z)
    np.testing.assert_allclose(layer.backward(GRAD), numeric, atol=1e-7)
    for parameter, gradient in zip(layer.parameters, layer.gradients, strict=True):
        numeric = central_differences(loss, parameter, h=1e-6)
        np.testing.assert_allclose(gradient, numeric, atol=1e-7)


def test_running_averages_and_answers_in_use_equal_those_of_keras(keras):
    mine, other = ours("batch"), theirs("batch", keras)
    for _ in range(5):
        z = rng.normal(3, 2, (16, 4))
        mine.forward(z)
        other(z, training=True)
    np.testing.assert_allclose(mine.mean, other.moving_mean, rtol=1e-6)
    np.testing.assert_allclose(mine.variance, other.moving_variance, rtol=1e-6)
    mine.training = False
    np.testing.assert_allclose(mine.forward(Z), other(Z, training=False), rtol=1e-6)


def test_momentum_of_pytorch_is_what_keras_does_not_keep_and_its_variance_divides_by_one_less():
    torch = pytest.importorskip("torch", reason="one sentence is about it: make frameworks")
    layer = torch.nn.BatchNorm1d(4, momentum=0.1, dtype=torch.float64)
    layer(torch.tensor(Z))
    mine = BatchNorm(4, keep=0.9)
    mine.forward(Z)
    np.testing.assert_allclose(layer.running_mean, mine.mean)
    np.testing.assert_allclose(layer.running_var, 0.9 + 0.1 * Z.var(axis=0, ddof=1))


@pytest.mark.parametrize("axis", [0, 1])
def test_shift_and_scale_before_it_change_nothing_and_the_gradient_shrinks_by_the_scale(axis):
    u, s = standardise(Z, axis, epsilon=0.0)
    u_far, s_far = standardise(100 * Z + 7, axis, epsilon=0.0)
    np.testing.assert_allclose(u_far, u, rtol=1e-9)
    near, far = standardise_backward(u, s, GRAD, axis), standardise_backward(u_far, s_far, GRAD, axis)
    np.testing.assert_allclose(100 * far, near, atol=1e-12)
    for back in (near.sum(axis=axis), np.sum(near * u, axis=axis)):
        np.testing.assert_allclose(back, 0, atol=1e-12)


def test_rms_normalisation_is_keras_frees_the_scale_and_forgets_the_size_of_a_row_and_not_its_mean(keras):
    layer = keras.layers.RMSNormalization(epsilon=1e-12, dtype="float64")
    u = np.array(layer(Z))
    np.testing.assert_allclose(u, Z / np.sqrt(np.mean(Z**2, axis=1, keepdims=True)), rtol=1e-9)
    np.testing.assert_allclose(np.array(layer(7 * Z)), u, rtol=1e-9)
    assert np.abs(u.mean(axis=1)).min() > 0.1 > np.abs(LayerNorm(4).forward(Z).mean(axis=1)).max()
    assert [tuple(each.shape) for each in layer.trainable_weights] == [(4,)]  # a scale, and no shift
