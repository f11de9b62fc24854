"""NumPy loses digits across the memory and nowhere else; nobody is off by more than the bound of one by one."""

import math

import numpy as np
import pytest

from figures.frameworks.where_frameworks_part.million_added_up import EDGE, LIBRARIES, draw

EPS = 2.0**-23


@pytest.fixture(scope="module")
def facts(facts_of):
    return facts_of("million_added_up")


def test_the_exact_sum_is_a_million_times_what_single_precision_makes_of_a_tenth(facts):
    assert facts["exact"] == pytest.approx(facts["n"] * float(np.float32(0.1)), rel=1e-15)


def test_across_the_memory_numpy_is_the_worst_and_adds_one_after_the_other(facts):
    across = facts["worst"]["equal"]["across"]
    assert max(across, key=across.get) == "NumPy"
    one_by_one = np.cumsum(np.full(facts["n"], 0.1, "float32"), dtype="float32")[-1]  # cumsum adds one after the other
    assert facts["sum"] == float(one_by_one)
    assert across["NumPy"] == pytest.approx(abs(float(one_by_one) / facts["exact"] - 1), rel=1e-6)


def test_along_the_memory_numpy_adds_in_pairs(facts):
    """A sum in blocks of 128 and pairs of them is off by at most the number of levels and what a block loses."""
    for kind in ("equal", "random"):
        assert facts["worst"][kind]["along"]["NumPy"] < (128 / 8 + math.log2(facts["n"] / 128)) * EPS


def test_no_sum_is_off_by_more_than_the_bound_of_adding_one_by_one(facts):
    for ways in facts["worst"].values():
        for found in ways.values():
            assert all(0 <= error < facts["n"] * EPS for error in found.values())


def test_a_wider_sum_mends_the_deviation(facts):
    assert facts["deviation"]["narrow"] > 1e-5 and facts["deviation"]["wide"] < 1e-9


def test_each_mark_stands_at_the_error_of_the_library_named_beside_it(facts):
    for kind, ways in facts["worst"].items():
        (axes,) = draw(facts["worst"], numbers=kind).axes
        marks = {line.get_ydata()[0]: line.get_xdata()[0] for line in axes.lines if len(line.get_xdata()) == 1}
        names = {text.get_position()[1]: text.get_text() for text in axes.texts if text.get_text() in LIBRARIES}
        drawn = [(names[height], error) for height, error in sorted(marks.items())]
        told = [pair for way in ("along", "across") for pair in ways[way].items()]
        assert drawn == [(name, max(error, EDGE)) for name, error in told]
