"""Equal units stay equal to the last bit, whatever the optimiser; random ones part, and most learn XOR."""

import numpy as np
import pytest

from figures.learning.training_loop.equal_start import EQUAL, LOSS, SEEDS, UNITS, experiment
from figures.neural.activation_registry import ACTIVATIONS
from figures.neural.datasets import gate
from figures.neural.network import multilayer_perceptron
from figures.neural.optimisers import SGD, Adam, Nesterov, RMSProp
from figures.neural.training import train


@pytest.fixture(scope="module")
def facts(numbers_of):
    return numbers_of(experiment)


def test_the_units_of_the_equal_start_are_one_unit_to_the_end(facts):
    assert facts["different_units"] == 1 and facts["spread"] == 0
    assert np.ptp(facts["weights"][-1, 1]) > 1


@pytest.mark.parametrize("optimiser", [SGD(0.5), Nesterov(0.1), RMSProp(0.01), Adam(0.05)])
def test_no_optimiser_parts_equal_units(optimiser):
    x, y = gate("XOR")
    network = multilayer_perceptron((2, UNITS, 1), ACTIVATIONS["tanh"], np.random.default_rng(0))
    for parameter in network.parameters[::2]:
        parameter[...] = EQUAL
    train(network, x, y[:, None].astype(float), LOSS, optimiser, 200)
    W1, b1, W2, _ = network.parameters
    assert np.ptp(W1, axis=1).max() == np.ptp(b1) == np.ptp(W2) == 0


def test_the_equal_start_cannot_beat_the_best_single_rising_unit(facts):
    """A rising function of x₁ + x₂ gives 01 and 10 one answer p and 11 at least as much: at best log 2 on three rows
    pooled, (3 log 3 − 2 log 2) / 4; see Solving XOR."""
    assert facts["equal_loss"] > (3 * np.log(3) - 2 * np.log(2)) / 4 - 1e-9


def test_most_random_starts_learn_it(facts):
    assert SEEDS // 2 < facts["solved"] <= SEEDS
    assert facts["random"]["median"] < facts["equal_loss"] / 4


def test_zero_weights_get_no_gradient_but_for_the_last_bias():
    x, y = gate("AND")
    network = multilayer_perceptron((2, UNITS, 1), ACTIVATIONS["tanh"], np.random.default_rng(0))
    for parameter in network.parameters:
        parameter[...] = 0
    network.backward(LOSS.gradient(network.forward(x), y[:, None].astype(float)))
    assert [bool(gradient.any()) for gradient in network.gradients] == [False, False, False, True]
