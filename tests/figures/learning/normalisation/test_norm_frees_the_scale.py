"""Normalised networks learn from a wide range of first weights, others from He's; their gradients are autodiff's."""

import numpy as np
import pytest

from figures.learning.normalisation.deep_networks import AXES, NormalisedNetworks
from figures.learning.normalisation.norm_frees_the_scale import FACTORS, SEEDS, experiment
from figures.neural.activation_registry import ACTIVATIONS
from figures.neural.batched import seeded_networks
from figures.neural.initialisers import he_normal


@pytest.fixture(scope="module")
def numbers(numbers_of):
    return numbers_of(experiment)


def networks(axis, scale=1.0):
    start = seeded_networks((2, 5, 4, 1), ACTIVATIONS["tanh"], [0, 1], he_normal)
    return NormalisedNetworks([scale * W for W in start.W], start.b, start.activation, axis=axis)


@pytest.mark.parametrize("axis", AXES.values())
def test_gradients_of_all_networks_equal_automatic_differentiation(axis):
    tf = pytest.importorskip("tensorflow")
    rng = np.random.default_rng(0)
    x, grad, made = rng.normal(size=(6, 2)), rng.normal(size=(2, 6, 1)), networks(axis)
    for b in made.b:
        b[...] = rng.normal(size=b.shape)

    def loss(*parameters):
        a = tf.constant(np.stack([x, x]))
        for place in range(0, 6, 2):
            z = a @ parameters[place] + parameters[place + 1]
            if place < 4 and axis is not None:
                mean, variance = tf.nn.moments(z, [axis % 3], keepdims=True)
                z = (z - mean) / tf.sqrt(variance + 1e-3)
            a = tf.tanh(z) if place < 4 else z
        return tf.reduce_sum(a * grad)

    tensors = [tf.constant(parameter) for parameter in made.parameters]
    with tf.GradientTape() as tape:
        tape.watch(tensors)
        total = loss(*tensors)
    made.forward(x)
    for mine, theirs in zip(made.backward(grad), tape.gradient(total, tensors), strict=True):
        np.testing.assert_allclose(mine, theirs, atol=1e-10)


def test_from_weights_far_from_he_no_network_without_normalisation_learns(numbers):
    none = numbers["loss"][0]
    assert none.shape == (len(FACTORS), SEEDS)
    assert (none[[0, 1, 5, 6]] > 0.5).all() and np.median(none[3]) < 0.1


def test_with_batch_normalisation_nearly_all_learn_from_a_hundredfold_range(numbers):
    assert numbers["learned"]["batch"] > 0.85 * numbers["cases"]
    assert numbers["learned"]["layer"] > 0.7 * numbers["cases"]
    assert numbers["learned"]["none"] < 0.45 * numbers["cases"]


def test_from_the_right_size_normalisation_gains_nothing_here(numbers):
    assert numbers["he"]["none"] < min(numbers["he"]["batch"], numbers["he"]["layer"])
