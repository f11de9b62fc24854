"""Units of the first layer part the plane by a straight line, those of the second do not; the page ends alike."""

import re
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from figures.examples.playground.units_part_xor import SETTINGS, draw, experiment
from figures.neural import Array
from figures.plane.separability import is_separable
from figures.style import colours
from tests.figures.playground.browser import ROOT, in_node


@pytest.fixture(scope="module")
def numbers(numbers_of: Callable[..., dict[str, Any]]) -> dict[str, Any]:
    return numbers_of(experiment)


def parted_by_a_line(side: Array, answer: Array) -> bool:
    plane = np.stack(np.meshgrid(side, side), axis=-1)[::2, ::2].reshape(-1, 2)
    return bool(is_separable(plane, (answer[::2, ::2].ravel() > 0).astype(int)))


def test_the_first_four_lines_are_straight_and_the_others_bent(numbers: dict[str, Any]) -> None:
    straight = [parted_by_a_line(numbers["side"], answer) for answer in numbers["answers"]]
    assert straight == [True] * 4 + [False] * 3


def test_the_weights_put_the_maps_together(numbers: dict[str, Any]) -> None:
    """What a unit gets but for its bias is the maps before it times the weights drawn to it."""
    of_units, of_output = numbers["to_second"], numbers["to_output"]
    maps = numbers["answers"].astype(float)
    second = [np.arctanh(each) for each in maps[4:6]]
    for z, weights, before in ((second[0], of_units[:, 0], maps[:4]), (second[1], of_units[:, 1], maps[:4]),
                               (maps[6], of_output[:, 0], maps[4:6])):  # fmt: skip
        rest = z - np.tensordot(weights, before, axes=1)
        assert np.ptp(rest) < 1e-3


def test_a_line_says_by_ink_and_dashes_whether_a_weight_is_negative_and_by_width_how_large_it_is(
    numbers: dict[str, Any],
) -> None:
    (axes,) = draw(**{name: numbers[name] for name in ("side", "answers", "x", "y", "to_second", "to_output")}).axes
    lines = [line for line in axes.lines if line.get_marker() == "None"]
    weights = np.concatenate([numbers["to_second"].ravel(), numbers["to_output"].ravel()])
    looks = [(line.get_color(), line.get_linestyle()) for line in lines]
    assert looks == [(colours.CLASS_1, "-") if w > 0 else (colours.CLASS_0, "--") for w in weights]
    widths = [line.get_linewidth() for line in lines]
    assert np.array_equal(np.argsort(widths), np.argsort(np.abs(weights)))
    assert np.argmax(widths) == len(widths) - 1  # from the map with two lines to the output


def test_every_test_example_is_right(numbers: dict[str, Any]) -> None:
    assert numbers["right"] == numbers["tested"] == 100


def test_the_link_beside_it_leads_to_the_same_run(numbers: dict[str, Any]) -> None:
    page = (ROOT / "docs/examples/playground.md").read_text(encoding="utf-8")
    (query,) = re.findall(r"units_part_xor\.steps \}\} steps\]\(playground\.md\?([^)]*)\)", page)
    (there,) = in_node([{"query": query}])
    assert {name: there["recipe"][name] for name in SETTINGS} == SETTINGS
    assert there["test"]["loss"] == numbers["loss"]
