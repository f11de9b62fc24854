"""Controls and colours: what an author declares by type, and what is said of a wrong declaration."""

import json
import re
from dataclasses import asdict
from html import unescape
from types import ModuleType
from typing import Annotated, Any

import numpy as np
import pytest

from figures.engine import Choice, Colour, Slider, Steps, Toggle
from figures.engine.drawing.colour import named_colours
from figures.engine.drawing.contract import check_signatures
from figures.engine.drawing.controls import Control, controls_of
from figures.engine.pages.panel import panel
from figures.engine.project.faults import FigureError


def test_controls_are_found_by_parameter_in_their_order() -> None:
    def draw(
        x: float,
        *,
        w: Annotated[float, Slider(-1, 1, 0.5, symbol="w")] = 0.5,
        plain: int = 1,
        kind: Annotated[str, "a note", Choice("a", "b")] = "b",
        on: Annotated[bool, Toggle()] = False,
        step: Annotated[int, Steps(2)] = 0,
    ) -> None: ...

    found = controls_of(draw)
    assert list(found) == ["w", "kind", "on", "step"]
    assert found["w"] == Slider(-1, 1, 0.5, symbol="w")


@pytest.mark.parametrize(
    ("control", "values"),
    [
        (Slider(-1, 1, 0.5), [-1, -0.5, 0, 0.5, 1]),
        (Slider(0, 0.3, 0.1), [0, 0.1, 0.2, 0.3]),  # not 0.30000000000000004
        (Choice("a", "b"), ["a", "b"]),
        (Toggle(), [False, True]),
        (Steps(3), [0, 1, 2, 3]),
    ],
)
def test_a_control_knows_all_its_settings(control: Control, values: list[Any]) -> None:
    assert control.values() == values
    assert control.fault() is None


@pytest.mark.parametrize(
    ("control", "default", "fault"),
    [
        (Slider(1, 1, 0.1), 1, "control w: expected low < high, got 1 and 1"),
        (Slider(0, 1, 0.3), 0.3, "control w: step 0.3 does not divide the range 0 to 1 evenly"),
        (Slider(0, 1, 0), 0.0, "control w: step 0 does not divide the range 0 to 1 evenly"),
        (Slider(0, 1, -0.5), 0.0, "control w: step -0.5 does not divide the range 0 to 1 evenly"),
        (Slider(0, 1, 0.5), 0.2, "control w: the default 0.2 is not one of its settings"),
        (Slider(0, 1, 0.5), 2, "control w: the default 2 is not one of its settings"),
        (Choice("a"), "a", "control w: expected two or more different options, got ('a',)"),
        (Choice("a", "a"), "a", "control w: expected two or more different options, got ('a', 'a')"),
        (Choice("a", "b"), "c", "control w: the default 'c' is not one of its settings"),
        (Steps(0), 0, "control w: expected at least one step, got last = 0"),
        (Steps(2), 3, "control w: the default 3 is not one of its settings"),
        (Steps(1, says="ab"), 0, "control w: expected says as a list of texts, got 'ab'"),
        (Steps(1, says=3), 0, "control w: expected says as a list of texts, got 3"),  # type: ignore[arg-type]
        (
            Steps(1, says=np.array(["a", "b"])),  # type: ignore[arg-type]
            0,
            "control w: expected says as a list of texts, got array(['a', 'b'], dtype='<U1')",
        ),
        (Steps(1, says=["a", 2]), 0, "control w: expected each text of says in one line, got 2"),  # type: ignore[list-item]
        (Steps(1, says=["a", " "]), 0, "control w: expected each text of says in one line, got ' '"),
        (Steps(1, says=["a", "b\nc"]), 0, "control w: expected each text of says in one line, got 'b\\nc'"),
        (Steps(2, says=["a", "b"]), 0, "control w: expected 3 texts in says, one for each of 0 to 2, got 2"),
        (Steps(2, says=[]), 0, "control w: expected 3 texts in says, one for each of 0 to 2, got 0"),
        (
            Steps(1, says=["a", "b"], unit="s"),
            0,
            "control w: a unit follows a number, and says has words for it; leave one of them out",
        ),
        (Toggle(), 2, "control w: the default 2 is not one of its settings"),
        (Slider("0", 4, step=1), 0, "control w: expected low as a number, got '0'"),  # type: ignore[arg-type]
        (Slider(0, "4", step=1), 0, "control w: expected high as a number, got '4'"),  # type: ignore[arg-type]
        (Slider(0, 4, step=True), 0, "control w: expected step as a number, got True"),
        (Slider(float("nan"), 4, step=1), 0, "control w: expected low as a number, got nan"),
        (Slider(0, float("inf"), step=1), 0, "control w: expected high as a number, got inf"),
        (
            Slider(0, 1e9, step=1e-3),
            0,
            "control w: step 0.001 gives 1000000000001 settings; at most 2000 are drawn, so make it larger",
        ),
        (
            Slider(0, 1, step=1e-320),
            0,
            "control w: step 1e-320 gives inf settings; at most 2000 are drawn, so make it larger",
        ),
        (
            Slider(0, 4e-12, step=1e-12),
            0,
            "control w: step 1e-12 is too small to tell settings apart; count in a smaller unit",
        ),
        (Slider(0, 4, step=1, symbol=3), 0, "control w: expected symbol as text, got 3"),  # type: ignore[arg-type]
        (Slider(0, 4, step=1, unit=3), 0, "control w: expected unit as text, got 3"),  # type: ignore[arg-type]
        (Slider(0, 4, step=1, unit="a\nb"), 0, "control w: expected unit as text on one line, got 'a\\nb'"),
        (Choice("a", "b", symbol="a\0"), "a", "control w: expected symbol as text on one line, got 'a\\x00'"),
        (Toggle(True), False, "control w: expected symbol as text, got True"),  # type: ignore[arg-type]
        (
            type("Own", (Slider,), {})(0, 1, step=1),
            0,
            "control w: Own is a kind of its own; take one of Slider, Choice, Toggle, Steps",
        ),
        (Choice("a", " "), "a", "control w: expected options as text, got 'a', ' '"),
        (Slider(0, 1, step=1), True, "control w: the default True is not one of its settings"),
        (Slider(0, 1, step=1), "0", "control w: the default '0' is not one of its settings"),
        (Slider(0, 1, step=1), [0], "control w: the default [0] is not one of its settings"),
        (Slider(0, 1, step=1), np.array([0, 1]), "control w: the default array([0, 1]) is not one of its settings"),
        (Toggle(), 1, "control w: the default 1 is not one of its settings"),
        (Toggle(), None, "control w: the default None is not one of its settings"),
        (Choice(1, 2), 1, "control w: expected options as text, got 1, 2"),  # type: ignore[arg-type]
        (Choice(["a", "b"]), "a", "control w: expected options as text, got ['a', 'b']"),  # type: ignore[arg-type]
        (Choice("a", ""), "a", "control w: expected options as text, got 'a', ''"),
        (Steps(2.5), 0, "control w: expected last as a whole number, got 2.5"),  # type: ignore[arg-type]
        (Steps("2"), 0, "control w: expected last as a whole number, got '2'"),  # type: ignore[arg-type]
        (Steps(10**9), 0, "control w: 1000000000 steps are too many; at most 2000 settings are drawn"),
        (Steps(2), 1.0, "control w: the default 1.0 is not one of its settings"),
        (Steps(2), False, "control w: the default False is not one of its settings"),
    ],
)
def test_a_wrong_declaration_is_told(control: Control, default: Any, fault: str) -> None:
    def draw(*, w: Any = default) -> None: ...

    draw.__annotations__["w"] = Annotated[Any, control]
    with pytest.raises(ValueError, match=r"^control w: ") as caught:
        controls_of(draw)
    assert str(caught.value) == fault


@pytest.mark.parametrize(
    ("hint", "fault"),
    [
        (Steps(2), "control w: expected Annotated[type, Steps(…)] as its type, got Steps(…) alone"),
        (Annotated[int, Steps], "control w: Steps is a kind of control; say which, as in Steps(10)"),
        (Toggle, "control w: Toggle is a kind of control; say which, as in Toggle()"),
        ((int, Steps(2)), "control w: expected Annotated[type, Steps(…)] as its type, got (<class 'int'>, Steps(last"),
        (Annotated[int, [Steps(2)]], "control w: expected Annotated[type, Steps(…)] as its type, got typing.Annotated"),
        (Annotated[int, Steps(2), Slider(0, 2, 1)], "control w: it is declared twice"),
        ("Anotated[int, 3]", "the types of draw's parameters name Anotated, which the script does not import"),
    ],
)
def test_a_control_in_the_wrong_place_is_not_passed_over(hint: Any, fault: str) -> None:
    def draw(*, w: Any = 0) -> None: ...

    draw.__annotations__["w"] = hint
    with pytest.raises(ValueError) as caught:
        controls_of(draw)
    assert str(caught.value).startswith(fault)


def test_a_kind_of_control_given_as_the_default_is_not_passed_over() -> None:
    def draw(*, w: Any = Steps) -> None:
        """Draws nothing."""

    with pytest.raises(ValueError, match=r"^control w: Steps is a kind of control; say which, as in Steps\(10\)"):
        controls_of(draw)


def test_a_number_of_numpy_is_one_that_pages_can_be_told() -> None:
    slider, steps = Slider(np.float64(0), np.int64(4), step=np.float32(0.5)), Steps(np.int64(3))
    assert slider.fault() is None and steps.fault() is None
    assert json.loads(json.dumps(vars(slider))) == {"low": 0, "high": 4, "step": 0.5, "symbol": "", "unit": ""}
    assert [type(number) for number in vars(slider).values()][:3] == [float, int, float]
    assert type(steps.last) is int and steps.values() == [0, 1, 2, 3]


def test_a_control_given_as_the_default_is_not_passed_over() -> None:
    slider = Slider(0, 2, 1)

    def draw(*, w: Any = slider) -> None:
        """Draws nothing."""

    with pytest.raises(ValueError, match=r"^control w: a control is written as its type, Annotated\[type, Slider"):
        controls_of(draw)


def test_a_slider_on_the_page_has_the_numbers_that_it_was_declared_with() -> None:
    slider = {"kind": "Slider", "low": 0.0, "high": 1234567.5, "step": 0.1234567, "symbol": "", "unit": ""}
    html = panel("rate", {"w": slider | {"default": 1234567.5}}, "1", "")
    numbers = re.findall(r' (min|max|step|value)="([^"]+)"', html)
    assert numbers == [("min", "0"), ("max", "1234567.5"), ("step", "0.1234567"), ("value", "1234567.5")]
    assert ">1234567.5</span>" in html


def test_steps_say_in_words_what_they_are() -> None:
    steps = Steps(2, says=["epoch 0", "a & b", 'so "long" a text'])
    assert steps.fault() is None and steps.values() == [0, 1, 2]
    html = panel("walk", {"step": {"kind": "Steps", **asdict(steps), "default": 1}}, "1", "")
    slider = re.search(r"<input .*?>", html)
    assert slider and unescape(re.findall('data-says="(.*?)"', slider[0])[0]) == "\n".join(steps.says)
    assert unescape(re.findall('aria-valuetext="(.*?)"', slider[0])[0]) == "a & b" and ">a &amp; b</span>" in html
    assert 'style="flex-basis:16ch"' in html
    plain = panel("walk", {"step": {"kind": "Steps", **asdict(Steps(2)), "default": 1}}, "1", "")
    assert ">1</span>" in plain and not re.search("says|valuetext|flex", plain)


def test_a_colour_is_its_light_value_and_knows_its_dark_one() -> None:
    colour = Colour("#1f2328", dark="#e4e8ee")
    assert colour == "#1f2328" and colour.dark == "#e4e8ee"


@pytest.mark.parametrize(
    ("light", "dark"), [("red", "#000000"), ("#FFFFFF", "#000000"), ("#fff", "#000000"), ("#ffffff", "0")]
)
def test_a_colour_is_written_in_one_way(light: str, dark: str) -> None:
    with pytest.raises(ValueError, match="expected #rrggbb in lower case"):
        Colour(light, dark=dark)


def test_colours_have_css_names() -> None:
    module = ModuleType("colours")
    module.CLASS_0, module.INK, module.OTHER = Colour("#000001", dark="#ffffff"), Colour("#000002", dark="#ffffff"), 3
    assert named_colours(module) == {"class-0": "#000001", "ink": "#000002", "paper": "#ffffff"}


def test_facts_may_name_the_control_as_its_type() -> None:
    def facts(w: Annotated[float, Slider(-1, 1, 0.5)]) -> None: ...

    module: Any = ModuleType("typed")
    module.draw = module.facts = facts
    check_signatures(module)
    module.experiment = facts
    with pytest.raises(FigureError, match="experiment takes 'w' as a Slider"):
        check_signatures(module)
