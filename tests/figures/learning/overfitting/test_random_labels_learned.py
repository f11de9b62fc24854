"""Labels by lot are learned to a loss near 0 as true ones are, and fresh points are then right by lot."""

import numpy as np
import pytest

from figures.learning.overfitting.random_labels_learned import SEEDS, experiment


@pytest.fixture(scope="module")
def numbers(numbers_of):
    return numbers_of(experiment)


def test_every_network_ends_with_a_training_loss_near_0(numbers):
    assert numbers["loss"].shape[2] == SEEDS and numbers["largest"] < 0.001


def test_with_true_labels_fresh_points_are_right_and_with_labels_by_lot_one_half_is(numbers):
    assert numbers["end"]["true"]["least"] > 0.9
    assert 0.3 < numbers["end"]["lot"]["least"] <= numbers["end"]["lot"]["most"] < 0.7
    assert numbers["right"][1, -1].mean() == pytest.approx(0.5, abs=0.1)


def test_labels_by_lot_take_longer(numbers):
    first = [np.argmax(np.median(loss, axis=1) < 0.1) for loss in numbers["loss"]]
    assert first[0] < first[1]
