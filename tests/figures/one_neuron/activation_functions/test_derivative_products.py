"""Slopes multiply: through ten sigmoids hardly anything is left, through active ReLUs everything."""

import numpy as np
import pytest

from figures.one_neuron.activation_functions.derivative_products import LAYERS, experiment


def test_the_sigmoid_at_its_best_is_a_quarter_to_the_power_of_the_layers(numbers_of):
    facts = numbers_of(experiment)
    np.testing.assert_allclose(facts["sigmoid_best"], 0.25 ** np.arange(1, LAYERS + 1))
    assert facts["one_part_in"]["sigmoid_best"] == 4**10


def test_no_sigmoid_path_beats_the_best_and_tanh_keeps_more(numbers_of):
    facts = numbers_of(experiment)
    assert (facts["sigmoid"] < facts["sigmoid_best"]).all()
    assert (facts["tanh"][0] > facts["sigmoid"][2])[3:].all()
    assert facts["one_part_in"]["sigmoid"] > facts["one_part_in"]["sigmoid_best"] > facts["one_part_in"]["tanh"]


def test_the_quoted_medians_do_not_hang_on_the_seed(numbers_of):
    z = np.random.default_rng(1).normal(size=(200_000, LAYERS))
    sigmoid = 1 / (1 + np.exp(-z))
    for name, slope in (("sigmoid", sigmoid * (1 - sigmoid)), ("tanh", 1 - np.tanh(z) ** 2)):
        assert 1 / np.median(slope.prod(axis=1)) == pytest.approx(numbers_of(experiment)["one_part_in"][name], rel=0.06)


def test_active_relus_pass_everything_on(numbers_of):
    assert numbers_of(experiment)["active_relu"] == pytest.approx(np.ones(LAYERS))
