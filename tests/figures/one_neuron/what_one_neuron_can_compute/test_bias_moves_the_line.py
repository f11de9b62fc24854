"""The bias shifts the line in parallel: some bias makes AND, none makes XOR, and every distance follows from b."""

import numpy as np
import pytest
from matplotlib.cbook import STEP_LOOKUP_MAP
from scipy.optimize import linprog

from figures.neural.datasets import gate
from figures.one_neuron.what_one_neuron_can_compute.bias_moves_the_line import BIAS, WEIGHTS, draw, experiment, facts
from figures.plane.half_planes import line_points

NUMBERS = experiment()


def test_the_line_is_never_turned_and_lies_where_the_bias_says():
    assert NUMBERS["turned_by"] == 0
    for b in BIAS.values():
        start, end = line_points(WEIGHTS, b)
        cross = (end[0] - start[0]) * start[1] - (end[1] - start[1]) * start[0]
        assert abs(cross) / np.hypot(*(end - start)) == pytest.approx(abs(b) / np.sqrt(2))


def test_and_is_right_exactly_for_biases_from_minus_2_up_to_minus_1():
    works = NUMBERS["bias"][NUMBERS["right"][0] == 4]
    assert works.tolist() == [b for b in BIAS.values() if -2 <= b < -1]


def test_no_bias_makes_xor_and_three_rows_are_the_most_of_any_line():
    assert NUMBERS["right"][1].max() == 3 == NUMBERS["most_of_xor"]
    x, y = gate("XOR")
    signs = 2 * y - 1
    demands = signs[:, None] * np.column_stack([x, np.ones(4)])
    found = linprog(np.zeros(3), A_ub=-demands, b_ub=-np.ones(4), bounds=(None, None))
    assert found.status == 2  # infeasible: no line at all, so no bias


def test_for_every_line_some_bias_is_equal_to_a_weight_of_a_constant_input():
    x, _ = gate("AND")
    for b in BIAS.values():
        np.testing.assert_allclose(x @ WEIGHTS + b, np.column_stack([x, np.ones(4)]) @ np.append(WEIGHTS, b))


@pytest.mark.parametrize("row", range(2))
def test_between_two_dots_the_curve_is_what_a_neuron_with_that_bias_gets_right(row):
    curve = draw(NUMBERS["bias"], NUMBERS["right"]).axes[2].lines[2 * row]
    x, y = STEP_LOOKUP_MAP[curve.get_drawstyle()](*curve.get_data())
    for b in np.random.default_rng(0).uniform(BIAS.values()[0], BIAS.values()[-1], 500):
        answers = [x1 + x2 + b >= 0 for x1 in (0, 1) for x2 in (0, 1)]
        targets = ([False, False, False, True], [False, True, True, False])[row]
        assert np.interp(b, x, y) == sum(a == t for a, t in zip(answers, targets, strict=True)), b


@pytest.mark.parametrize("b", BIAS.values())
def test_the_titles_the_facts_and_the_curves_agree(b):
    titles = [axes.get_title() for axes in draw(NUMBERS["bias"], NUMBERS["right"], b=b).axes[:2]]
    told = facts(b)
    assert titles == [f"AND: {told['now_and']} of 4 right", f"XOR: {told['now_xor']} of 4 right"]
    assert NUMBERS["right"][:, BIAS.values().index(b)].tolist() == [told["now_and"], told["now_xor"]]
