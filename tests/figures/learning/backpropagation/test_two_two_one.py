"""Every number on the worked network is right, and one stands on every edge."""

import numpy as np
import pytest

from figures.learning.backpropagation.two_two_one import BIASES, EDGES, SHOWN, STEP, draw, experiment
from figures.learning.worked.two_two_one import ENTRIES, Y, by_matrices, by_nudges, hand, loss, parameters
from figures.style import colours

FACTS = experiment()
NUMBERS = {name: FACTS[name] for name in ("value", "weight", "gradient", "carried", "local")}


@pytest.mark.parametrize("name", ENTRIES)
def test_every_gradient_by_hand_equals_matrices_and_nudges(name):
    array, place = ENTRIES[name]
    assert hand()[name] == pytest.approx(by_matrices(parameters())[array][place], rel=1e-14)
    assert hand()[name] == pytest.approx(by_nudges(parameters())[array][place], rel=1e-8)


@pytest.mark.parametrize("name", EDGES)
def test_the_gradient_of_an_edge_is_its_local_gradient_times_delta_at_its_end(name):
    delta = {"h1": "delta1", "h2": "delta2", "out": "delta3"}[EDGES[name][1]]
    assert FACTS["gradient"][name] == pytest.approx(FACTS["local"][name] * FACTS["value"][delta], rel=1e-15)


def test_what_two_edges_carry_back_is_the_gradient_of_an_activation():
    assert FACTS["carried"]["W2_11"] == pytest.approx(FACTS["value"]["back1"])
    assert FACTS["value"]["delta2"] == pytest.approx(FACTS["carried"]["W2_21"] * FACTS["value"]["slope2"])


@pytest.mark.parametrize("shown", SHOWN.values())
def test_a_weight_and_a_number_stand_on_every_edge(shown):
    (axes,) = draw(**NUMBERS, shown=shown).axes
    inks = [text.get_color() for text in axes.texts if text.get_text()]
    assert inks.count(colours.WEIGHT) == len(EDGES) + 1  # and the key
    biases = 0 if shown == "carried back" else len(BIASES)
    assert inks.count(colours.DERIVATIVE) == len(EDGES) + biases + 3 + 1  # three δ and the key


def test_one_step_lowers_the_loss_nearly_as_much_as_the_gradient_promises():
    step = FACTS["step"]
    assert step["promised"] == pytest.approx(STEP * sum(each**2 for each in FACTS["gradient"].values()))
    assert 0 < step["fall"] < step["promised"] < 1.05 * step["fall"]


def test_delta_for_the_other_target_is_what_nudges_say():
    theta = parameters()
    gradient = (loss([*theta[:3], theta[3] + 1e-6], y=1 - Y) - loss([*theta[:3], theta[3] - 1e-6], y=1 - Y)) / 2e-6
    assert FACTS["delta_if_target_1"] == pytest.approx(gradient, rel=1e-7)
    assert np.sign(gradient) == -np.sign(FACTS["value"]["delta3"])
