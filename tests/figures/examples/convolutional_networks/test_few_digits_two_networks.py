"""What the page says of two networks with equally many parameters that learn from few digits."""

from typing import Any

import numpy as np
import pytest

from figures.digits.data import digits
from figures.digits.few import EPOCHS
from figures.examples.convolutional_networks.few_digits_two_networks import NAMES, SEEDS, experiment


@pytest.fixture(scope="module")
def numbers(numbers_of: Any) -> Any:
    return numbers_of(experiment)


def test_each_starts_at_guessing_and_learns(numbers: Any) -> None:
    assert numbers["right"].shape == (len(NAMES), SEEDS, EPOCHS + 1)
    assert numbers["right"][:, :, 0].mean() < 0.2 and numbers["right"][:, :, -1].min() > 0.75


@pytest.mark.skipif(not digits().is_mnist, reason="the bands are those of MNIST")
def test_the_convolutional_one_learns_faster_and_ends_higher_from_most_starts(numbers: Any) -> None:
    first, mean = numbers["first_epoch"], numbers["mean"]
    assert first["cnn"] > first["dense"] + 0.08 and mean["cnn"] > mean["dense"] + 0.03
    ahead = np.sum(numbers["right"][1, :, -1] > numbers["right"][0, :, -1])
    assert numbers["ahead"] == ahead >= 0.7 * SEEDS


def test_what_the_page_trains_with_is_what_the_figure_learned_from(numbers: Any) -> None:
    assert len(numbers["digits"]["training"]) == numbers["training"]
    assert len(numbers["digits"]["unseen"]) == numbers["unseen"]
    assert numbers["digits"]["training"].max() == numbers["levels"][0]
