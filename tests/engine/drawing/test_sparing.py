"""What is spared changes nothing: each stand-in gives what Matplotlib's own gives."""

import copy
from typing import Any

import numpy as np
import pytest
from matplotlib import rcParams
from matplotlib.font_manager import FontProperties, fontManager
from matplotlib.lines import Line2D
from matplotlib.markers import MarkerStyle
from matplotlib.transforms import Affine2D

from figures.engine.drawing import sparing


@pytest.mark.parametrize("marker", ["o", "+", "None", (5, 1), "$x$", MarkerStyle("s", transform=Affine2D().scale(3))])
def test_a_copied_marker_looks_like_a_deep_copy_and_a_later_change_of_the_copy_leaves_the_first_alone(
    marker: Any,
) -> None:
    first = MarkerStyle(marker)
    ours, theirs = (object.__new__(MarkerStyle) for _ in range(2))
    vars(ours).update(sparing._parts_of_marker(vars(first)))
    vars(theirs).update(copy.deepcopy(vars(first)))
    before = first.get_transform().get_matrix()
    for mine, yours in ((ours, theirs), (ours.rotated(deg=30), theirs.rotated(deg=30))):
        np.testing.assert_array_equal(mine.get_path().vertices, yours.get_path().vertices)
        np.testing.assert_array_equal(mine.get_transform().get_matrix(), yours.get_transform().get_matrix())
    if ours._user_transform is not None:
        ours._user_transform.rotate_deg(30)
    np.testing.assert_array_equal(first.get_transform().get_matrix(), before)


def test_the_size_of_a_label_never_decides_its_face() -> None:
    now = tuple(str(rcParams[f"font.{key}"]) for key in ("family", "sans-serif"))
    for family in ("sans-serif", "serif", "monospace"):
        for weight in (400, 700):
            for size in (4, 10.5, "large", 60):
                asked = FontProperties(family=family, weight=weight, size=size), "ttf", None, True, True, now
                assert sparing._find_face(fontManager, *asked) == sparing._find(fontManager, *asked)


def test_who_listens_to_an_artist_is_told_and_who_does_not_costs_no_word() -> None:
    line = Line2D([0], [0])
    heard: list[Any] = []
    sparing._tell_those_who_hear(line)
    line.add_callback(heard.append)
    sparing._tell_those_who_hear(line)
    assert heard == [line]
