"""The least is held near the root of the depth; it is one below D/k + k there; the gradient stays what it was."""

import numpy as np
import pytest

from figures.learning.forward_and_reverse import checkpoints_on_the_way as figure


@pytest.fixture(scope="module")
def run(numbers_of):
    return numbers_of(figure.experiment)


def test_the_root_of_the_depth_is_the_best_length_of_a_piece(run):
    root = round(np.sqrt(run["depth"]))
    assert root**2 == run["depth"] and run["most"][root - 1] == run["most"].min() == run["at_the_root"] == 2 * root - 1
    assert run["most"][0] == run["most"][-1] == run["plain"] == run["depth"]


def test_where_pieces_are_equal_the_most_that_is_held_is_the_formula_less_one(run):
    for every in (1, 2, 3, 4, 6, 9, 12, 18, 36):
        assert run["most"][every - 1] == run["depth"] // every + every - 1


def test_the_gradient_is_the_same_to_the_last_digits_and_costs_one_more_forward_pass(run):
    assert run["apart"] < 1e-13 and run["forward"] == 2


def test_what_is_drawn_is_never_more_than_what_is_said_to_be_held(run):
    for every in (1, 5, 6, 36):
        rows = run["held"][every - 1]
        times = np.arange(0, 3 * run["depth"], 0.5) + 0.25
        at_once = [(int(((rows[:, 1] <= t) & (t < rows[:, 2])).sum())) for t in times]
        assert max(at_once) == run["most"][every - 1]
