"""Reverse is cheaper exactly where there are fewer outputs than inputs; the counts are those of the formulas."""

import numpy as np
import pytest

from figures.learning.forward_and_reverse import forward_or_reverse as figure


@pytest.fixture(scope="module")
def run(numbers_of):
    return numbers_of(figure.experiment)


def test_the_counted_multiplications_are_those_of_the_formulas(run):
    h = run["hidden"]
    for i, n in enumerate(map(int, figure.SIZES)):
        for j, m in enumerate(map(int, figure.SIZES)):
            forward, reverse = run["cost"][i, j]
            assert (forward, reverse) == (n * h * h + n * h * m, h * h * m + n * h * m)
            assert forward - reverse == h * h * (n - m)


def test_both_orders_give_the_same_product(run):
    assert run["apart"] < 1e-12
    one = figure.both_orders(4, 2)
    assert one["pushed"].shape == (4, 2)


def test_the_cheaper_one_begins_at_the_narrow_end(run):
    for inputs, outputs, word in (("32", "1", "reverse"), ("1", "32", "forward"), ("8", "8", "same")):
        assert word in figure.facts(run["cost"], inputs, outputs)["verdict"]


def test_for_a_loss_of_32_inputs_forward_is_more_than_ten_times_as_dear(run):
    assert run["loss"]["ratio"] == pytest.approx(run["loss"]["forward"] / run["loss"]["reverse"])
    assert 11 < run["loss"]["ratio"] < 12 and np.argmin(run["cost"][-1, 0]) == 1
