"""Labels: words are one run of text in the project's face, formulas are outlines with readable text upon them."""

import io
import re
from base64 import b64decode
from html import unescape
from xml.etree import ElementTree

import pytest
from fontTools.ttLib import TTFont

from figures.engine.drawing.inline import SVG
from tests.engine.conftest import Mini

HIDDEN = "fill-opacity"
FORMULA = r"$\mathcal{L}, \mathbb{E}[x], \left(\frac{a}{b}\right), \sqrt{v}, \sum_i$"


def labelled(project: Mini, *labels: str, options: str = "") -> dict[str, str]:
    """The SVG download and the drawing on the page of a figure with these labels."""
    project.script(
        "labels",
        f"""
        def draw():
            figure = Figure()
            for place, label in enumerate({labels!r}):
                figure.text(0.1, 0.9 - place / 10, label, {options})
            return figure
        """,
    )
    state = project.refresh("labels")
    assert not state.all_faults, state.all_faults
    files = project.files("labels")
    return {role: files[role].decode() for role in ("svg", "inline")}


def texts(drawing: str) -> list[tuple[str, bool]]:
    """Every run of text, and whether it has ink."""
    runs = re.findall(r"<text([^>]*)>([^<]*)</text>", drawing)
    return [(unescape(text), HIDDEN not in style) for style, text in runs]


@pytest.mark.parametrize("options", ["", "rotation=30", "ha='center', rotation=90", "family='serif'"])
def test_words_are_one_run_with_their_spaces(typed: Mini, options: str) -> None:
    words = ["   a      b", "gradient of the loss", "two η\nlines"]
    for drawing in labelled(typed, *words, options=options).values():
        assert texts(drawing) == [(line, True) for word in words for line in word.split("\n")]
        assert re.search(r'<text[^>]*xml:space="preserve"[^>]*>   a      b<', drawing)
        assert "tspan" not in drawing


@pytest.mark.parametrize("options", ["", "math_fontfamily='stix'", "math_fontfamily='cm'", "rotation=45"])
def test_formulas_are_outlines_with_readable_text(typed: Mini, options: str) -> None:
    formulas = {FORMULA: "L, 𝔼[x], (a/b), √v, ∑_i", r"$\mu_1 = 5$": "μ_1 = 5", r"$\mathdefault{10^{-3}}$": "10^-3"}
    for drawing in labelled(typed, *formulas, options=options).values():
        assert texts(drawing) == [(text, False) for text in formulas.values()]
        assert not re.search("[\ue000-\uf8ff¹]", drawing)
        assert len(re.findall(r"<path d=\"M[^\"]{200,}", drawing)) >= len(formulas)


def test_words_around_formulas_stay_words(typed: Mini) -> None:
    for drawing in labelled(typed, r"error $|y-t|$ over $n$  at \$5").values():
        assert texts(drawing) == [("error ", True), ("|y-t|", False), (" over ", True), ("n", False), ("  at $5", True)]


def test_a_bar_wider_than_what_stands_upon_it_stays(typed: Mini) -> None:
    bars = re.compile(r"h[\d.]+v-[\d.]+h-[\d.]+z")
    for drawing in labelled(typed, r"slope $\frac{1}{wxb}$ and $\frac{1}{wxb}$").values():
        paths = re.findall(r'<path d="(M[^"]*)"', drawing)
        assert [len(bars.findall(path)) for path in paths if len(path) > 200] == [1, 1]


def test_a_letter_that_pages_lack_in_its_face_is_outlined(typed: Mini) -> None:
    for drawing in labelled(typed, "slope ∇f", "slope f").values():
        assert texts(drawing) == [("slope ∇f", False), ("slope f", True)]


def test_with_the_faces_of_the_system_all_words_are_text(project: Mini) -> None:
    for drawing in labelled(project, "slope ∇f", "$x$").values():
        assert texts(drawing) == [("slope ∇f", True), ("x", False)]


def test_a_download_brings_the_faces_of_its_words_with_every_letter_that_takes_ink(typed: Mini) -> None:
    rare = [f"of {sign}" for sign in "⊙‖⅙⋮⁻"]
    words, formula = labelled(typed, "θ² ≤ 1", *rare, options="family='serif'"), labelled(typed, "$x$")
    assert re.findall(r'font-family:"([^"]+)";font-weight:(\d+)', words["svg"]) == [("Source Serif 4", "400")]
    (face,) = re.findall(r"base64,([^)]+)", words["svg"])
    with TTFont(io.BytesIO(b64decode(face))) as font:
        held = set(map(chr, font.getBestCmap()))
    assert [(text, held.issuperset(text)) for text, _ in texts(words["svg"])] == texts(words["svg"])
    assert words["svg"].count("<path d=") == 1 + sum(not ink for _, ink in texts(words["svg"])) == 6  # and the paper
    assert "font-face" not in formula["svg"]
    assert "font-face" not in words["inline"]
    ElementTree.fromstring(words["svg"])


def test_tick_labels_and_legends_are_labels_too(typed: Mini) -> None:
    typed.script(
        "ticks",
        """
        def draw():
            figure = Figure()
            axes = figure.subplots()
            axes.plot([1, 2], [1e-3, 2e-3], label="rate $\\\\eta$")
            axes.set_yscale("log")
            axes.ticklabel_format(axis="x", style="sci", scilimits=(0, 0), useMathText=True)
            axes.legend(loc="upper left")
            return figure
        """,
    )
    assert not typed.refresh("ticks").all_faults
    found = texts(typed.files("ticks")["inline"].decode())
    assert ("rate ", True) in found
    assert ("η", False) in found
    assert ("10^-3", False) in found


def test_marks_that_move_have_the_same_labels(typed: Mini) -> None:
    typed.script(
        "moved",
        """
        from typing import Annotated

        from figures.engine.drawing.controls import Steps

        def draw(*, k: Annotated[int, Steps(3)] = 0):
            figure = Figure()
            figure.text(0.1, 0.5, f"step  {k} of $n_{k}$")
            return figure
        """,
    )
    state = typed.refresh("moved")
    assert not state.all_faults, state.all_faults
    frames = typed.files("moved")["frames"].decode().replace('\\"', '"')
    assert ("step  2 of ", True) in texts(frames)
    assert ("n_2", False) in texts(frames)
    assert "tspan" not in frames


@pytest.mark.parametrize(
    ("label", "message"),
    [
        ("to the \U0001f680", "no typeface has the character \U0001f680 (U+1F680) of the label 'to the \U0001f680'"),
        ("to the \U0001f680 in $n$", "no typeface has the character \U0001f680 (U+1F680) of the label"),
        ("$\U0001f680$", "no typeface has the character \U0001f680 (U+1F680) of the label"),
    ],
)
@pytest.mark.parametrize("faces", ["project", "typed"])
def test_a_character_that_no_face_has_is_named_with_its_line(
    request: pytest.FixtureRequest, faces: str, label: str, message: str
) -> None:
    project: Mini = request.getfixturevalue(faces)
    script = project.script(
        "rocket",
        f"""
        def draw():
            figure = Figure()
            figure.text(0.1, 0.5, {label!r})
            return figure
        """,
    )
    fault = project.refresh("rocket").failed["rocket"]
    assert message in fault.message
    assert fault.line == script.read_text().split("\n").index(f"    figure.text(0.1, 0.5, {label!r})") + 1


def test_svg_names_no_glyphs(typed: Mini) -> None:
    """Two figures on a page drawn by two versions of Matplotlib would use each other's letters."""
    drawing = ElementTree.fromstring(labelled(typed, FORMULA, "words", "slope ∇f")["svg"])
    assert not list(drawing.iter(SVG + "use"))
