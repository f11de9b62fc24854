"""The bars are the notebook's own numbers; what is equal to the last bit is a ring, and another formula sticks out."""

import copy
import sys
import warnings
from importlib.util import find_spec

import numpy as np
import pytest

from figures.frameworks.the_same_network_everywhere.frameworks_agree import (
    EDGE,
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


def bars(axes):
    return {round(bar.get_y() + bar.get_height() / 2, 2): bar for bar in axes.patches}


@pytest.mark.parametrize("difference", KINDS)
def test_each_bar_ends_at_the_difference_that_the_notebook_found(found, difference):
    for axes, each in zip(draw(found["gaps"], difference=difference).axes, found["gaps"].values(), strict=True):
        drawn = bars(axes)
        assert len(drawn) == len(each) * len(GROUPS)
        for row, group in enumerate(GROUPS):
            for place, name in enumerate(FRAMEWORKS):
                if name in each and (size := each[name][group][difference]):
                    bar = drawn[round(row + 0.26 * (place - 1), 2)]
                    assert bar.get_x() + bar.get_width() == pytest.approx(size, rel=1e-9)


def test_what_is_equal_to_the_last_bit_is_a_ring_and_no_bar(found):
    gaps = copy.deepcopy(found["gaps"])
    for name in gaps["float32"]:
        gaps["float32"][name]["loss"] = dict.fromkeys(KINDS, 0.0)
    axes = draw(gaps).axes[1]
    rings = [line.get_xdata()[0] for line in axes.lines if line.get_marker() == "o"]
    assert len(rings) >= len(gaps["float32"]) and set(rings) == {EQUAL}
    assert {bar.get_width() for place, bar in bars(axes).items() if round(place) == 1} == {0}


@pytest.mark.parametrize("difference", KINDS)
def test_every_bar_ends_inside_the_panel(found, difference):
    for axes in draw(found["gaps"], difference=difference).axes:
        low, high = axes.get_xlim()
        ends = np.array([bar.get_x() + bar.get_width() for bar in axes.patches])
        assert low == EDGE and (ends < high / 1.2).all()
        seen = ends[ends > 2 * EDGE]
        assert (seen > 10 * EQUAL).all(), "no bar hides behind the rings"


def test_another_formula_sticks_out_and_the_cause_is_named(found):
    assert found["other_epsilon"]["float64"] > 1e6 * found["worst"]["float64"]
    assert found["other_epsilon"]["float32"] > 100 * found["worst"]["float32"]
    assert found["cause_of_other_epsilon"] == "another formula"


def test_rounding_shrinks_by_about_the_ratio_of_the_spacings(found):
    assert 2**-32 < found["worst"]["float64"] / found["worst"]["float32"] < 2**-26


def test_the_caption_names_what_is_drawn():
    assert [facts(difference)["kind_now"] for difference in KINDS] == list(KINDS)
