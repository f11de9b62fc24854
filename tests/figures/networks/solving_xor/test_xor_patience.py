"""Stuck is stuck: the share does not grow after 500 steps, and the losses sit on the three levels of the page.

A run leaves a level when rounding lets it: another processor gives a few seeds other ends, so the bounds are bands.
"""

import numpy as np
import pytest
from scipy.optimize import minimize_scalar

from figures.networks.solving_xor.xor_patience import LEVELS, SOLVED, STEPS, experiment


@pytest.fixture(scope="module")
def facts(numbers_of):
    return numbers_of(experiment)


def test_ten_times_as_many_steps_solve_hardly_any_more(facts):
    assert facts["late_gain"] < 0.03 and facts["late_won"] < 0.03 and facts["more_steps"] == "hardly any"
    assert facts["longest"] == 10 * facts["tenth"] == STEPS[-1]


def test_one_neuron_never_solves_xor_and_two_units_sometimes(facts):
    assert facts["last"]["one_neuron"] == 0
    assert 0.1 < facts["last"]["relu"] < facts["last"]["tanh"] < 0.6


def test_seeds_that_have_not_solved_xor_sit_on_the_three_levels_but_for_a_few_on_their_way_between(facts):
    stuck = facts["final"][facts["final"] >= SOLVED]
    strays = stuck[np.abs(stuck[:, None] - LEVELS).min(axis=1) >= 0.01]
    assert len(stuck) > 100 and len(strays) <= 0.02 * len(stuck)
    assert facts["at_levels"] == pytest.approx(1 - len(strays) / len(stuck)) and np.all(strays < LEVELS[2])


def test_of_the_relu_networks_with_one_answer_to_all_rows_some_are_dead_and_some_are_not(facts):
    assert 0 < facts["dead"] < facts["all_alike"]
    at_log_2 = np.abs(facts["final"][0] - np.log(2)) < 0.01
    assert facts["all_alike"] == at_log_2.sum()


@pytest.mark.parametrize(("level", "ones", "zeros"), [(0, 1, 1), (1, 2, 1), (2, 2, 2)])
def test_the_levels_are_the_least_losses_of_rows_that_get_one_answer(level, ones, zeros):
    best = minimize_scalar(lambda p: (-ones * np.log(p) - zeros * np.log(1 - p)) / 4, bounds=(0.01, 0.99))
    assert best.fun == pytest.approx(LEVELS[level], abs=1e-8)
