"""Slopes multiply: through ten sigmoids hardly anything is left, through active ReLUs everything."""

import numpy as np
import pytest

from figures.derivative_products import LAYERS, experiment


def test_the_sigmoid_at_its_best_is_a_quarter_to_the_power_of_the_layers():
    facts = experiment()
    np.testing.assert_allclose(facts["sigmoid_best"], 0.25 ** np.arange(1, LAYERS + 1))
    assert facts["one_part_in"]["sigmoid_best"] == 4**10


def test_no_sigmoid_path_beats_the_best_and_tanh_keeps_more():
    facts = experiment()
    assert (facts["sigmoid"] < facts["sigmoid_best"]).all()
    assert (facts["tanh"][0] > facts["sigmoid"][2])[3:].all()
    assert facts["one_part_in"]["sigmoid"] > facts["one_part_in"]["sigmoid_best"] > facts["one_part_in"]["tanh"]


def test_active_relus_pass_everything_on():
    assert experiment()["active_relu"] == pytest.approx(np.ones(LAYERS))
