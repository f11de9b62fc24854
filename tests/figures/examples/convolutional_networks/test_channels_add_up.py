"""Bias plus one answer a channel is what the network's second layer computes."""

import numpy as np
import pytest

from figures.digits.images import example
from figures.digits.trained import trained
from figures.examples.convolutional_networks.channels_add_up import CHANNELS, DIGIT, experiment


@pytest.fixture(scope="module")
def numbers(numbers_of):
    return numbers_of(experiment)


def test_the_sum_over_the_channels_and_relu_is_a_map_of_the_network(numbers):
    a = example(DIGIT)[None]
    for layer in trained("cnn").layers[:5]:
        a = layer.forward(a)
    nearest = min(np.abs(a[0, :, :, unit] - numbers["sums"][-1]).max() for unit in range(a.shape[3]))
    assert nearest < 1e-6 < numbers["sums"][-1].max()


def test_each_channel_adds_its_answer_and_the_sum_begins_with_the_bias(numbers):
    assert np.ptp(numbers["sums"][0]) == 0
    np.testing.assert_allclose(np.diff(numbers["sums"][: CHANNELS + 1], axis=0), numbers["answers"], atol=1e-9)


def test_the_layer_has_as_many_parameters_as_the_page_counts(numbers):
    assert (numbers["weights"], numbers["units"], numbers["parameters"]) == (72, 16, 3 * 3 * 8 * 16 + 16)
