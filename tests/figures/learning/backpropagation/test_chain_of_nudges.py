"""Ratios of nudges multiply exactly, and as the nudge shrinks their product becomes the derivative."""

from itertools import product

import numpy as np
import pytest

from figures.engine.drawing.controls import controls_of
from figures.learning.backpropagation.chain_of_nudges import chain, draw, experiment, facts, nudged, slopes
from figures.learning.worked import one_neuron

SETTINGS = controls_of(draw)


@pytest.mark.parametrize(("weight", "nudge"), [*product(SETTINGS["weight"].values(), SETTINGS["nudge"].values())])
def test_the_ratios_multiply_to_the_whole_at_every_setting(weight, nudge):
    if nudge:
        w, z, a, loss = nudged(weight, nudge)
        assert (z / w) * (a / z) * (loss / a) == pytest.approx(facts(weight, nudge)["ratio"], rel=1e-12)


@pytest.mark.parametrize("weight", SETTINGS["weight"].values())
def test_the_ratio_goes_to_the_product_of_the_slopes(weight):
    gaps = [abs(nudged(weight, h)[-1] / h - np.prod(slopes(weight))) for h in (1e-2, 1e-3, 1e-4)]
    assert gaps[0] > gaps[1] > gaps[2] and gaps[2] < 1e-4
    assert facts(weight, 0.0)["gap"] == 0


def test_the_derivative_at_the_start_equals_the_hand_formula(numbers_of):
    assert numbers_of(experiment)["at_start"]["dL_dw"] == pytest.approx(one_neuron.hand()["w"], rel=1e-14)
    assert chain(one_neuron.W)[-1] == pytest.approx(one_neuron.loss(), rel=1e-14)


@pytest.mark.parametrize("weight", SETTINGS["weight"].values())
def test_the_dot_lies_on_the_curve_and_inside_the_panel(weight):
    for nudge in (-0.5, -0.2, 0.3):
        _, below = draw(weight=weight, nudge=nudge).axes
        curve, dot = below.lines[1], below.lines[2]
        place = np.argmin(np.abs(curve.get_xdata() - nudge))
        assert curve.get_ydata()[place] == pytest.approx(dot.get_ydata()[0], rel=1e-9)
        assert below.get_ylim()[0] < min(curve.get_ydata()) and max(curve.get_ydata()) < below.get_ylim()[1]


def test_without_a_nudge_no_ratio_is_claimed_and_with_one_it_is_said_in_three_digits():
    assert facts(-1.0, 0.0)["said"] == "0/0, not defined"
    assert facts(-1.0, 0.5)["said"] == "−0.116"
    assert all((facts(-1.0, nudge)["said"][0] == "0") == (nudge == 0) for nudge in SETTINGS["nudge"].values())
