"""Packages of npm that modules of a project need are fetched before drawing; drawings made without them are stale."""

import shutil
from pathlib import Path

import pytest

from figures.engine.formulas.node import NodeError, home_of
from figures.engine.freshness import packages
from figures.engine.freshness.progress import Progress
from figures.engine.freshness.refresh import refresh
from figures.engine.notebooks.refresh import refresh_notebooks
from tests.engine.conftest import Mini

COUNT = """
from stock.shelf import count


def experiment():
    return {"n": count()}


def draw(n):
    figure = Figure()
    figure.subplots().plot([0, n])
    return figure
"""
SHELF = """
from pathlib import Path

HOME = next(Path(__file__).parents[2].glob(".cache/node/stock-*/node_modules"), None)


def count():
    return 0 if HOME is None else len((HOME / "nails.txt").read_text())
"""


@pytest.fixture
def stocked(ready: Mini, monkeypatch: pytest.MonkeyPatch) -> Mini:
    """A project whose figure `counted` counts what a package holds; npm finds nothing."""
    ready.write("figures/stock/__init__.py")
    ready.write("figures/stock/shelf.py", SHELF)
    ready.write("figures/stock/package.json", '{"dependencies": {"nails": "1.0.0"}}')
    ready.write("figures/stock/package-lock.json", "{}")
    ready.script("counted", COUNT)

    def nothing(folder: Path, cache: Path, say: object, what: str) -> Path:
        raise NodeError(f"{what}: no network")

    monkeypatch.setattr(packages, "install", nothing)
    monkeypatch.setattr(packages, "_in_vain", set())
    return ready


def deliver(folder: Path, cache: Path, say: object = print, what: str = "") -> Path:
    """As npm does."""
    modules = home_of(folder, cache) / "node_modules"
    modules.mkdir(parents=True, exist_ok=True)
    (modules / "nails.txt").write_text("||||")
    return modules.parent


def count(project: Mini) -> int:
    return int(project.look().fresh["counted"].facts["n"])


def test_without_the_package_the_figure_is_drawn_and_the_reason_is_told(stocked: Mini) -> None:
    told: list[str] = []
    state = refresh(stocked.project, progress=Progress(told.append))
    assert state.drawn == ["counted"] and not state.all_faults
    assert told[0] == "figures/stock: no network; until then its modules do without"
    assert count(stocked) == 0 and stocked.drawn() == set()


def test_a_figure_drawn_without_the_package_is_drawn_again_once_npm_brings_it(
    stocked: Mini, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert stocked.drawn() == {"counted"}
    monkeypatch.setattr(packages, "install", deliver)
    monkeypatch.setattr(packages, "_in_vain", set())
    assert stocked.drawn() == {"counted"}
    assert count(stocked) == 4 and stocked.drawn() == set()
    shutil.rmtree(stocked.root / ".cache/node")
    assert count(stocked) == 0  # the drawing made without it is kept, and is the right one again


def test_another_lock_file_makes_the_figure_stale_and_no_other(stocked: Mini, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packages, "install", deliver)
    assert stocked.drawn() == {"counted"}
    stocked.write("figures/stock/package-lock.json", "{ }")
    assert stocked.stale() == {"counted"}


def test_what_was_looked_for_in_vain_is_not_looked_for_again_by_the_same_process(
    stocked: Mini, monkeypatch: pytest.MonkeyPatch
) -> None:
    stocked.drawn()
    monkeypatch.setattr(packages, "install", lambda *_: pytest.fail("it was asked again"))
    assert stocked.drawn() == set()


def test_figures_that_do_not_import_the_module_fetch_nothing(stocked: Mini, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packages, "install", lambda *_: pytest.fail("it was asked"))
    assert not stocked.refresh("line", "dot").all_faults


def test_a_notebook_too_is_executed_again_once_the_package_is_there(
    stocked: Mini, monkeypatch: pytest.MonkeyPatch
) -> None:
    stocked.write("docs/note.py", "# %% [markdown]\n# # Note\n\n# %%\nfrom stock.shelf import count\nprint(count())\n")

    def executed() -> list[str]:
        state = refresh_notebooks(stocked.project, 1, 60, Progress(lambda line: None))
        assert not state.failed
        return state.executed

    assert executed() == ["note.py"] and executed() == []
    deliver(stocked.root / "figures/stock", stocked.root / ".cache/node")
    assert executed() == ["note.py"]
