"""What the page says of two networks with equally many parameters that learn from few digits."""

from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from figures.digits.data import digits
from figures.digits.few import EPOCHS
from figures.examples.convolutional_networks.few_digits_two_networks import NAMES, SEEDS, draw, experiment


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


def test_each_kernel_and_each_unit_is_a_picture_of_its_own_over_its_largest_weight(numbers):
    figure = draw(**{name: numbers[name] for name in ("right", "kernels", "units", "digits", "levels")})
    for axes, weights in zip(figure.axes[1:], (numbers["kernels"], numbers["units"]), strict=True):
        assert len(axes.images) == len(weights)
        for image, each in zip(axes.images, weights, strict=True):
            np.testing.assert_allclose(image.get_array(), each / np.abs(each).max())
        sides = [image.get_extent()[:2] for image in axes.images]
        assert all(left[1] < right[0] for left, right in pairwise(sides))
