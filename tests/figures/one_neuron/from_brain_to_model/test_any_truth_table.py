"""Every truth table, by row units: all tables with two and three inputs, by Python's own logic; loops remember."""

from itertools import product

import numpy as np
import pytest

from figures.one_neuron.from_brain_to_model.any_truth_table import ROWS, answer, draw, experiment, facts, fires


@pytest.mark.parametrize("inputs", [1, 2, 3])
def test_the_units_compute_every_table(inputs):
    rows = np.array(list(product([0, 1], repeat=inputs)))
    for table in product([0.0, 1.0], repeat=2**inputs):
        listed = dict(zip(map(tuple, rows.tolist()), table, strict=True))
        assert [answer(np.array(x, float), np.array(table), rows) for x in listed] == list(listed.values())


def test_a_row_unit_fires_at_its_row_alone():
    np.testing.assert_array_equal([fires(row.astype(float)) for row in ROWS], np.eye(4))


def test_the_sixteen_tables_are_all_different_and_6_is_exclusive_or(numbers_of):
    tables = numbers_of(experiment)["tables"]
    assert len({tuple(row) for row in tables.tolist()}) == numbers_of(experiment)["count"] == 16
    for x1, x2 in product([False, True], repeat=2):
        assert facts(tables, 6.0, x1, x2)["answer"] == int(x1 ^ x2)
        assert facts(tables, 1.0, x1, x2)["answer"] == int(x1 and x2)
        assert facts(tables, 7.0, x1, x2)["answer"] == int(x1 or x2)


def test_what_fires_is_filled(numbers_of):
    tables = numbers_of(experiment)["tables"]
    (axes,) = draw(tables, table=6.0, x1=False, x2=True).axes
    dots = [line for line in axes.lines if line.get_marker() == "o"]
    assert [dot.get_markerfacecolor() == dot.get_markeredgecolor() for dot in dots] == [
        False, True, False, True, False, False, True]  # fmt: skip
