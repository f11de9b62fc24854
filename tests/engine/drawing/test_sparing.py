"""What is spared changes nothing: each stand-in gives what Matplotlib's own gives."""

import copy
from itertools import product
from typing import Any

import numpy as np
import pytest
from matplotlib import RcParams, rcParams
from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.figure import Figure
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


def test_a_face_is_looked_for_among_its_family_and_is_the_one_that_is_found_among_all() -> None:
    now = tuple(str(rcParams[f"font.{key}"]) for key in ("family", "sans-serif"))
    families = [
        "sans-serif",
        "monospace",
        "cmr10",
        ["no such face", "DejaVu Serif"],
        "DejaVu Sans Mono",
        "no such face",
    ]
    for number, (family, style) in enumerate(product(families, ("normal", "italic"))):
        asked = FontProperties(family=family, style=style, size=sparing.ANY_SIZE), "ttf", None, True, True
        found = sparing._find_face(fontManager, *asked, (*now, f"ours {number}"))  # what it is kept by
        assert found == sparing._find(fontManager, *asked, (*now, f"theirs {number}"))


def test_settings_are_read_as_matplotlib_reads_them_but_for_the_choice_of_a_backend() -> None:
    ours = type("Ours", (RcParams,), {"__getitem__": dict.__getitem__})()
    ours._update_raw(rcParams)
    assert {key: ours[key] for key in rcParams} == {key: rcParams[key] for key in rcParams}
    with pytest.raises(KeyError):
        ours["no such setting"]


def places(shared: str) -> tuple[list[Any], int]:
    """Limits, axes and labels of a drawing, and how often an axis looked for its ticks."""
    figure = Figure(figsize=(4, 3), layout="constrained")
    for number, axes in enumerate(figure.subplots(2, 2, sharex=shared, sharey=shared).flat):
        axes.plot([0, 10 ** (3 * number)], [-1, 10**number])
        axes.set(xlabel="across", ylabel="up", title="title")
    figure.align_labels()
    figure.axes[0].xaxis.set_ticks_position("top")
    figure.axes[0].xaxis.set_label_position("top")
    looked: list[int] = []
    for axes in figure.axes:
        locate = axes.xaxis.get_majorticklocs
        axes.xaxis.get_majorticklocs = lambda locate=locate: looked.append(1) or locate()
    figure.draw(RendererAgg(400, 300, 100))
    found: list[Any] = []
    for axes in figure.axes:
        found += [axes.viewLim.extents, axes.get_position().extents]
        found += [axis.label.get_position() for axis in (axes.xaxis, axes.yaxis)]
    return found, len(looked)


@pytest.mark.parametrize("shared", ["none", "all"])
def test_axes_that_look_for_their_ticks_once_put_labels_and_limits_where_others_do(
    shared: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    theirs, often = places(shared)
    monkeypatch.setattr(Axes, "_unstale_viewLim", sparing._find_limits_where_stale)
    for name, stand_in in (("_update_ticks", sparing._ticks_once), ("_get_ticklabel_bboxes", sparing._boxes_once)):
        monkeypatch.setattr(Axis, name, stand_in)
    for name in ("draw", "get_tightbbox"):
        monkeypatch.setattr(Axis, name, sparing._looking_once(getattr(Axis, name)))
    ours, seldom = places(shared)
    assert seldom < often
    for mine, yours in zip(ours, theirs, strict=True):
        np.testing.assert_array_equal(mine, yours)
