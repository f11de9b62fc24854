"""OR and NAND together are XOR, and the band is where both say 1."""

import numpy as np

from figures.networks.solving_xor.xor_two_lines import B, W, experiment
from figures.neural.datasets import gate


def test_the_hidden_units_are_or_and_nand_and_the_output_is_xor(numbers_of):
    facts = numbers_of(experiment)
    np.testing.assert_array_equal(facts["hidden"].T, [gate("OR")[1], gate("NAND")[1]])
    np.testing.assert_array_equal(facts["answers"], gate("XOR")[1])
    assert facts["rows_right"] == 4 and facts["units"] == 2


def test_both_units_say_1_on_the_ones_of_xor_only():
    x, y = gate("XOR")
    np.testing.assert_array_equal((x @ W + B > 0).all(axis=1), y == 1)
