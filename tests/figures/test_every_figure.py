"""What holds for every figure: it runs alone, draws the same bytes twice, is shown once, is legible and in our colours.

The figures are drawn twice: as the site draws them, and once more under another hash seed by a program that starts in
an empty folder, turns warnings into errors and gives each script a process of its own.
"""

import ast
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest
import yaml

from figures.engine.freshness.progress import Progress
from figures.engine.freshness.refresh import State, refresh
from figures.engine.notebooks.cells import markdown_of, notebooks
from figures.engine.pages.book import Book, read_book
from figures.engine.pages.places import misplaced
from figures.engine.project.project import Project
from figures.style import colours

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
PROJECT = Project(ROOT)
FIGURES = sorted(PROJECT.scripts)
WIDEST = 5.2  # inches: at 1.5 pixels a point, what a phone shows legibly
SMALLEST = 10  # points; indices of formulas are smaller, as in print
BUDGET = 60  # lines of code, docstring and blank lines not counted

ALONE = """
import multiprocessing, os, sys, tempfile, warnings
from json import dumps
from pathlib import Path

sys.path.insert(0, ROOT)
import figures.engine.drawing.run as engine
from figures.engine.drawing.job import Job
from matplotlib.text import Text


def alone(name_and_script):
    name, script = name_and_script
    os.chdir(tempfile.mkdtemp(dir=FOLDER))
    warnings.simplefilter("error")
    drawn, call = [], engine.call
    engine.call = lambda *order: drawn.append(call(*order)) or drawn[0]
    answer = engine.run(Job(name, script, ROOT, FOLDER, "key"))
    if answer["status"] == "done":
        figure = drawn[0].figure
        shown = [text for text in figure.findobj(Text) if text.get_visible() and text.get_text().strip()]
        answer["width"] = figure.get_size_inches()[0]
        answer["texts"] = sorted((text.get_fontsize(), text.get_text()) for text in shown)
        entry = engine.Cache(Path(FOLDER)).load(name, "key")
        answer["files"], answer["facts"] = entry.files, entry.facts
    return name, answer


with multiprocessing.get_context("fork").Pool(2, maxtasksperchild=1) as pool:
    print(dumps(dict(pool.imap_unordered(alone, SCRIPTS.items()))))
"""


@pytest.fixture(scope="module")
def state(alone_with: Callable[[str], AbstractContextManager[None]]) -> State:
    """The figures as the site shows them."""
    with alone_with("the book"):
        return refresh(PROJECT, progress=Progress(lambda line: None))


@pytest.fixture(scope="module")
def alone(state: State, tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    """What became of each figure when it was drawn alone; `state` has fetched the typefaces, as every refresh does."""
    folder = tmp_path_factory.mktemp("alone")
    scripts = {name: str(script) for name, script in PROJECT.scripts.items()}
    names = f"ROOT, FOLDER, SCRIPTS = {str(ROOT)!r}, {str(folder)!r}, {scripts!r}\n"
    quiet = {"TF_CPP_MIN_LOG_LEVEL": "3", "CUDA_VISIBLE_DEVICES": "-1", "OMP_NUM_THREADS": "1", "MPLBACKEND": "agg"}
    result = subprocess.run(
        [sys.executable, "-c", names + ALONE],
        cwd=folder,
        text=True,
        capture_output=True,
        env=os.environ | quiet | {"PYTHONHASHSEED": "12345"},
        check=False,
    )
    assert result.returncode == 0, result.stderr
    return json.loads(result.stdout.splitlines()[-1])  # type: ignore[no-any-return]


@pytest.fixture(scope="module")
def book() -> Book:
    programs = {path: markdown_of(text) for path, text in notebooks(ROOT / "docs").items()}
    return read_book(ROOT / "docs", others=programs)


@pytest.mark.parametrize("name", FIGURES)
def test_it_runs_alone_from_another_folder_with_warnings_as_errors(alone: dict[str, dict[str, Any]], name: str) -> None:
    if alone[name]["status"] == "missing":
        pytest.skip(alone[name]["message"])
    assert alone[name]["status"] == "done", alone[name]


@pytest.mark.parametrize("name", FIGURES)
def test_it_draws_the_same_bytes_under_another_hash_seed(
    state: State, alone: dict[str, dict[str, Any]], name: str
) -> None:
    if name in state.missing:
        pytest.skip(str(state.missing[name]))
    assert name in state.fresh, state.failed.get(name)
    assert alone[name]["files"] == state.fresh[name].files  # their names are digests of what they hold
    assert alone[name]["facts"] == state.fresh[name].facts


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
def test_it_is_narrow_and_large_enough_for_a_phone(alone: dict[str, dict[str, Any]], name: str) -> None:
    if "width" not in alone[name]:
        pytest.skip("it was not drawn")
    assert alone[name]["width"] <= WIDEST
    assert alone[name]["texts"][:1] == [] or alone[name]["texts"][0][0] >= SMALLEST, alone[name]["texts"][0]


@pytest.mark.parametrize("name", FIGURES)
def test_each_of_its_colours_has_a_meaning_and_so_a_dark_value(state: State, name: str) -> None:
    if name not in state.fresh:
        pytest.skip("it was not drawn")
    folder = ROOT / ".cache" / "figures" / name
    drawing = (folder / state.fresh[name].files["inline"]).read_text(encoding="utf-8")
    drawing = re.sub("<image [^>]*>", "", drawing)  # an image has its own colours
    assert set(re.findall(r"[:\"](#[0-9a-fA-F]{3,8}|rgb[^;\"]*)[;\"]", drawing)) == set()
    used = set(re.findall(r"var\(--fig-([\w-]+)\)", drawing)) - {"font", "mono", "math"}
    known = {constant.lower().replace("_", "-") for constant in vars(colours) if constant.isupper()}
    assert used and used <= known


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
