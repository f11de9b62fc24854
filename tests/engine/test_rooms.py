"""The rooms of the engine: dependence runs one way, and every module stands in a room."""

import ast
import re
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

from tests.engine.conftest import ENGINE

ROOMS = re.findall(r"^\| `(\w+)` \|", (ENGINE / "README.md").read_text(encoding="utf-8"), re.MULTILINE)
MODULES = sorted(ENGINE.rglob("*.py"))
LIMIT = 180  # lines of a module as `ruff format` lays them out, and of a script for the browser as prettier does
MATHEMATICS = 120  # lines of a module of `neural`
ROOT = ENGINE.parents[1]
LONGER = {  # those that are longer, and why; the list only shrinks
    "drawing/controls.py": "four kinds of controls, alike on purpose, and how they are declared",
    "drawing/labels.py": "a label and its pieces, with the typefaces of both",
}
PUBLIC = {"Choice", "Colour", "Slider", "Steps", "Toggle"}  # what authors import


def imported(text: str) -> Iterator[tuple[str, int]]:
    """The room behind every import from the engine, wherever in the module it stands, and its line."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and not node.level:
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            yield "a relative import", node.lineno
            continue
        else:
            continue
        for name in names:
            if re.match(r"figures\.engine(\.|$)", name):
                yield [*name.split("."), ""][2], node.lineno


def faults(room: str, text: str) -> list[str]:
    """The imports of a module in `room` that lead to a room below, or to none."""
    allowed = ROOMS[: ROOMS.index(room) + 1]
    return [f"line {line}: {other or 'all of the engine'}" for other, line in imported(text) if other not in allowed]


def test_every_module_of_the_engine_stands_in_one_of_its_rooms() -> None:
    assert {path.relative_to(ENGINE).as_posix() for path in MODULES if path.parent == ENGINE} == {"__init__.py"}
    assert {path.parent for path in MODULES} == {ENGINE, *(ENGINE / room for room in ROOMS)}


@pytest.mark.parametrize(
    "path", [path for path in MODULES if path.parent != ENGINE], ids=lambda path: path.relative_to(ENGINE).as_posix()
)
def test_a_module_imports_only_from_its_own_room_and_from_those_above(path: Path) -> None:
    assert faults(path.parent.name, path.read_text(encoding="utf-8")) == []


def test_an_import_that_runs_back_up_is_found() -> None:
    assert faults("pages", "from figures.engine.drawing.tables import table\nimport figures.engine.store.cache") == []
    for back in (
        "from figures.engine.site.build import Build",
        "import figures.engine.site.build",
        "from figures.engine import site",
        "def late():\n    from figures.engine.site import build",
        "from figures.engine import Slider",
        "from ..site import build",
    ):
        assert len(faults("pages", back)) == 1, back


def modules(text: str) -> set[str]:
    """All that a text may import, by its dotted name: of what is taken from a module, the module and what is taken."""
    found = set()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


def circle(texts: dict[str, str]) -> list[str]:
    """Modules that import one another in a circle, if any do."""
    try:
        TopologicalSorter({name: modules(text) & texts.keys() for name, text in texts.items()}).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def test_no_modules_import_one_another_in_a_circle() -> None:
    texts = {
        ".".join(path.relative_to(ROOT).with_suffix("").parts): path.read_text(encoding="utf-8")
        for path in (ROOT / "figures").rglob("*.py")
        if path.name != "__init__.py"
    }
    assert len(texts) > len(MODULES)
    assert circle(texts) == []


def test_a_circle_is_found_wherever_the_import_stands() -> None:
    texts = {"a.b": "from a import c", "a.c": "def late():\n    from a.d import e", "a.d": "import a.b"}
    assert set(circle(texts)) == set(texts)
    assert circle(texts | {"a.d": "import a"}) == []


@pytest.mark.parametrize(
    "path", [*MODULES, *sorted(ENGINE.rglob("*.js"))], ids=lambda path: path.relative_to(ENGINE).as_posix()
)
def test_no_module_is_longer_than_can_be_looked_over_or_the_list_says_why(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").count("\n")
    is_longer = lines > LIMIT
    assert is_longer == (path.relative_to(ENGINE).as_posix() in LONGER), lines


@pytest.mark.parametrize(
    ("path", "limit"),
    [(path, LIMIT) for path in sorted((ROOT / "docs").rglob("*.js"))]
    + [(path, MATHEMATICS) for path in sorted((ROOT / "figures" / "neural").glob("*.py"))],
    ids=lambda value: value.relative_to(ROOT).as_posix() if isinstance(value, Path) else None,
)
def test_scripts_of_pages_and_modules_of_the_mathematics_keep_within_their_lengths_too(path: Path, limit: int) -> None:
    assert path.read_text(encoding="utf-8").count("\n") <= limit


def test_the_rooms_of_the_tests_are_those_of_the_engine() -> None:
    tests = {path.name for path in Path(__file__).parent.iterdir() if path.is_dir() and path.name != "__pycache__"}
    assert tests <= set(ROOMS)
    assert "drawing" in tests


def test_authors_import_their_controls_and_colours_from_the_engine_itself() -> None:
    import figures.engine

    assert set(figures.engine.__all__) == PUBLIC
