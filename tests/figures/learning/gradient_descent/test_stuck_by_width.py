"""Every width could reach a loss of 0; narrow networks are caught, wider ones hardly ever."""

import numpy as np
import pytest

from figures.learning.gradient_descent import stuck_by_width
from figures.neural.activation_registry import ACTIVATIONS
from figures.neural.batched import Networks


@pytest.fixture(scope="module")
def run(numbers_of):
    return numbers_of(stuck_by_width.experiment)


def test_three_hidden_units_can_reach_a_loss_of_0():
    W = [np.full((1, 1, 3), 3.0), np.array([[[1.0], [-1.0], [1.0]]])]
    b = [np.array([[[4.0, 0.0, -4.0]]]), np.zeros((1, 1, 1))]
    y_hat = Networks(W, b, ACTIVATIONS["tanh"]).forward(stuck_by_width.INPUTS)
    np.testing.assert_allclose(y_hat[0], stuck_by_width.TARGETS, atol=1e-12)


def test_the_share_of_stuck_networks_falls_with_the_width(run):
    shares = list(run["share"].values())
    assert shares == sorted(shares, reverse=True)
    assert shares[0] > 0.05 and shares[-1] <= 0.005


def test_where_the_stuck_ones_stand_the_ground_is_nearly_level(run):
    assert run["median_slope"] < 1e-2
