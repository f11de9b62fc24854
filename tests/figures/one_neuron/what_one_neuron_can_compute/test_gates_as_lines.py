"""AND, OR, NAND and NOT are lines; XOR is none, and a linear program says so."""

import numpy as np
import pytest
from scipy.optimize import linprog

from figures.neural.datasets import gate
from figures.neural.perceptron import predict
from figures.one_neuron.what_one_neuron_can_compute.gates_as_lines import BIASES, WEIGHTS, experiment


def line_exists(x, y):
    demands = (2 * y - 1)[:, None] * np.column_stack([x, np.ones(len(x))])
    return linprog(np.zeros(demands.shape[1]), A_ub=-demands, b_ub=-np.ones(len(x)), bounds=(None, None)).status


@pytest.mark.parametrize("name", ["AND", "OR", "NAND", "NOT"])
def test_the_weights_of_a_gate_give_its_truth_table(name, numbers_of):
    x, y = gate(name)
    np.testing.assert_array_equal(predict(x, np.array(WEIGHTS[name]), BIASES[name]), y)
    assert numbers_of(experiment)["right"][name] == len(y)


@pytest.mark.parametrize("name", ["AND", "OR", "NAND", "NOT"])
def test_every_line_lies_halfway_between_the_corners_that_it_parts(name):
    x, _ = gate(name)
    z = x @ np.array(WEIGHTS[name]) + BIASES[name]
    assert z[z > 0].min() == -z[z < 0].max() == 0.5


def test_a_linear_program_finds_a_line_for_and_or_nand_and_proves_that_xor_has_none():
    solved, infeasible = 0, 2
    assert [line_exists(*gate(name)) for name in ("AND", "OR", "NAND", "XOR")] == [solved, solved, solved, infeasible]


def test_the_diagonals_of_xor_cross():
    x, y = gate("XOR")
    np.testing.assert_array_equal(x[y == 0].mean(axis=0), x[y == 1].mean(axis=0))


def test_the_switch_of_not_is_where_its_sum_is_zero(numbers_of):
    assert WEIGHTS["NOT"][0] * numbers_of(experiment)["switch"] + BIASES["NOT"] == 0
