"""A miniature project in a temporary folder: the engine knows nothing of this repository, so neither do its tests."""

import os
import re
import shutil
import subprocess
import sys
import textwrap
from collections.abc import Callable, Generator, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

import figures.engine
from figures.engine.formulas import node
from figures.engine.formulas.typesetting import SCRIPT
from figures.engine.freshness.progress import Progress
from figures.engine.freshness.refresh import State, look, refresh
from figures.engine.project.project import Project
from figures.engine.typefaces.chosen import FOLDER
from tests.engine import warm

ENGINE = Path(figures.engine.__file__).resolve().parent
HOME = ENGINE.parents[1]  # the folder from which `python -m figures` runs

CONFIGURATION = """
site_name: Mini
theme: {name: mkdocs, highlightjs: false, include_homepage_in_sidebar: false}
use_directory_urls: false
plugins: [figures]
markdown_extensions:
  - tables
  - pymdownx.superfences
  - pymdownx.arithmatex: {generic: true}
"""

HEAD = '"""A picture."""\n\nimport numpy as np\nfrom matplotlib.figure import Figure\n'
LINE = (
    HEAD
    + """
from shared import SLOPE


def experiment():
    x = np.linspace(0, 1, 5)
    return {"x": x, "y": SLOPE * x, "slope": SLOPE, "deep": {"er": -0.25}, "share": 0.125, "word": "up-hill"}


def draw(x, y):
    figure = Figure()
    figure.subplots().plot(x, y)
    return figure
"""
)
DOT = (
    HEAD
    + """

def draw():
    figure = Figure()
    figure.subplots().plot([0], [1], "o")
    return figure
"""
)


def _without_name() -> None:
    """With the running test's name the environment would be another one in each, and no worker could stay."""
    os.environ.pop("PYTEST_CURRENT_TEST", None)


@pytest.hookimpl(wrapper=True)
def pytest_fixture_setup() -> Generator[None, Any, Any]:
    """Fixtures draw too."""
    _without_name()
    return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_pyfunc_call() -> Generator[None, Any, Any]:
    """A test begins here, when pytest has said so."""
    _without_name()
    return (yield)


class Mini:
    """The project, and what a person would do with it."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def write(self, path: str, text: str = "") -> Path:
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(textwrap.dedent(text), encoding="utf-8")
        return target

    def edit(self, path: str, old: str, new: str) -> None:
        text = (self.root / path).read_text(encoding="utf-8")
        assert old in text
        (self.root / path).write_text(text.replace(old, new), encoding="utf-8")

    def script(self, name: str, body: str) -> Path:
        """A script with the usual imports and `body` below them."""
        return self.write(f"figures/{name}.py", HEAD + "\n" + textwrap.dedent(body))

    @property
    def project(self) -> Project:
        """Read anew, as every build does."""
        return Project(self.root)

    def look(self) -> State:
        return look(self.project)

    def stale(self) -> set[str]:
        return set(self.look().stale)

    def refresh(self, *names: str, **options: object) -> State:
        return refresh(self.project, names, progress=Progress(lambda line: None), **options)  # type: ignore[arg-type]

    def drawn(self) -> set[str]:
        """Refresh; which figures were drawn? None may fail."""
        state = self.refresh()
        assert not state.all_faults, state.all_faults
        return set(state.drawn)

    def files(self, name: str) -> dict[str, bytes]:
        """What the cache holds of a figure, by suffix or role."""
        entry = self.look().fresh[name]
        return {role: (self.root / ".cache/figures" / name / file).read_bytes() for role, file in entry.files.items()}

    def python(self, *arguments: str, **options: object) -> subprocess.CompletedProcess[str]:
        """This Python, from the project's folder."""
        environment = os.environ | {"PYTHONPATH": str(HOME), "NO_MKDOCS_2_WARNING": "1"} | options.pop("env", {})
        if arguments[:2] == ("-m", "mkdocs") and not options:
            return warm.run(self.root, "mkdocs", list(arguments[2:]), environment)
        return subprocess.run(
            [sys.executable, *arguments],
            cwd=self.root,
            env=environment,
            text=True,
            capture_output=True,
            timeout=300,  # against hanging only: a machine may be busy
            check=False,
            **options,
        )  # type: ignore[call-overload]

    def run(self, *command: str, **options: object) -> subprocess.CompletedProcess[str]:
        """A program of this Python, from there."""
        return self.python("-m", *command, **options)

    def command(self, *arguments: str, **options: object) -> subprocess.CompletedProcess[str]:
        """python -m figures --project …"""
        return self.run("figures", "--project", str(self.root), *arguments, **options)

    def build(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """mkdocs build, with the MathJax that the site has fetched: npm takes seconds for each project."""
        mathjax = node.home_of(SCRIPT.parent, HOME / ".cache/formulas")
        link = self.root / ".cache/formulas" / mathjax.name
        with suppress(OSError):  # a test may have made a file of the folder
            if mathjax.is_dir() and not link.exists():
                link.parent.mkdir(parents=True, exist_ok=True)
                link.symlink_to(mathjax)
        return self.run("mkdocs", "build", *arguments)

    def page(self, name: str = "index") -> str:
        return (self.root / "site" / f"{name}.html").read_text(encoding="utf-8")

    def snapshot(self, folder: str) -> dict[str, bytes]:
        """Every file below a folder with its bytes."""
        top = self.root / folder
        return {path.relative_to(top).as_posix(): path.read_bytes() for path in top.rglob("*") if path.is_file()}


def mini(root: Path) -> Mini:
    """Two figures (one with a helper module) on two pages."""
    project = Mini(root)
    project.write("mkdocs.yml", CONFIGURATION)
    project.write("figures/shared.py", "SLOPE = 3.0\n")
    project.write("figures/line.py", LINE)
    project.write("figures/dot.py", DOT)
    project.write(
        "docs/index.md",
        """
        # Hello

        /// figure | line
            alt: "A line that rises."
        The slope is {{ line.slope | .1f }}.
        ///
        """,
    )
    project.write(
        "docs/two.md",
        """
        # Two

        /// figure | dot
            alt: A dot.
        Nothing moves.
        ///

        See @fig:line.
        """,
    )
    return project


@pytest.fixture
def project(tmp_path: Path) -> Mini:
    return mini(tmp_path / "mini")


@pytest.fixture(scope="session")
def drawn_once(tmp_path_factory: pytest.TempPathFactory) -> Mini:
    """The miniature project with both figures drawn; only to be copied."""
    project = mini(tmp_path_factory.mktemp("drawn") / "mini")
    assert project.drawn() == {"line", "dot"}
    return project


@pytest.fixture
def ready(drawn_once: Mini, tmp_path: Path) -> Mini:
    """The miniature project, its figures drawn."""
    return Mini(shutil.copytree(drawn_once.root, tmp_path / "mini"))


@pytest.fixture(scope="module")
def make_project(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Mini]:
    """For modules whose tests look at one project that was built once."""
    return lambda name: mini(tmp_path_factory.mktemp(name) / "mini")


@pytest.fixture(scope="session")
def packages() -> Path:
    """The folder with the book's typefaces, fetched once for all tests and for the site."""
    return node.install(HOME / FOLDER, HOME / ".cache" / "typefaces", print, "typefaces")


@pytest.fixture(scope="session")
def cut(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What was cut already, so that each test need not cut it again."""
    return tmp_path_factory.mktemp("cut")


@pytest.fixture
def typed(project: Mini, packages: Path, cut: Path) -> Mini:
    """The miniature project with the book's typefaces."""
    shutil.copytree(HOME / FOLDER, project.root / FOLDER)
    link = node.home_of(project.root / FOLDER, project.root / ".cache" / "typefaces")
    link.parent.mkdir(parents=True)
    link.symlink_to(packages)
    link.with_name("cut").symlink_to(cut)
    return project


# Some libraries make a generator while they are imported; only scripts may not.
LIBRARY = "from numpy.random import default_rng\n\nN = 2\nSPARE = default_rng()\n"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder of installed libraries with one distribution, whose name is not that of its module."""
    folder = tmp_path_factory.mktemp("site-packages") / "site-packages"
    (folder / "pendant").mkdir(parents=True)
    (folder / "pendant" / "__init__.py").write_text(LIBRARY)
    install(folder, "1.0")
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(folder))
        patch.setenv("PYTHONPATH", str(folder))
        yield folder


def install(folder: Path, version: str, name: str = "Pendant-Lamp", module: str = "pendant") -> None:
    """Say there that this version is installed, and no other."""
    stem = name.replace("-", "_").lower()
    for old in folder.glob(f"{stem}-*.dist-info"):
        shutil.rmtree(old)
    information = folder / f"{stem}-{version}.dist-info"
    information.mkdir()
    (information / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n")
    (information / "top_level.txt").write_text(f"{module}\n")
    (information / "RECORD").write_text(f"{module}/__init__.py,,\n")


def faults(output: str) -> list[str]:
    """The lines of an output that place a fault: path/to/file.ext:line: …"""
    return re.findall(r"^(?:error: |ERROR +- +)?((?:docs|figures)/\S+: .*)$", output, re.MULTILINE)
