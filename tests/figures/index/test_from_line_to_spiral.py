"""The claims of the home page about its figure."""

import numpy as np
import pytest
from scipy.optimize import linprog

from figures.index.from_line_to_spiral import experiment


def test_no_line_separates_the_spiral_arms(numbers_of) -> None:
    numbers = numbers_of(experiment)
    side = 2.0 * numbers["y"] - 1
    rows = -side[:, None] * np.column_stack([numbers["x"], np.ones(len(side))])  # −side (x·w + b) ≤ −1
    program = linprog(np.zeros(3), A_ub=rows, b_ub=-np.ones(len(side)), bounds=(None, None))
    assert program.status == 2  # infeasible


def test_one_neuron_guesses_three_bend_and_two_layers_are_always_right(numbers_of) -> None:
    right = numbers_of(experiment)["right"]
    assert right["line"] == pytest.approx(0.5, abs=0.05)
    assert right["line"] + 0.2 < right["bend"] < right["spiral"] == 1.0


def test_the_border_of_one_neuron_is_straight(numbers_of) -> None:
    line = numbers_of(experiment)["logits"][0]
    for axis in (0, 1):
        np.testing.assert_allclose(np.diff(line, n=2, axis=axis), 0, atol=1e-12)
