"""What holds for every figure: it runs alone, draws the same bytes twice, is shown once, is legible and in our colours.

The figures are drawn twice: as the site draws them, and once more under another hash seed by a program that starts in
an empty folder, turns warnings into errors and gives each script a process of its own. Experiments that learn for long
are not gone through twice: of these the first steps are, under two hash seeds, and the second drawing is made of the
numbers that the site has.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from figures.engine.freshness.refresh import State
from figures.engine.pages.book import Book
from figures.engine.pages.places import misplaced
from figures.engine.project.project import Project
from figures.style import colours
from tests.figures.conftest import ROOT, Ask
from tests.figures.first_steps import LONG

HERE = Path(__file__).resolve().parent
PROJECT = Project(ROOT)
FIGURES = sorted(PROJECT.scripts)
WIDEST = 5.2  # inches: at 1.5 pixels a point, what a phone shows legibly
SMALLEST = 10  # points; indices of formulas are smaller, as in print
BUDGET = 60  # lines of code, docstring and blank lines not counted
# What is compared on several pages has one colour on all; neutral it may be anywhere.
COLOUR_OF = {
    "squared error": colours.FIRST, "squared": colours.FIRST, "cross-entropy": colours.LOSS, "Adam": colours.SECOND,
    "tanh": colours.SECOND, "2 tanh units": colours.SECOND, "relu": colours.THIRD, "2 ReLU units": colours.THIRD,
    "Glorot": colours.FIRST, "He": colours.THIRD, "training": colours.FIRST, "validation": colours.SECOND,
    "fresh points": colours.SECOND, "on fresh data": colours.SECOND, "softmax twice": colours.LOSS,
    "TensorFlow": colours.FIRST, "PyTorch": colours.SECOND, "JAX": colours.THIRD, "dense": colours.FIRST,
    "convolutional": colours.SECOND,
}  # fmt: skip
OTHERWISE = {
    "numpy_library_learns": "the first three colours are its classes",
    "framework_stack": "a colour is a layer",
    "compare_activations": "the reader chooses what is first",
}


@pytest.mark.parametrize("name", FIGURES)
def test_it_runs_alone_from_another_folder_with_warnings_as_errors(alone: Ask, name: str) -> None:
    if alone(name)["missing"]:
        pytest.skip(alone(name)["fault"])
    assert not alone(name)["fault"], alone(name)


@pytest.mark.parametrize("name", FIGURES)
def test_it_draws_the_same_bytes_under_another_hash_seed(state: State, alone: Ask, name: str) -> None:
    if name in state.missing:
        pytest.skip(str(state.missing[name]))
    assert name in state.fresh, state.failed.get(name)
    again, kept = dict(alone(name)["files"]), state.fresh[name].files  # names are digests of what the files hold
    if "frames" in kept and "frames" not in again:
        again.pop("inline")  # holds what the frames change
        kept = {role: file for role, file in kept.items() if role not in ("inline", "frames", "series")}
    assert again.items() <= kept.items()
    assert kept.keys() - again.keys() in (set(), {"pdf", "png"})
    assert alone(name)["facts"] == state.fresh[name].facts


@pytest.mark.parametrize("name", sorted(LONG))
def test_the_first_steps_of_a_long_experiment_give_the_same_bytes_under_another_hash_seed(
    alone: Ask, first_steps: Ask, name: str
) -> None:
    if not alone(name)["first steps"]:
        pytest.skip("its numbers are not kept, so it was gone through to its end")
    assert alone(name)["first steps"] == [first_steps(name)]


@pytest.mark.parametrize("name", FIGURES)
def test_it_is_shown_on_one_page_with_alt_text_and_caption(book: Book, name: str) -> None:
    shown = [(path, block) for path, page in book.pages.items() for block in _blocks(page.text, name)]
    assert len(shown) == 1, [path for path, _ in shown]
    [(_, (options, caption))] = shown
    alt = yaml.safe_load(options)["alt"]
    assert isinstance(alt, str) and len(alt.split()) >= 8, "the alternative text says what is seen"
    assert len(caption.split()) >= 5, "the caption says what it means"
    assert alt.strip() not in caption


def _blocks(text: str, name: str) -> Iterator[tuple[str, str]]:
    """Options and caption of each block that embeds the figure."""
    pattern = rf"^/// figure \| {re.escape(name)}[ \t]*\n((?:[ ]{{4}}[^\n]*\n)+)(.*?)\n///[ \t]*$"
    for match in re.finditer(pattern, text, re.MULTILINE | re.DOTALL):
        yield match[1], match[2].strip()


@pytest.mark.parametrize("name", FIGURES)
def test_it_is_narrow_and_large_enough_for_a_phone(alone: Ask, name: str) -> None:
    if "width" not in alone(name):
        pytest.skip("it was not drawn")
    assert alone(name)["width"] <= WIDEST
    assert alone(name)["texts"][:1] == [] or alone(name)["texts"][0][0] >= SMALLEST, alone(name)["texts"][0]


@pytest.mark.parametrize("name", sorted(set(FIGURES) - OTHERWISE.keys()))
def test_what_is_compared_on_several_pages_has_its_one_colour(alone: Ask, name: str) -> None:
    for text, ink in alone(name).get("inks", []):
        colour = COLOUR_OF.get(text.partition("$")[0].strip(), ink)
        assert ink in (colour, colours.INK, colours.MUTED), text


@pytest.mark.parametrize("name", FIGURES)
def test_no_mark_on_the_edge_of_its_axes_is_cut(alone: Ask, name: str) -> None:
    if "cut" not in alone(name):
        pytest.skip("it was not drawn")
    assert alone(name)["cut"] == []


@pytest.mark.parametrize("name", FIGURES)
def test_each_of_its_colours_has_a_meaning_and_so_a_dark_value(state: State, name: str) -> None:
    if name not in state.fresh:
        pytest.skip("it was not drawn")
    folder = ROOT / ".cache" / "figures" / name
    drawing = (folder / state.fresh[name].files["inline"]).read_text(encoding="utf-8")
    light = {str.__str__(value) for constant, value in vars(colours).items() if constant.isupper()}
    on_data = light if "<image " in drawing else set()  # where it lies on an image, ink keeps its light value
    drawing = re.sub('<image [^>]*>|<rect [^>]*style="fill:#fff" ?/>', "", drawing)  # it has its colours, on a ground
    assert set(re.findall(r"[:\"](#[0-9a-fA-F]{3,8}|rgb[^;\"]*)[;\"]", drawing)) <= on_data
    used = set(re.findall(r"var\(--fig-([\w-]+)\)", drawing)) - {"font", "mono", "math"}
    known = {constant.lower().replace("_", "-") for constant in vars(colours) if constant.isupper()}
    assert (used or on_data) and used <= known


@pytest.mark.parametrize("name", FIGURES)
def test_its_name_says_the_lesson_and_its_docstring_the_point_the_page_and_the_source(book: Book, name: str) -> None:
    assert re.fullmatch(r"[a-z][a-z0-9]*(_[a-z0-9]+)+", name), "two words or more, in lower case"
    docstring = ast.get_docstring(ast.parse(PROJECT.scripts[name].read_text(encoding="utf-8"))) or ""
    point = docstring.partition("\n")[0]
    assert point.endswith((".", "?")) and len(point.split()) >= 5, point
    assert "Source: " in docstring
    path = book.figures[name][0]
    heading = re.search("^# (.*)$", book.pages[path].text, re.MULTILINE)
    title = "home page" if path == "index.md" or heading is None else heading[1]
    assert title in " ".join(docstring.split()), f"it is shown on the page “{title}”"


@pytest.mark.parametrize("name", FIGURES)
def test_a_power_of_ten_has_the_face_of_the_numbers_at_axes(name: str) -> None:
    text = PROJECT.scripts[name].read_text(encoding="utf-8")
    assert "$10^" not in text, r"a formula's digits have serifs; write $\mathdefault{10^{-3}}$"


@pytest.mark.parametrize("name", FIGURES)
def test_it_is_short_or_says_why_not(name: str) -> None:
    text = PROJECT.scripts[name].read_text(encoding="utf-8")
    body = ast.parse(text).body
    code = [line for line in text.splitlines()[body[0].end_lineno or 0 :] if line.strip()]
    assert len(code) <= BUDGET or "longer than" in (ast.get_docstring(ast.parse(text)) or "").lower(), len(code)


def test_every_figure_lies_in_the_folder_of_its_page_and_its_test_in_the_folder_of_that_name(book: Book) -> None:
    assert misplaced(PROJECT, book) == []
    folders = {script.parent.relative_to(PROJECT.figures) for script in PROJECT.scripts.values()}
    shared = {place.parent.relative_to(PROJECT.figures) for place in PROJECT.figures.rglob("__init__.py")}
    for test in HERE.rglob("test_*.py"):
        if test.parent == HERE:  # about all figures
            continue
        assert (folder := test.parent.relative_to(HERE)) in folders | shared, test
        name = test.stem.removeprefix("test_")
        assert name not in PROJECT.scripts or PROJECT.scripts[name].parent == PROJECT.figures / folder, test


def test_every_embedded_figure_has_a_script(book: Book) -> None:
    assert set(book.figures) <= set(FIGURES)
    assert not book.faults
    assert not PROJECT.faults
