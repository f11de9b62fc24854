"""What the page reads from the weights of the iris neuron: odds, sums, lines."""

from itertools import product

import numpy as np
import pytest

from figures.engine.drawing.controls import controls_of
from figures.one_neuron.the_perceptron.probability_of_a_flower import draw, experiment, facts
from figures.plane.separability import is_separable


@pytest.fixture(scope="module")
def found(numbers_of):
    return numbers_of(experiment)


def test_one_millimetre_more_multiplies_the_odds_by_what_the_page_says(found):
    base = facts(found["w"], found["b"], 5.0, 1.75)
    for key, longer in (("length", (5.1, 1.75)), ("width", (5.0, 1.85))):
        more = facts(found["w"], found["b"], *longer)
        assert more["odds"] / base["odds"] == pytest.approx(found["odds_times"][key])


def test_the_parts_add_up_to_z_and_the_mean_probability_is_the_share_of_virginica(found):
    told = facts(found["w"], found["b"], 4.5, 1.5)
    assert told["from_length"] + told["from_width"] + found["bias"] == pytest.approx(told["z"])
    assert told["p"] == pytest.approx(1 / (1 + np.exp(-told["z"])))
    assert float(told["p_told"]) == pytest.approx(told["p"], abs=0.0005)
    assert facts(found["w"], found["b"], 3.0, 1.0)["p_told"] == "< 0.001", "no flower is certain"
    assert found["mean_p"] == pytest.approx(found["y"].mean())


def test_the_kinds_overlap_and_most_flowers_lie_on_their_side(found):
    assert not is_separable(found["x"], found["y"])
    z = found["x"] @ found["w"] + found["b"]
    assert found["right"] == ((z >= 0) == found["y"]).sum() >= 90


def test_each_drawn_line_has_its_probability_everywhere(found):
    plane, _ = draw(**{name: found[name] for name in "xywb"}).axes
    for line, chance in zip(plane.lines, (0.1, 0.5, 0.9), strict=False):
        z = line.get_xydata() @ found["w"] + found["b"]
        np.testing.assert_allclose(1 / (1 + np.exp(-z)), chance)


def test_every_flower_lies_within_both_panels_and_so_does_every_one_that_can_be_described(found):
    ends = {name: (controls_of(draw)[name].low, controls_of(draw)[name].high) for name in ("length", "width")}
    for length, width in product(*ends.values()):
        plane, curve = draw(**{name: found[name] for name in "xywb"}, length=length, width=width).axes
        for axes in (plane, curve):
            marks = np.vstack([line.get_xydata() for line in axes.lines if line.get_linestyle() == "None"])
            assert len(marks) == len(found["x"]) + 1
            for (low, high), values in zip((axes.get_xlim(), axes.get_ylim()), marks.T, strict=True):
                assert low <= values.min() and values.max() <= high
