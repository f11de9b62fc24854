"""Units of the first layer part the plane by a straight line, those of the second do not; the page ends alike."""

import re
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from figures.examples.playground.units_part_xor import SETTINGS, experiment
from figures.neural import Array
from figures.plane.separability import is_separable
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


def test_every_test_example_is_right(numbers: dict[str, Any]) -> None:
    assert numbers["right"] == numbers["tested"] == 100


def test_the_link_beside_it_leads_to_the_same_run(numbers: dict[str, Any]) -> None:
    page = (ROOT / "docs/examples/playground.md").read_text(encoding="utf-8")
    (query,) = re.findall(r"units_part_xor\.steps \}\} steps\]\(playground\.md\?([^)]*)\)", page)
    (there,) = in_node([{"query": query}])
    assert {name: there["recipe"][name] for name in SETTINGS} == SETTINGS
    assert there["test"]["loss"] == numbers["loss"]
