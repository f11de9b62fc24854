"""What each fault does to the loss on one batch, with the gradients of TensorFlow."""

import numpy as np
import pytest

from figures.learning.training_loop.one_batch_by_heart import (
    CLASSES,
    COUNT,
    FAULTS,
    RATE,
    SEEDS,
    SHIFT,
    STEPS,
    UNITS,
    experiment,
)
from figures.neural.activation_registry import ACTIVATIONS
from figures.neural.batched import seeded_networks
from figures.neural.datasets import spirals
from figures.neural.initialisers import he_normal
from figures.neural.optimisers import Adam


@pytest.fixture(scope="module")
def numbers(numbers_of):
    return numbers_of(experiment)


@pytest.mark.parametrize("fault", ["none", "rows", "twice", "left_out"])
def test_gradients_of_tensorflow_lead_to_the_same_losses(loaded, numbers, fault):
    tf = loaded("tensorflow")
    x, labels = spirals(COUNT, np.random.default_rng(3), CLASSES, 0.6, 0.08)
    y = np.roll(labels, SHIFT if fault == "rows" else 0)
    found = []
    for seed in range(SEEDS):
        start = seeded_networks((2, UNITS, CLASSES), ACTIVATIONS["relu"], [seed], he_normal)
        parameters, adam, losses = [part[0] for part in start.parameters], Adam(RATE), []
        for _ in range(3):
            with tf.GradientTape() as tape:
                W1, b1, W2, b2 = tensors = [tf.Variable(part) for part in parameters]
                z = tf.nn.relu(x @ W1 + b1) @ W2 + b2
                logits = tf.nn.softmax(z) if fault == "twice" else z
                loss = tf.reduce_mean(tf.nn.sparse_softmax_cross_entropy_with_logits(y, logits))
            losses.append(float(loss))
            gradients = [each.numpy() for each in tape.gradient(loss, tensors)]
            first = 2 if fault == "left_out" else 0
            adam.update(list(zip(parameters[first:], gradients[first:], strict=True)))
        found.append(losses)
    assert numbers["bands"][FAULTS.index(fault), 1, :3] == pytest.approx(np.median(found, axis=0), rel=1e-9)


def test_a_sound_program_and_one_with_other_rows_learn_the_batch_by_heart(numbers):
    for fault in ("none", "rows"):
        assert numbers["end"][fault]["most"] < 0.02
    assert numbers["end"]["rows"]["most"] < 1.2 * numbers["end"]["none"]["most"]


def test_the_two_other_faults_are_seen(numbers):
    assert numbers["end"]["twice"]["least"] > numbers["floor"] == pytest.approx(np.log(1 + 2 / np.e))
    assert numbers["end"]["left_out"]["least"] > 0.4


def test_only_fresh_points_show_that_the_rows_are_mixed_up(numbers):
    assert numbers["right"]["none"] > 0.85
    assert numbers["right"]["rows"] < 0.6
    assert numbers["bands"].shape == (len(FAULTS), 3, STEPS + 1)
