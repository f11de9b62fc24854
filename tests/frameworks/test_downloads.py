"""The downloaded notebooks run in an empty folder, in a fresh environment that has only what their pages name."""

import importlib.util
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable
from functools import cache
from importlib import metadata
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import nbformat
import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from figures.engine.freshness.progress import Progress
from figures.engine.freshness.refresh import TIME_LIMIT, look
from figures.engine.notebooks.cells import contents_of, markdown_of
from figures.engine.notebooks.placing import NotebookPages
from figures.engine.notebooks.refresh import Notebooks, refresh_notebooks
from figures.engine.pages.book import read_book
from figures.engine.pages.embedding import Embedding
from figures.engine.project.project import Project
from figures.engine.workers.pool import QUIET
from tests.frameworks.conftest import NEEDS, OPTIONAL, PAGES, ROOT, load

STEMS = sorted(path.stem for path in PAGES.glob("*.py"))
CODE = re.compile(r"^ *```.*?^ *```$|`[^`\n]+`", re.MULTILINE | re.DOTALL)
COLOURS = re.compile(r"\x1b\[[0-9;]*m")  # in a terminal and in a notebook they are no characters
SYNTAX = re.compile(r"/{3,}|\{\{|@(?:fig|eq):|--8<--|\\label\{", re.MULTILINE)


@pytest.fixture(scope="module")
def executed() -> Notebooks:
    """All notebooks of the book, executed if the site has not done so."""
    state = refresh_notebooks(Project(ROOT), 0, TIME_LIMIT, Progress(str))
    assert not state.failed
    return state


@pytest.fixture(scope="module")
def offered(executed: Notebooks) -> dict[str, bytes]:
    """What the pages offer, by its address."""
    project = Project(ROOT)
    book = read_book(project.docs, (), {path: markdown_of(text) for path, text in executed.texts.items()})
    pages = NotebookPages(executed, Embedding(project, look(project), book))
    return {address: making.make() for address, making in pages.downloads("https://example.org/").items()}


@pytest.fixture(params=STEMS)
def stem(request: pytest.FixtureRequest) -> str:
    """A page that this environment can run."""
    for library in NEEDS.get(request.param, ()):
        load(library)
    return str(request.param)


def notebook(offered: dict[str, bytes], stem: str) -> Any:
    return nbformat.reads(offered[f"frameworks/{stem}.ipynb"].decode(), as_version=nbformat.NO_CONVERT)


def named(executed: Notebooks, stem: str) -> list[str]:
    """The libraries that the page says it was executed with."""
    return [name for name, version in executed.shown[f"frameworks/{stem}.py"].facts["needs"].items() if version]


# ---- an environment that has them, and nothing else


def closure(modules: Iterable[str]) -> set[str]:
    """The distributions that give these modules, and all that they require here."""
    owners = metadata.packages_distributions()
    found: set[str] = set()
    waiting = [(canonicalize_name(owners[module][0]), "") for module in modules]
    while waiting:
        name, extra = waiting.pop()
        try:
            requires = metadata.requires(name) or []
        except metadata.PackageNotFoundError:
            continue
        found.add(name)
        for line in requires:
            needed = Requirement(line)
            if needed.marker is None or needed.marker.evaluate({"extra": extra}):
                asked = canonicalize_name(needed.name)
                waiting += [(asked, each) for each in ("", *needed.extras) if asked not in found]
    return found


@cache
def shared() -> set[str]:
    """The names in site-packages below which several distributions have files."""
    records = [distribution.read_text("RECORD") or "" for distribution in metadata.distributions()]
    return {name for name, owners in Counter(top for record in records for top in tops(record)).items() if owners > 1}


def tops(record: str) -> set[str]:
    """What stands first in the places of a distribution's files."""
    return {line.partition(",")[0].partition("/")[0] for line in record.splitlines()}


@cache
def links(distribution: str) -> list[tuple[str, Path]]:
    """The places of a distribution's files in site-packages, and where they are: a folder of its own as one.

    Of a folder that others have files in too its own are named, with what Python compiled of them.
    """
    whole, found = metadata.distribution(distribution), []
    for top in tops(whole.read_text("RECORD") or "") - shared() - {"..", ""}:
        found.append((top, Path(str(whole.locate_file(top)))))
    for file in whole.files or []:
        place = Path(str(file.locate()))
        if file.parts[0] not in shared() - {".."} or file.suffix in (".h", ".pyc"):
            continue
        found.append((file.as_posix(), place))
        compiled = Path(importlib.util.cache_from_source(str(place))) if file.suffix == ".py" else place
        if compiled != place and compiled.exists():
            found.append((file.parent.joinpath("__pycache__", compiled.name).as_posix(), compiled))
    return found


@pytest.fixture(scope="module")
def python_with(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The Python of a fresh virtual environment with the named libraries and what they require."""

    @cache
    def make(modules: frozenset[str]) -> Path:
        folder = tmp_path_factory.mktemp("environment")
        subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder], check=True)
        [packages] = folder.glob("lib/python*/site-packages")
        for distribution in closure(modules):
            for name, place in links(distribution):
                target = packages / name
                target.parent.mkdir(parents=True, exist_ok=True)
                if not target.exists():
                    target.symlink_to(place)
        return folder / "bin" / "python"

    return lambda modules: make(frozenset(modules))


def run(python: Path, *arguments: str | Path, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run it as on a machine that knows nothing of this repository: what Keras keeps goes where a home would be."""
    own = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))}
    with TemporaryDirectory() as home:
        return subprocess.run(
            [python, *arguments],
            cwd=folder,
            text=True,
            capture_output=True,
            timeout=TIME_LIMIT,
            env=own | QUIET | {"KERAS_HOME": home, "PYTHONNOUSERSITE": "1"},
            check=False,
        )


# ---- the claims


def test_it_runs_where_only_the_named_libraries_are(
    stem: str, executed: Notebooks, offered: dict[str, bytes], python_with: Any, tmp_path: Path
) -> None:
    program = tmp_path / "program.py"
    code = [cell for cell in notebook(offered, stem).cells if cell.cell_type == "code"]
    program.write_text("\n\n".join(cell.source for cell in code), encoding="utf-8")
    empty = tmp_path / "empty"
    empty.mkdir()
    result = run(python_with(named(executed, stem)), program, folder=empty)
    assert result.returncode == 0, result.stderr[-3000:]
    shown = [output.text for cell in code for output in cell.outputs if output.output_type == "stream"]
    assert len(result.stdout.splitlines()) == len("".join(shown).splitlines())
    assert not list(empty.iterdir())


def test_what_the_page_does_not_name_is_not_there(
    stem: str, executed: Notebooks, python_with: Any, tmp_path: Path
) -> None:
    python = python_with(named(executed, stem))
    others = sorted({"matplotlib", "mkdocs", "sklearn", "IPython", "figures", *OPTIONAL} - set(named(executed, stem)))
    test = f"from importlib.util import find_spec; print([name for name in {others} if find_spec(name)])"
    assert run(python, "-c", test, folder=tmp_path).stdout == "[]\n"
    assert "ModuleNotFoundError" in run(python, "-c", "import matplotlib", folder=tmp_path).stderr


@pytest.fixture(scope="module")
def comparison(python_with: Any, tmp_path_factory: pytest.TempPathFactory) -> subprocess.CompletedProcess[str]:
    """The page that compares frameworks, as a program where two of them are not installed."""
    folder = tmp_path_factory.mktemp("comparison")
    program = folder / "program.py"
    code = [
        text
        for is_code, _, text in contents_of((PAGES / "the-same-network-everywhere.py").read_text("utf-8"))
        if is_code
    ]
    program.write_text("\n\n".join(code), encoding="utf-8")
    return run(python_with(["keras", "numpy", "tensorflow"]), program, folder=folder)


def test_the_comparison_runs_without_the_optional_frameworks(comparison: subprocess.CompletedProcess[str]) -> None:
    assert comparison.returncode == 0, comparison.stderr[-3000:]


def test_it_runs_without_pytorch_and_jax_and_says_so(comparison: subprocess.CompletedProcess[str]) -> None:
    for name in ("PyTorch", "JAX"):
        assert f"{name:10s} is missing; the rest is shown" in comparison.stdout
        assert comparison.stdout.count(name) == 1, "no further row or column"


def test_it_is_valid_executed_and_free_of_the_syntax_of_pages(stem: str, offered: dict[str, bytes]) -> None:
    book = notebook(offered, stem)
    nbformat.validate(book)
    code = [cell for cell in book.cells if cell.cell_type == "code"]
    assert [cell.execution_count for cell in code] == list(range(1, len(code) + 1))
    prose = "\n\n".join(cell.source for cell in book.cells if cell.cell_type == "markdown")
    assert SYNTAX.findall(CODE.sub("", prose)) == []
    assert all(
        name.endswith(".png") and f"(attachment:{name})" in cell.source
        for cell in book.cells
        for name in cell.get("attachments", {})
    )
    assert "attachment:" in prose


def test_what_it_prints_fits_a_telephone(stem: str, offered: dict[str, bytes]) -> None:
    printed = "".join(
        output.text
        for cell in notebook(offered, stem).cells
        for output in cell.get("outputs", [])
        if output.output_type == "stream"
    )
    assert max(map(len, COLOURS.sub("", printed).splitlines())) <= 48


def test_the_program_that_is_offered_is_the_page(stem: str, offered: dict[str, bytes]) -> None:
    assert offered[f"frameworks/{stem}.py"] == (PAGES / f"{stem}.py").read_bytes()
