"""The kernels on show are those of the network, and it learns."""

import numpy as np
import pytest

from figures.digits.trained import LOOKED_AT, parameters
from figures.examples.convolutional_networks.kernels_as_they_train import draw, experiment, facts


@pytest.fixture(scope="module")
def numbers(numbers_of):
    return numbers_of(experiment)


def test_the_last_table_holds_the_kernels_of_the_trained_network(numbers):
    kernels = parameters("cnn")[0][:, :, 0]
    for number in range(8):
        top, left = number // 4 * 4, number % 4 * 4
        np.testing.assert_array_equal(numbers["table"][-1, top : top + 3, left : left + 3], kernels[:, :, number])


def test_it_learns_from_guessing_to_nearly_all(numbers):
    share = numbers["share"]
    assert share["start"] < 0.25 and share["after_160"] > 0.85 and share["end"] > 0.93
    assert facts(numbers["right"], 7)["step"] == LOOKED_AT[7] == 160


def test_some_kernels_become_edges_and_others_look_for_ink_anywhere(numbers):
    table = numbers["table"][-1]
    kernels = [table[i : i + 3, j : j + 3] for i in (0, 4) for j in (0, 4, 8, 12)]
    parts = [(each[each > 0].sum(), -each[each < 0].sum()) for each in kernels]
    assert any(min(both) > 0.5 * max(both) for both in parts), parts
    assert any(low < 0.1 * high for high, low in parts), parts


@pytest.mark.parametrize("moment", [0, 9])
def test_each_kernel_is_a_picture_of_its_own_with_nothing_between_it_and_the_next(numbers, moment):
    above, _ = draw(numbers["table"], numbers["right"], moment=moment).axes
    places = []
    for image in above.images:
        left, right, low, high = (int(edge) for edge in image.get_extent())
        np.testing.assert_array_equal(image.get_array(), numbers["table"][moment, high:low, left:right])
        assert np.isfinite(image.get_array()).all()
        places.append((high, left))
    assert places == [(top, left) for top in (0, 4) for left in (0, 4, 8, 12)]
