"""AND is impossible at b = 0: a linear program proves it, and the search over directions agrees."""

import numpy as np
import pytest
from matplotlib.patches import FancyArrowPatch
from scipy.optimize import linprog

from figures.neural.datasets import gate
from figures.one_neuron.what_one_neuron_can_compute.and_without_bias import SHOWN, draw, experiment


@pytest.fixture(scope="module")
def facts(numbers_of):
    return numbers_of(experiment)


def test_a_linear_program_proves_that_no_line_through_the_origin_makes_and():
    x, y = gate("AND")
    ones, zeros = x[y == 1], x[y == 0][1:]  # the row (0, 0) is on every such line: leave it out, to be generous
    demands = np.vstack([-ones, zeros])  # w·x ≥ 1 on the ones, w·x ≤ 0 on the other zeros
    limits = np.r_[-np.ones(len(ones)), np.zeros(len(zeros))]
    found = linprog(np.zeros(2), A_ub=demands, b_ub=limits, bounds=(None, None))
    assert found.status == 2  # infeasible


def test_the_best_without_a_bias_is_two_rows_or_three_if_the_line_counts_as_zero(facts):
    assert facts["most_without_bias"] == 2
    assert facts["most_if_the_line_says_0"] == 3


def test_the_two_attempts_are_different_lines_and_their_titles_count_what_is_right(facts):
    assert (SHOWN[0] - SHOWN[1]) % 180 != 0, "w and −w have the same line"
    shown = draw(**{name: facts[name] for name in ("x", "y", "angle", "without_bias", "best_bias")}).axes[:2]
    assert [axes.get_title() for axes in shown] == ["45°: 1 of 4 right", "120°: 2 of 4 right"]


def test_the_arrow_of_each_attempt_stands_on_its_line_at_a_right_angle(facts):
    shown = draw(**{name: facts[name] for name in ("x", "y", "angle", "without_bias", "best_bias")}).axes[:2]
    for axes, degrees in zip(shown, SHOWN, strict=True):
        (arrow,) = (patch for patch in axes.patches if isinstance(patch, FancyArrowPatch))
        start, end = (np.array(place) for place in arrow._posA_posB)
        (line,) = (line for line in axes.lines if len(line.get_xdata()) == 2)
        assert (end - start) @ np.diff(line.get_xydata(), axis=0)[0] == pytest.approx(0, abs=1e-9)
        assert np.degrees(np.arctan2(*(end - start)[::-1])) == pytest.approx(degrees)


def test_with_the_best_bias_all_rows_are_right_for_every_direction_between_0_and_90_degrees(facts):
    inside = (facts["angle"] > 0) & (facts["angle"] < 90)
    assert (facts["best_bias"][inside] == 4).all() and (facts["best_bias"][~inside] < 4).all()
    assert (facts["works_from"], facts["works_to"]) == (0, 90)
