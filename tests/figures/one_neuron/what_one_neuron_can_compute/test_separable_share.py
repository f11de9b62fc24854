"""How many truth tables one neuron computes: the counts by trying weights equal those of linear programs."""

from itertools import product

import numpy as np
import pytest
from scipy.optimize import linprog

from figures.one_neuron.what_one_neuron_can_compute.separable_share import experiment, separable_tables


@pytest.mark.parametrize("inputs", [1, 2, 3])
def test_trying_weights_finds_every_table_for_which_a_linear_program_finds_a_line(inputs):
    corners = np.column_stack([np.array(list(product([0, 1], repeat=inputs))), np.ones(2**inputs)])
    count = 0
    for table in product([-1, 1], repeat=2**inputs):
        demands = np.array(table)[:, None] * corners
        found = linprog(np.zeros(inputs + 1), A_ub=-demands, b_ub=-np.ones(len(corners)), bounds=(None, None))
        count += found.success
    assert separable_tables(inputs) == count


def test_with_four_inputs_the_count_is_the_known_number_of_threshold_functions():
    assert separable_tables(4) == 1882  # OEIS A000609


def test_only_xor_and_its_opposite_are_missing_with_two_inputs_and_nearly_all_with_four(numbers_of):
    facts = numbers_of(experiment)
    corners = np.column_stack([np.array(list(product([0, 1], repeat=2))), np.ones(4)])
    missing = []
    for table in product([0, 1], repeat=4):
        demands = (2 * np.array(table) - 1)[:, None] * corners
        found = linprog(np.zeros(3), A_ub=-demands, b_ub=-np.ones(4), bounds=(None, None))
        if found.status == 2:  # infeasible
            missing.append(table)
    assert missing == [(0, 1, 1, 0), (1, 0, 0, 1)] and facts["missing_of_2"] == 2
    assert facts["share"]["of_1"] == 1 and facts["share"]["of_4"] < 0.03
