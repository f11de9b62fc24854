"""The four regimes and their borders are where the formula 1 − ηλ puts them, at every setting of the controls."""

import numpy as np
import pytest

from figures.engine.drawing.controls import controls_of
from figures.learning.gradient_descent import learning_rate_on_a_parabola as figure


@pytest.fixture(scope="module")
def run(numbers_of):
    return numbers_of(figure.experiment)


def test_the_walk_leaves_what_the_formula_says(run):
    for name in run["rates"]:
        assert run["walked"][name] == pytest.approx(run["left"][name], rel=1e-9)


def test_beyond_one_over_lambda_a_higher_rate_is_slower(run):
    left = run["left"]
    assert left["good"] < left["oscillating"] < left["creeping"] < 1 < left["diverging"]
    assert run["left"]["good"] == pytest.approx(1e-12)


@pytest.mark.parametrize("curvature", figure.CURVATURES)
def test_the_word_agrees_with_the_walk_at_every_setting(curvature):
    steepness = figure.CURVATURES[curvature]
    for rate in controls_of(figure.draw)["learning_rate"].values():
        path = np.abs(figure.walk(rate, steepness))
        word = figure.facts(rate, curvature)["regime"]
        assert (word == "diverging") == (path[-1] > 1.001 * path[0])
        assert (word == "bouncing for ever") == (path[-1] == pytest.approx(path[0]))
        assert (word == "there in one step") == (path[1] == pytest.approx(0, abs=1e-12))


def test_the_asked_walk_changes_its_side_and_grows(run):
    assert run["asked_factor"] == pytest.approx(-1.2)
    assert run["verdict"] == "too high"
