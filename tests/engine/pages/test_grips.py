"""Which marks can be taken hold of: those that a page names, where they follow the control that it names."""

import json

import pytest

from figures.engine.pages.grips import grips, kind_of, moving, wishes
from figures.engine.project.faults import FigureError

CONTROLS = {name: {"kind": kind} for name, kind in {"w": "Slider", "step": "Steps", "way": "Choice"}.items()}
DOT = '<use x="{}" y="3" href="#dot" />'
LINE = '<path d="M0 {}L9 9" style="fill:none;stroke:red" />'
BAR = '<path d="M0 0l5 0 0 {} -5 0z" style="fill:red" />'


def frames(*slots: tuple[list[int], list[str]]) -> str:
    """As they are kept, without what nobody asks for here."""
    return json.dumps({"slots": [{"by": by, "marks": marks} for by, marks in slots]})


def drawn(form: str, *values: int) -> list[str]:
    return [form.format(value) for value in values]


def test_a_wish_names_marks_of_its_kind_that_follow_its_control() -> None:
    both = [DOT.format(number) + LINE.format(number) for number in (1, 2)]
    kept = frames(([0], drawn(LINE, 1, 2)), ([0], both), ([1], drawn(DOT, 1, 2)), ([0], drawn(BAR, 1, 2)))
    for kind, wanted in {"point": "w=1:0", "line": "w=0:0 1:1", "shape": "w=3:0"}.items():
        assert grips("one", [(kind, ("w",))], CONTROLS, kept) == wanted
    assert grips("one", [("point", ("w",)), ("point", ("step",))], CONTROLS, kept) == "w=1:0;step=2:0"


def test_marks_that_follow_other_controls_too_are_left_where_there_are_better_ones() -> None:
    both = ([0, 1], drawn(DOT, 1, 2))
    assert grips("one", [("point", ("w",))], CONTROLS, frames(both, ([0], drawn(DOT, 1, 2)))) == "w=1:0"
    assert grips("one", [("point", ("w",))], CONTROLS, frames(both)) == "w=0:0"
    assert grips("one", [("point", ("w", "step"))], CONTROLS, frames(both)) == "w+step=0:0"


def test_what_changes_its_look_alone_does_not_move() -> None:
    red, blue = DOT.format(1), DOT.format(1).replace("#dot", "#square")
    assert moving([red, blue]) == {}
    assert moving([red + DOT.format(4), blue + DOT.format(5)]) == {1: "point"}
    assert moving([red, red + red]) == {}  # which of them is the first one now, nobody knows
    assert moving([red, "", DOT.format(2)]) == {0: "point"}
    assert [kind_of(form) for form in (DOT, LINE, BAR, BAR.replace("red", "none"))] == [
        "point",
        "line",
        "shape",
        "shape",
    ]


@pytest.mark.parametrize(
    ("asked", "told"),
    {
        ("point", ("v",)): "unknown control of figure one: 'v'; there are w, step, way",
        ("point", ("way",)): "control way of figure one has no way to go; drag a Slider or Steps",
        ("shape", ("w",)): "no shape of figure one moves with w; line and point does",
        ("point", ("step",)): "no point of figure one moves with step; nothing does",
    }.items(),
)
def test_a_wish_that_cannot_be_is_told(asked: tuple[str, tuple[str, ...]], told: str) -> None:
    with pytest.raises(FigureError, match=told):
        grips("one", [asked], CONTROLS, frames(([0], [DOT.format(k) + LINE.format(k) for k in (1, 2)])))


@pytest.mark.parametrize("drag", ["w", {"dot": "w"}, {"point": ""}, {"point": 3}, {"point": [["w"]]}])
def test_an_option_of_another_form_is_told_with_its_figure(drag: object) -> None:
    with pytest.raises(ValueError, match="expected drag as"):
        wishes(drag)
