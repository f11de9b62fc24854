"""The marks are the notebook's own numbers; what is equal to the last bit is hollow, and another formula sticks out."""

import copy
import sys
import warnings
from importlib.util import find_spec

import numpy as np
import pytest

from figures.frameworks.the_same_network_everywhere.frameworks_agree import (
    EQUAL,
    FRAMEWORKS,
    GROUPS,
    KINDS,
    draw,
    experiment,
    facts,
)

if any(find_spec(library) is None for library in ("tensorflow", "torch", "jax")):
    pytest.skip("the figure compares four: pip install -r requirements-frameworks.txt", allow_module_level=True)


@pytest.fixture(scope="module")
def found(numbers_of):
    wide = "jax" in sys.modules and sys.modules["jax"].config.jax_enable_x64
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what the frameworks do while they are imported is not ours to mend
        numbers = numbers_of(experiment)
    yield numbers
    if jax := sys.modules.get("jax"):  # the notebook switches JAX to double precision
        jax.config.update("jax_enable_x64", wide)


def marks(axes):
    """Of each mark: its place, by height, the sort and whether it is filled."""
    rows = range(len(GROUPS))
    lines = [line for line in axes.lines if len(line.get_xdata()) == 1]
    heights = {round(row + 0.24 * (place - 1), 2) for row in rows for place in range(len(FRAMEWORKS))}
    found = {}
    for line in lines:
        if (height := round(line.get_ydata()[0], 2)) in heights:
            filled = line.get_markerfacecolor() == line.get_color()
            found[height] = (line.get_xdata()[0], line.get_color(), line.get_marker(), filled)
    return found


@pytest.mark.parametrize("difference", KINDS)
def test_each_mark_stands_at_the_difference_that_the_notebook_found(found, difference):
    for axes, each in zip(draw(found["gaps"], difference=difference).axes, found["gaps"].values(), strict=True):
        drawn = marks(axes)
        assert len(drawn) == len(each) * len(GROUPS)
        for row, group in enumerate(GROUPS):
            for place, name in enumerate(FRAMEWORKS):
                if name in each:
                    size = each[name][group][difference]
                    assert drawn[round(row + 0.24 * (place - 1), 2)] == (size or EQUAL, *FRAMEWORKS[name], size > 0)


def test_what_is_equal_to_the_last_bit_is_a_hollow_mark_at_the_left(found):
    gaps = copy.deepcopy(found["gaps"])
    for name in gaps["float32"]:
        gaps["float32"][name]["loss"] = dict.fromkeys(KINDS, 0.0)
    drawn = marks(draw(gaps).axes[1])
    hollow = {height: mark for height, mark in drawn.items() if not mark[3]}
    assert {height for height in drawn if round(height) == 1} <= set(hollow)
    assert {mark[0] for mark in hollow.values()} == {EQUAL}


@pytest.mark.parametrize("difference", KINDS)
def test_every_mark_stands_inside_the_panel_and_none_beside_the_hollow_ones(found, difference):
    for axes in draw(found["gaps"], difference=difference).axes:
        low, high = axes.get_xlim()
        places = np.array([mark[0] for mark in marks(axes).values() if mark[3]])
        assert low < EQUAL and (places < high / 1.2).all()
        assert (places > 10 * EQUAL).all()


def test_another_formula_sticks_out_and_the_cause_is_named(found):
    assert found["other_epsilon"]["float64"] > 1e6 * found["worst"]["float64"]
    assert found["other_epsilon"]["float32"] > 100 * found["worst"]["float32"]
    assert found["cause_of_other_epsilon"] == "another formula"


def test_rounding_shrinks_by_about_the_ratio_of_the_spacings(found):
    assert 2**-32 < found["worst"]["float64"] / found["worst"]["float32"] < 2**-26


def test_the_caption_names_what_is_drawn():
    assert [facts(difference)["kind_now"] for difference in KINDS] == list(KINDS)
