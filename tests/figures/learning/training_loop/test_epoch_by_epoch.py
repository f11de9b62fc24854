"""In every start the training loss falls on while the validation loss turns; the shown network is the one trained."""

import numpy as np
import pytest

from figures.learning.training_loop.epoch_by_epoch import (
    BATCH,
    COUNT,
    DATA,
    EPOCHS,
    LAST,
    LOSS,
    NOISE,
    RATE,
    SEEDS,
    TURNS,
    WIDTHS,
    draw,
    experiment,
    facts,
)
from figures.neural.activation_registry import ACTIVATIONS
from figures.neural.batched import losses, seeded_networks
from figures.neural.batched_epochs import one_epoch
from figures.neural.datasets import spirals
from figures.neural.initialisers import he_normal
from figures.neural.network import multilayer_perceptron
from figures.neural.optimisers import Adam
from figures.neural.training import train


@pytest.fixture(scope="module")
def numbers(numbers_of):
    return numbers_of(experiment)


def test_the_loss_begins_near_log_2(numbers):
    assert numbers["start"] == pytest.approx(np.log(2), abs=0.1)


def test_the_training_loss_ends_far_below_its_start_in_every_seed(numbers):
    curve = numbers["curve"]
    assert curve.shape == (EPOCHS[-1] + 1, 2, SEEDS)
    assert (curve[-1, 0] < curve[0, 0] / 10).all()


def test_the_validation_loss_turns_in_every_seed_and_mostly_long_before_the_end(numbers):
    assert 0 < numbers["best_epoch"]["low"] and numbers["best_epoch"]["high"] < EPOCHS[-1]
    assert numbers["best_epoch"]["median"] < EPOCHS[-1] / 3
    assert numbers["rises_in"] == SEEDS


def test_the_training_loss_falls_on_after_the_turn_in_every_seed(numbers):
    curve = numbers["curve"]
    at_the_turn = curve[curve[:, 1].argmin(axis=0), 0, np.arange(SEEDS)]
    assert (curve[-1, 0] < at_the_turn).all()


def test_every_snapshot_shows_its_epoch_and_its_steps(numbers):
    assert EPOCHS == sorted(set(EPOCHS)) and len(EPOCHS) == len(numbers["logits"]) == LAST + 1
    shown = facts(numbers["curve"], numbers["right"], 8)
    assert shown["steps"] == shown["epoch"] * numbers["steps_an_epoch"]
    assert numbers["steps_an_epoch"] == 2 * COUNT / BATCH


def test_the_logits_on_the_map_are_those_of_the_first_network(numbers):
    """The loop of one network, with the same order of rows, arrives at the same regions."""
    rng = np.random.default_rng(DATA)
    (x, y), _ = [spirals(COUNT, rng, 2, TURNS, NOISE) for _ in range(2)]
    network = multilayer_perceptron(WIDTHS, ACTIVATIONS["relu"], np.random.default_rng(0), he_normal)
    train(network, x, y[:, None].astype(float), LOSS, Adam(RATE), EPOCHS[5], BATCH, rng)
    side = numbers["side"]
    plane = np.stack(np.meshgrid(side, side), axis=-1).reshape(-1, 2)
    np.testing.assert_allclose(numbers["logits"][5].ravel(), network.forward(plane)[:, 0], rtol=1e-6, atol=1e-8)


@pytest.mark.parametrize("own", [False, True])
def test_an_epoch_of_networks_at_once_is_an_epoch_of_each_alone(own):
    rng = np.random.default_rng(0)
    x, y = rng.normal(size=(10, 2)), rng.integers(0, 2, (10, 1)).astype(float)
    networks, optimiser = seeded_networks((2, 3, 1), ACTIVATIONS["tanh"], [4, 5]), Adam(0.05)
    stacked = (np.stack([x, x + 1]), np.stack([y, y])) if own else (x, y)
    order = np.random.default_rng(9)
    for _ in range(3):
        one_epoch(networks, *stacked, LOSS, optimiser, 4, order)
    for s, seed in enumerate((4, 5)):
        alone = multilayer_perceptron((2, 3, 1), ACTIVATIONS["tanh"], np.random.default_rng(seed))
        history = train(alone, x + own * s, y, LOSS, Adam(0.05), 3, 4, np.random.default_rng(9))
        assert losses(networks.forward(stacked[0]), y, LOSS)[s] == pytest.approx(history.loss[-1], rel=1e-9)


def test_every_curve_lies_inside_its_panel_and_every_point_on_the_map(numbers):
    parts = ("x", "y", "x_held", "y_held", "side", "logits", "curve")
    figure = draw(**{name: numbers[name] for name in parts}, snapshot=LAST)
    above, below = figure.axes
    low, high = below.get_ylim()
    assert low < numbers["curve"].min() and numbers["curve"].max() < high
    assert np.abs([numbers["x"], numbers["x_held"]]).max() < above.get_xlim()[1]
