"""Every example is in exactly one batch of every epoch, and the orders differ."""

import numpy as np

from figures.learning.training_loop.epoch_batch_step import BATCH, EPOCHS, ROWS, draw, experiment
from figures.neural.activation_registry import ACTIVATIONS
from figures.neural.datasets import sine
from figures.neural.losses import LOSSES
from figures.neural.network import multilayer_perceptron
from figures.neural.optimisers import Adam
from figures.neural.training import train

FACTS = experiment()


def test_each_epoch_holds_every_example_once_in_an_order_of_its_own():
    orders = FACTS["orders"].tolist()
    assert all(sorted(order) == list(range(ROWS)) for order in orders)
    assert len({tuple(order) for order in orders}) == EPOCHS + 1


def test_no_batch_holds_one_class_only():
    for order in FACTS["orders"][1:]:
        for batch in np.split(order < ROWS // 2, ROWS // BATCH):
            assert 0 < batch.sum() < BATCH


def test_the_real_loop_makes_as_many_steps():
    optimiser = Adam()
    network = multilayer_perceptron((1, 1), ACTIVATIONS["tanh"], np.random.default_rng(0))
    train(network, *sine(ROWS), LOSSES["mean_squared_error"], optimiser, EPOCHS, BATCH, np.random.default_rng(0))
    assert optimiser.t == FACTS["steps"]


def test_every_step_is_named_in_the_drawing():
    texts = [text.get_text() for text in draw(FACTS["orders"]).axes[0].texts]
    assert [text for text in texts if text.startswith("step")] == [f"step {k + 1}" for k in range(FACTS["steps"])]
