"""Colours by origin: what was meant follows the scheme, data keep their colours; both can be read in both schemes."""

import copy
import re
import shutil
from collections.abc import Callable
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import numpy as np
import pytest

from figures.engine.drawing.colour import Colour
from figures.engine.drawing.grounds import contrast
from figures.engine.pages.stylesheet import colours_of, stylesheet
from tests.engine.conftest import HOME, Mini
from tests.site.pictures import Picture, picture, unexplained

if TYPE_CHECKING:
    from playwright.sync_api import Browser

COLOURS = '''"""Colours by meaning."""

from figures.engine.drawing.colour import Colour

INK = Colour("#1f2328", dark="#e4e8ee")
PAPER = Colour("#ffffff", dark="#16191f")
CLASS_0 = Colour("#2069b0", dark="#76b4f2")
CLASS_1 = Colour("#b85408", dark="#f5a362")
CLASS_0_AREA = Colour("#dfebf7", dark="#1c2e40")
TWIN = Colour("#2069b0", dark="#00ff00")
'''
HEAD = '''"""A picture."""

from typing import Annotated

import matplotlib
import numpy as np
from matplotlib.colors import LinearSegmentedColormap, ListedColormap, to_rgba
from matplotlib.figure import Figure
from matplotlib.patches import Circle, Rectangle

from figures.engine import Steps
from figures.engine.drawing.colour import Colour
from figures.style import colours

'''
DRAW = """
def draw():
    figure = Figure(figsize=(4, 3))
    axes = figure.subplots()
"""
# Marks are found again by their words, or by a line width of their own.
CASES = {
    "image": """
    axes.imshow([[9, 0], [0, 9]], cmap="Blues")
    axes.text(0, 0, "white", color="white")
    axes.text(1, 0, "black", color="black")
    axes.text(1, 0.3, "ink", color=colours.INK)
    axes.axhline(0.1, color="k", lw=3.1)
    axes.contour([[0, 1], [1, 0]], levels=[0.5], colors=[colours.INK], linewidths=3.2)
    axes.set_xlabel("across")
    """,
    "boxes": """
    axes.text(0.3, 0.5, "yellow", bbox={"facecolor": "lightyellow"})
    axes.text(0.3, 0.8, "paper", bbox={"facecolor": colours.PAPER})
    axes.text(0.3, 0.2, "veiled", bbox={"facecolor": "tab:blue", "alpha": 0.2})
    axes.add_patch(Rectangle((0.8, 0), 0.2, 1, facecolor="0.9"))
    axes.text(0.9, 0.5, "grey", ha="center")
    axes.text(0.1, 0.9, "free")
    """,
    "bars": """
    axes.bar([0, 2], [1, 2], color=["#ffe0a0", colours.CLASS_0_AREA])
    axes.text(0, 0.5, "data", ha="center")
    axes.text(2, 0.5, "house", ha="center")
    """,
    "hatch": """
    axes.bar([1], [2], facecolor=colours.CLASS_0_AREA, edgecolor=colours.CLASS_0, hatch="//")
    """,
    "hatch_of_data": """
    axes.bar([1], [2], facecolor="#ffe0a0", edgecolor="k", hatch="//")
    """,
    "grey_cells": """
    figure.colorbar(axes.pcolormesh([[0, 0.5, 1]], cmap="gray", vmin=0, vmax=1))
    """,
    "house_map": """
    cmap = LinearSegmentedColormap.from_list("own", [colours.CLASS_0, colours.CLASS_1])
    axes.pcolormesh([[0, 1]], cmap=cmap)
    axes.scatter([0.5], [0.5], c=[1], cmap=ListedColormap(["k", colours.CLASS_0_AREA]), vmin=0, vmax=1, s=300, lw=0)
    """,
    "gouraud": """
    axes.pcolormesh(np.array([[0.0, 1.0], [2.0, 3.0]]), shading="gouraud")
    """,
    "scatter": """
    axes.scatter([0, 1, 2], [0, 1, 2], c=[0, 1, 2], s=300, edgecolors="k", linewidths=3.1)
    axes.text(1.6, 0, "beside and beyond")
    axes.text(1, 0, "beside")
    axes.text(0, 0, "upon", color="w", ha="center", va="center")
    """,
    "mapped_lines": """
    for number in range(3):
        axes.plot([0, 1], [0, number], color=matplotlib.colormaps["viridis"](number / 3))
    axes.text(0.5, 1.5, "beside")
    """,
    "legend": """
    axes.plot([0, 1], [0, 1], color=colours.CLASS_0)
    axes.plot([0, 1], [1, 1], color="k", lw=3.1, label="words")
    axes.legend(frameon=True, loc="center", facecolor="w", framealpha=1)
    """,
    "meanings": """
    axes.plot([0, 1], [0, 1], color=Colour("#000080", dark="#aaaaff"), lw=3.1)
    axes.plot([0, 1], [0, 2], color=colours.CLASS_0, lw=3.2)
    axes.plot([0, 1], [0, 3], color=colours.TWIN, lw=3.3)
    axes.plot([0, 1], [0, 4], color="#2069b0", lw=3.4)
    axes.plot([0, 1], [0, 5], color=(colours.CLASS_0, 0.5), lw=3.5)
    axes.plot([0, 1], [0, 6], "k", lw=3.6)
    axes.plot([0, 1], [0, 7], color=np.array(to_rgba(colours.CLASS_1), np.float32), lw=3.7)
    axes.plot([0, 1], [0, 8], color=to_rgba(colours.CLASS_0, 0.3), lw=3.8)
    axes.plot([0, 1], [0, 9], color=np.where([True], colours.CLASS_0, colours.CLASS_1)[0], lw=4.1)
    axes.plot([0, 1], [0, 10], color=(0x20 / 255, 0x69 / 255, 0xB0 / 255), lw=4.2)
    axes.contourf([[0, 1], [1, 0]], levels=[0, 0.5, 1], colors=[colours.CLASS_0_AREA, "none"])
    """,
    "own_ground": """
    axes.set_facecolor("0.95")
    axes.plot([0, 1], [0, 1], color=colours.CLASS_0)
    axes.text(0.5, 0.5, "inside")
    axes.set_title("above")
    """,
    "night": """
    axes.set_facecolor("k")
    axes.plot([0, 1], [0, 1], color="yellow")
    axes.text(0.5, 0.2, "inside", color="w")
    axes.set_title("above")
    """,
    "veil": """
    axes.imshow([[9, 0]], cmap="Blues", alpha=0.5)
    axes.text(1, 0, "beside", color="k")
    """,
    "shaded_surface": """
    figure.clear()
    x, y = np.meshgrid(np.arange(9), np.arange(9))
    figure.add_subplot(projection="3d").plot_surface(x, y, 0.1 * x * y, cmap="viridis")
    """,
    "holes": """
    axes.imshow([[9, np.nan]], cmap="Blues", vmin=0, vmax=9)
    axes.text(0, 0, "cell", color="w")
    axes.text(1, 0, "hole", color="k")
    """,
}  # fmt: skip
FAULTS = {
    "navy": ('axes.plot([0, 1], [0, 1],\n              color="navy")', 19, "'navy' (#000080)"),
    "b": ('axes.plot([0, 1], [0, 1], "b")', 19, "'b' (#0000ff)"),
    "grey_text": ('axes.text(0.5, 0.5, "word", color="0.2")', 19, "'0.2' (#333333)"),
    "title": ('axes.set_title("word", color="#333")', 19, "'#333' (#333333)"),
    "edge": ('axes.add_patch(Circle((0, 0), 1, fill=False, edgecolor="darkgreen"))', 19, "'darkgreen' (#006400)"),
    "points": ('axes.scatter([0, 1], [0, 1], s=9, c="maroon")', 19, "'maroon' (#800000)"),
    "triple": ("axes.axhline(0, color=(0, 0, 0.5))", 19, "(0, 0, 0.5) (#000080)"),
}


@pytest.fixture(scope="module")
def painted(make_project: Callable[[str], Mini]) -> Mini:
    project = make_project("colours")
    project.write("figures/style/__init__.py")
    project.write("figures/style/colours.py", COLOURS)
    for name, body in CASES.items():
        project.write(f"figures/{name}.py", HEAD + DRAW + body + "return figure\n")
    state = project.refresh(*CASES)
    assert not state.all_faults, state.all_faults
    return project


class Drawing:
    """A finished drawing, its colours computed as a browser does, in one of the schemes."""

    def __init__(self, project: Mini, name: str) -> None:
        self.files = project.files(name)
        self.text = self.files["inline"].decode()
        self.root = ElementTree.fromstring(self.text.replace("{attributes}", ""))
        self.above = {child: parent for parent in self.root.iter() for child in parent}
        self.colours = colours_of(project.project)

    def words(self, words: str) -> ElementTree.Element:
        [found] = [each for each in self.root.iter("text") if words == "".join(each.itertext()).strip()]
        return found

    def line(self, width: str) -> ElementTree.Element:
        return next(each for each in self.root.iter() if f"stroke-width:{width};" in each.get("style", "") + ";")

    def css(self, element: ElementTree.Element, key: str) -> str:
        """As written on the element or on what is around it."""
        while element is not None:
            style = dict(part.split(":", 1) for part in element.get("style", "").split(";") if ":" in part)
            if value := style.get(key, element.get(key)):
                return value
            element = self.above.get(element)
        return "var(--fig-ink)"

    def seen(self, element: ElementTree.Element, key: str = "fill") -> tuple[str, str]:
        """The colour in the light and in the dark scheme, as #rrggbb."""
        return self.light(self.css(element, key)), self.dark(self.css(element, key))

    def light(self, css: str) -> str:
        css = re.sub(r"var\(--fig-light,(#\w+)\)var\(--fig-dark,#\w+\)", r"\1", css)
        return _long(re.sub(r"var\(--fig-([\w-]+)\)", lambda match: self.colours[match[1]], css))

    def dark(self, css: str) -> str:
        css = re.sub(r"var\(--fig-light,#\w+\)var\(--fig-dark,(#\w+)\)", r"\1", css)
        return _long(re.sub(r"var\(--fig-([\w-]+)\)", lambda match: self.colours[match[1]].dark, css))


def _long(value: str) -> str:
    return "#" + "".join(2 * digit for digit in value[1:]) if re.fullmatch("#[0-9a-f]{3}", value) else value


def apart(one: str, other: str) -> float:
    values = ([int(value[place : place + 2], 16) / 255 for place in (1, 3, 5)] for value in (one, other))
    return float(contrast(*values))


INK, PAPER, CLASS_0 = ("#1f2328", "#e4e8ee"), ("#ffffff", "#16191f"), ("#2069b0", "#76b4f2")


@pytest.mark.parametrize(("words", "value"), [("white", "#ffffff"), ("black", "#1f2328"), ("ink", "#1f2328")])
def test_text_upon_an_image_stays_as_it_was_set(painted: Mini, words: str, value: str) -> None:
    drawing = Drawing(painted, "image")
    assert drawing.seen(drawing.words(words)) == (value, value)


@pytest.mark.parametrize("width", ["3.1", "3.2"])
def test_lines_and_contours_upon_an_image_stay(painted: Mini, width: str) -> None:
    drawing = Drawing(painted, "image")
    assert len(set(drawing.seen(drawing.line(width), "stroke"))) == 1


def test_what_stands_beside_an_image_follows_the_scheme(painted: Mini) -> None:
    drawing = Drawing(painted, "image")
    assert drawing.seen(drawing.words("across")) == INK


@pytest.mark.parametrize(
    ("case", "words"),
    [
        ("boxes", "yellow"),
        ("boxes", "grey"),
        ("bars", "data"),
        ("own_ground", "inside"),
        ("night", "inside"),
        ("holes", "cell"),
        ("scatter", "upon"),
    ],
)
def test_text_upon_a_colour_of_data_does_not_swap(painted: Mini, case: str, words: str) -> None:
    drawing = Drawing(painted, case)
    light, dark = drawing.seen(drawing.words(words))
    assert light == dark


@pytest.mark.parametrize(
    ("case", "words"),
    [
        ("boxes", "paper"),
        ("boxes", "veiled"),
        ("boxes", "free"),
        ("bars", "house"),
        ("own_ground", "above"),
        ("night", "above"),
    ],
)
def test_text_upon_paper_house_colours_and_thin_veils_follows(painted: Mini, case: str, words: str) -> None:
    drawing = Drawing(painted, case)
    assert drawing.seen(drawing.words(words)) == INK


@pytest.mark.parametrize(
    ("case", "stroke", "fill"),
    [("hatch", CLASS_0, ("#dfebf7", "#1c2e40")), ("hatch_of_data", ("#1f2328",) * 2, ("#ffe0a0",) * 2)],
)
def test_a_hatched_area_has_one_origin_in_pattern_and_stroke(
    painted: Mini, case: str, stroke: tuple[str, str], fill: tuple[str, str]
) -> None:
    drawing = Drawing(painted, case)
    [pattern] = drawing.root.iter("pattern")
    assert drawing.seen(pattern[0]) == fill
    assert drawing.seen(pattern[1], "stroke") == drawing.seen(pattern[1]) == stroke


@pytest.mark.parametrize("case", CASES)
def test_every_reference_of_a_drawing_has_its_definition_there(painted: Mini, case: str) -> None:
    text = Drawing(painted, case).text
    used = re.findall(r"url\(#([^)]+)\)|href=\"#([^\"]+)\"", text)
    assert {one or other for one, other in used} <= set(re.findall(r'\bid="([^"]+)"', text))


def test_a_shaded_mesh_keeps_its_gradients(painted: Mini) -> None:
    drawing = Drawing(painted, "gouraud")
    names = {f"url(#{each.get('id')})" for each in drawing.root.iter("linearGradient")}
    assert len(names) == 12 and names == {each.get("fill") for each in drawing.root.iter("path")} & names
    stops = [each.get("style", "") for each in drawing.root.iter("stop")]
    assert len(stops) == 24 and all(stop.startswith("stop-color:#") for stop in stops)


def test_cells_equal_to_black_and_white_keep_their_colours(painted: Mini) -> None:
    drawing = Drawing(painted, "grey_cells")
    cells = [drawing.seen(each) for each in drawing.root.iter("path") if "stroke" not in each.get("style", "")][-3:]
    shown = [drawing.seen(each) for each in drawing.root.iter("path")]
    assert [("#000000", "#000000"), ("#808080", "#808080"), ("#ffffff", "#ffffff")] == [
        each for each in shown if each[0] == each[1]
    ][:3], cells
    assert 'href="data:image/png' in drawing.text  # the colour bar


@pytest.mark.parametrize("value", ["#2069b0", "#b85408", "#dfebf7"])
def test_a_colour_map_made_of_house_colours_is_data(painted: Mini, value: str) -> None:
    assert f"fill:{value}" in Drawing(painted, "house_map").text


@pytest.mark.parametrize("case", ["scatter", "mapped_lines", "veil"])
def test_marks_in_colours_of_a_map_that_dark_would_swallow_lie_on_a_white_ground(painted: Mini, case: str) -> None:
    drawing = Drawing(painted, case)
    [ground] = [each for each in drawing.root.iter("rect") if drawing.above[each].tag != "clipPath"]
    assert drawing.seen(ground) == ("#ffffff", "#ffffff")
    assert len(set(drawing.seen(drawing.words("beside")))) == 1
    marks = list(drawing.root.iter())
    assert marks.index(ground) < marks.index(drawing.words("beside"))


def test_a_framed_legend_hides_what_is_below_and_is_readable(painted: Mini) -> None:
    drawing = Drawing(painted, "legend")
    assert drawing.seen(drawing.words("words")) == INK
    frames = [
        each
        for each in drawing.root.iter("path")
        if "opacity" not in each.get("style", "")
        and "fill:var(--fig-paper)" in each.get("style", "")
        and "stroke:#ccc" in each.get("style", "")
    ]
    assert len(frames) == 1


@pytest.mark.parametrize(
    ("width", "expected"),
    [
        ("3.1", ("#000080", "#aaaaff")),
        ("3.2", CLASS_0),
        ("3.3", ("#2069b0", "#00ff00")),
        ("3.4", CLASS_0),
        ("3.5", CLASS_0),
        ("3.6", INK),
        ("3.7", ("#b85408", "#f5a362")),
        ("3.8", CLASS_0),
        ("4.1", CLASS_0),
        ("4.2", ("#2069b0", "#2069b0")),
    ],
)
def test_a_line_has_the_two_values_of_the_colour_that_was_meant(
    painted: Mini, width: str, expected: tuple[str, str]
) -> None:
    drawing = Drawing(painted, "meanings")
    assert drawing.seen(drawing.line(width), "stroke") == expected


def test_the_colours_given_to_contours_are_meant(painted: Mini) -> None:
    assert "fill:var(--fig-class-0-area)" in Drawing(painted, "meanings").text


@pytest.mark.parametrize("case", CASES)
def test_a_download_has_real_colours_only(painted: Mini, case: str) -> None:
    text = Drawing(painted, case).files["svg"].decode()
    assert "var(" not in text and "\ufdd0" not in text and "#" in text
    ElementTree.fromstring(text)


@pytest.mark.parametrize("case", CASES)
def test_text_has_contrast_in_both_schemes(painted: Mini, case: str) -> None:
    """On paper as far as it follows; what stays is compared on the ground it was set on by the tests above."""
    drawing = Drawing(painted, case)
    for text in drawing.root.iter("text"):
        light, dark = drawing.seen(text)
        assert light == dark or (apart(light, PAPER[0]) >= 4.5 and apart(dark, PAPER[1]) >= 4.5)


def test_an_unreadable_colour_without_meaning_is_named_with_line_and_remedy(painted: Mini) -> None:
    for name, (line, *_) in FAULTS.items():
        painted.write(f"figures/{name}.py", HEAD + DRAW + f"    {line}\n    return figure\n")
    failed = painted.refresh(*FAULTS).failed
    for name, (_, line, shown) in FAULTS.items():
        assert failed[name].line == line, (name, failed[name])
        assert failed[name].message.startswith(f"the colour {shown} has no meaning in the style, and in the dark")
        assert "take a colour of figures.style.colours" in failed[name].message


def test_without_a_style_ink_follows_and_the_rest_stays_readable(project: Mini) -> None:
    project.script(
        "plain",
        DRAW
        + """
    axes.plot([0, 1], [0, 1], color="navy", lw=3.1)
    axes.text(0.2, 0.8, "words", color="k")
    axes.set_title("above")
    return figure
""",
    )
    state = project.refresh("plain")
    assert not state.failed
    drawing = Drawing(project, "plain")
    assert drawing.seen(drawing.words("above")) == ("#000000", "#ffffff")
    assert drawing.seen(drawing.line("3.1"), "stroke") == ("#000080", "#000080")
    assert drawing.seen(drawing.words("words")) == ("#000000", "#000000"), "on the white ground that navy needs"


def test_frames_go_by_origin_as_the_drawing_does(painted: Mini) -> None:
    painted.write(
        "figures/moving.py",
        HEAD
        + """
def draw(*, k: Annotated[int, Steps(2)] = 0):
    figure = Figure(figsize=(4, 3))
    axes = figure.subplots()
    axes.add_patch(Rectangle((0, 0), 2, 1, facecolor="lightyellow"))
    axes.text(0.7, 0.5, f"on {k}", color="k")
    axes.text(k, 3, f"off {k}", color="black")
    axes.bar([0], [k], facecolor=colours.CLASS_0_AREA, hatch="//")
    axes.set(xlim=(-0.5, 4), ylim=(-0.5, 4))
    return figure
""",
    )
    assert not painted.refresh("moving").all_faults
    frames = painted.files("moving")["frames"].decode()
    marks = {words: fill for fill, words in re.findall(r"<text((?:(?!<text).)*?)>((?:on|off) \d)<", frames)}
    assert len(marks) == 6
    assert all(("fill:#1f2328" in mark) == words.startswith("on") for words, mark in marks.items())
    assert 'fill=\\"var(--fig-class-0-area)\\"' in frames


def test_a_setting_whose_colour_is_lost_in_the_dark_is_named(painted: Mini) -> None:
    painted.write(
        "figures/lost.py",
        HEAD
        + """
def draw(*, k: Annotated[int, Steps(2)] = 0):
    figure = Figure()
    axes = figure.subplots()
    axes.plot([0, 1], [0, 1], color=["r", "r", "navy"][k])
    axes.set(xlim=(0, 1), ylim=(0, 1))
    return figure
""",
    )
    fault = painted.refresh("lost").failed["lost"]
    assert fault.message.startswith("at k = 2 the colour 'navy' (#000080) has no meaning") and fault.line == 19


def test_a_copied_colour_keeps_its_dark_value() -> None:
    assert copy.deepcopy(Colour("#2069b0", dark="#00ff00")).dark == "#00ff00"


def test_a_framed_legend_of_the_book_hides_what_is_below(project: Mini) -> None:
    shutil.copytree(HOME / "figures/style", project.root / "figures/style")
    shutil.rmtree(project.root / "figures/style/typefaces", ignore_errors=True)
    project.script(
        "framed",
        DRAW
        + """
    axes.plot([0, 1], [0, 1], label="words")
    axes.legend(frameon=True)
    return figure
""",
    )
    assert not project.refresh("framed").failed
    drawing = Drawing(project, "framed")
    [frame] = [each for each in drawing.root.iter("path") if drawing.css(each, "stroke") == "var(--fig-grid)"]
    assert drawing.css(frame, "fill") == "var(--fig-paper)" and "opacity" not in frame.get("style", "")


AXES = """() => {
    const svg = document.querySelector("svg"), { x, y, width, height } = svg.querySelector("clipPath > *").getBBox();
    const scale = svg.getScreenCTM().a;
    return [x * scale, y * scale, (x + width) * scale, (y + height) * scale].map(Math.round);
}"""


def shown(browser: "Browser", project: Mini, name: str, scheme: str) -> tuple[Picture, list[int]]:
    """The drawing in Chromium, in the corner of its page, and the place of its axes."""
    svg = project.files(name)["inline"].decode().replace("{attributes}", "")
    page = browser.new_page(viewport={"width": 600, "height": 450})
    page.set_content(
        f"<!doctype html><style>{stylesheet(project.project)} body {{ margin: 0; background: "
        f'var(--fig-paper) }}</style><body data-md-color-scheme="{scheme}">{svg}'
    )
    seen, place = picture(page.screenshot()), page.evaluate(AXES)
    page.close()
    return seen, place


def inside(seen: Picture, place: list[int]) -> Picture:
    left, top, right, bottom = place
    return seen[top + 4 : bottom - 4, left + 4 : right - 4]


@pytest.mark.browser
@pytest.mark.parametrize("case", ["image", "grey_cells", "gouraud", "scatter", "mapped_lines", "own_ground", "night"])
def test_what_lies_on_data_looks_the_same_in_both_schemes(painted: Mini, browser: "Browser", case: str) -> None:
    light, dark = (shown(browser, painted, case, scheme) for scheme in ("default", "slate"))
    assert np.array_equal(inside(*light), inside(*dark)) and len(np.unique(inside(*light))) > 2
    assert not np.array_equal(light[0], dark[0]), "around it all follows"


@pytest.mark.browser
def test_a_shaded_mesh_looks_as_matplotlib_paints_it(painted: Mini, browser: "Browser") -> None:
    seen, place = shown(browser, painted, "gouraud", "default")
    saved = picture(painted.files("gouraud")["png"], (432, 324))
    assert unexplained(inside(seen[:324, :432], place), inside(saved, place)) == 0


@pytest.mark.browser
def test_a_hatched_house_colour_follows_the_scheme(painted: Mini, browser: "Browser") -> None:
    seen, place = shown(browser, painted, "hatch", "slate")
    found = {tuple(colour) for colour in inside(seen, place).reshape(-1, 3).tolist()}
    assert (0x1C, 0x2E, 0x40) in found and (0xDF, 0xEB, 0xF7) not in found


def test_a_colour_and_its_light_value_are_two_colours() -> None:
    assert Colour("#2069b0", dark="#00ff00") == "#2069b0", "Matplotlib takes it as it is"
