"""Numbers apart from ink: an edit that cannot change what experiment() gives does not run it again.

What is drawn after an edit is compared with a drawing from nothing.
"""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from figures.engine.freshness.fingerprint import Fingerprints
from tests.engine.conftest import Mini

NOTHING, INK, NUMBERS = "nothing", "inked", "counted"  # what an edit does again

SCRIPT = '''"""A picture."""

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Annotated

import numpy as np
from matplotlib.figure import Figure

from figures.engine import Slider
from figures.NAME_shared import RATE, hatch
import figures.NAME_tables as tables

FOLDER = Path(__file__).resolve().parents[1] / "data"
SEED = 3
WIDTH = 1.5
LEVEL = 2.0
HALF = LEVEL / 2  # of the level
PAD = {"left": 0.1}


@dataclass(frozen=True)
class Machine:
    """It multiplies."""

    gain: float = 1.0

    def run(self, x):
        """Its output."""
        return self.gain * x


class Pen:
    size = 2.0


def measured(x, offset=0.5):
    """Numbers."""
    return x + offset


def painted(axes, x, y, alpha=0.5):
    """Ink."""
    axes.plot(x, y, alpha=alpha, linewidth=WIDTH)


def bounds(values):
    return float(np.min(values)) - 1, float(np.max(values)) + 1


def experiment():
    """Numbers."""
    with open(RUNS, "a") as file:
        file.write("NAME ")
    x = np.linspace(0, 1, 5)
    noise = np.random.default_rng(SEED).normal(size=5)
    y = measured(Machine().run(x)) * RATE + noise + LEVEL + tables.ROWS
    return {"x": x, "y": y, "n": float((FOLDER / "NAME_n.txt").read_text()), "low": bounds(y)[0]}


def draw(x, y, n, *, turn: Annotated[float, Slider(0, 1, step=0.5)] = 0.5):
    """Ink."""
    figure = Figure()
    axes = figure.subplots()
    painted(axes, x, y + turn)
    axes.plot([0, 1], [LEVEL, HALF + n], markersize=Pen.size, label=hatch(n))
    axes.set(xlim=(0, 1), ylim=bounds([*y, 5, float((FOLDER / "NAME_ink.txt").read_text())]))
    axes.legend(loc="upper left")
    return figure


def facts(turn):
    return {"twice": 2 * turn}
'''
SHARED = '''"""What is shared."""

RATE = 2.0
MARK = "o"


def hatch(n):
    """A word."""
    return f"{MARK} {n:.1f}"
'''
TABLES = '''"""Tables."""

ROWS = 3.0
COLUMNS = 4.0
'''
MINE, TWO, THREE = "figures/{}.py", "figures/{}_shared.py", "figures/{}_tables.py"

# Each kind: the file, what stands there, what stands there afterwards, and what is done again.
EDITS: dict[str, tuple[str, str, str, str]] = {
    "comment": (MINE, "  # of the level", "  # of it", NOTHING),
    "own_line": (MINE, "SEED = 3\n", "# A seed.\nSEED = 3\n", NOTHING),
    "space": (MINE, "    x = np.linspace(0, 1, 5)\n", "\n\n    x = np.linspace( 0, 1,5 )\n", NOTHING),
    "docstring": (MINE, '"""Ink."""', '"""Just ink."""', NOTHING),
    "first_docstring": (MINE, '"""A picture."""', '"""Another picture."""', NOTHING),
    "docstring_of_a_class": (MINE, '    """It multiplies."""\n\n', "", NOTHING),
    "docstring_of_a_module": (TWO, '"""What is shared."""', '"""It is shared.\n\nBy all.\n"""', NOTHING),
    "body_of_draw": (MINE, 'loc="upper left"', 'loc="lower left"', INK),
    "control": (MINE, "Slider(0, 1, step=0.5)", "Slider(0, 2, step=0.5)", INK),
    "default_of_a_control": (MINE, "] = 0.5):", "] = 1.0):", INK),
    "fact": (MINE, "2 * turn", "turn + turn + 1", INK),
    "constant_of_draw": (MINE, "WIDTH = 1.5", "WIDTH = 2.5", INK),
    "unused_constant": (MINE, 'PAD = {"left": 0.1}', 'PAD = {"left": 0.2}', INK),
    "helper_of_draw": (MINE, "linewidth=WIDTH", "linewidth=2 * WIDTH", INK),
    "default_argument_of_draw": (MINE, "alpha=0.5", "alpha=0.75", INK),
    "class_of_draw": (MINE, "    size = 2.0", "    size = 3.0", INK),
    "function_of_a_module_for_draw": (TWO, "{n:.1f}", "{n:.2f}", INK),
    "constant_of_a_module_for_draw": (TWO, 'MARK = "o"', 'MARK = "x"', INK),
    "unused_name_of_a_module": (THREE, "COLUMNS = 4.0", "COLUMNS = 5.0", INK),
    "another_import_for_draw": (MINE, "from functools import partial", "from functools import cache, partial", INK),
    "data_of_draw": ("data/{}_ink.txt", "1", "7", INK),
    "body_of_experiment": (MINE, "+ noise", "+ 2 * noise", NUMBERS),
    "seed": (MINE, "SEED = 3", "SEED = 4", NUMBERS),
    "constant_of_both": (MINE, "LEVEL = 2.0", "LEVEL = 2.5", NUMBERS),
    "helper_of_experiment": (MINE, "return x + offset", "return x - offset", NUMBERS),
    "helper_of_both": (MINE, "float(np.min(values)) - 1", "float(np.min(values)) - 2", NUMBERS),
    "default_argument_of_experiment": (MINE, "offset=0.5", "offset=0.25", NUMBERS),
    "class_attribute": (MINE, "gain: float = 1.0", "gain: float = 3.0", NUMBERS),
    "method": (MINE, "return self.gain * x", "return self.gain * x * x", NUMBERS),
    "decorator": (MINE, "def measured(", "@(lambda f: lambda x: 2 * f(x))\ndef measured(", NUMBERS),
    "constant_of_a_module": (TWO, "RATE = 2.0", "RATE = 2.5", NUMBERS),
    "attribute_of_a_module": (THREE, "ROWS = 3.0", "ROWS = 3.5", NUMBERS),
    "code_of_the_module": (MINE, "class Pen:", "Machine.__init__.__defaults__ = (9.0,)\n\n\nclass Pen:", NUMBERS),
    "code_of_another_module": (TWO, 'MARK = "o"', 'MARK = "o"\nif MARK:\n    RATE += 1', NUMBERS),
    "bound_twice": (MINE, "class Pen:", "LEVEL = 1.25\n\n\nclass Pen:", NUMBERS),
    "decorator_that_registers": (MINE, "def painted(", "@lambda f: PAD.update(a=1) or f\ndef painted(", NUMBERS),
    "data_of_experiment": ("data/{}_n.txt", "1", "6", NUMBERS),
}


def write(mini: Mini, name: str, log: Path) -> None:
    """A figure with its modules and data; its experiment tells the log that it runs."""
    for path, text in ((MINE, SCRIPT.replace("RUNS", repr(str(log)))), (TWO, SHARED), (THREE, TABLES)):
        mini.write(path.format(name), text.replace("NAME", name))
    for file in ("n", "ink"):
        mini.write(f"data/{name}_{file}.txt", "1")


def fingerprints(mini: Mini, name: str) -> tuple[str, str]:
    project = mini.project
    names = Fingerprints(project)
    told = names.key(project.script(name)), names.numbers(project.script(name))
    project.imports.remember()
    return told


@pytest.fixture(scope="module")
def sample(make_project: Callable[[str], Mini]) -> Mini:
    mini = make_project("sample")
    write(mini, "sample", mini.root / "runs.txt")
    return mini


@pytest.mark.parametrize(
    ("kind", "path", "old", "new", "again"),
    [(kind, *edit) for kind, edit in EDITS.items() if edit[0].endswith(".py")],
    ids=[kind for kind, edit in EDITS.items() if edit[0].endswith(".py")],
)
def test_an_edit_gives_new_names_to_what_it_can_change_and_to_nothing_else(
    sample: Mini, kind: str, path: str, old: str, new: str, again: str
) -> None:
    drawing, numbers = fingerprints(sample, "sample")
    file = sample.root / path.format("sample")
    text = file.read_text()
    sample.edit(path.format("sample"), old, new)
    after = fingerprints(sample, "sample")
    file.write_text(text)
    assert (after[0] != drawing, after[1] != numbers) == (again != NOTHING, again == NUMBERS)


@dataclass
class Outcome:
    """What was done after the edits, and what is drawn then: by the next refresh, and from nothing."""

    drawn: set[str]
    ran: set[str]
    mini: Mini
    anew: Mini


def runs(path: Path) -> set[str]:
    """The experiments that ran since the last look, none of them twice."""
    ran = path.read_text().split() if path.exists() else []
    path.unlink(missing_ok=True)
    assert len(ran) == len(set(ran))
    return set(ran)


@pytest.fixture(scope="module")
def outcome(make_project: Callable[[str], Mini]) -> Outcome:
    """Three figures, drawn, and then each edited in all ways of one kind."""
    mini = make_project("ink")
    log = mini.root.parent / "runs.txt"
    (mini.root / "figures/line.py").unlink()
    (mini.root / "figures/dot.py").unlink()
    (mini.root / "figures/shared.py").unlink()
    for name in (NOTHING, INK, NUMBERS):
        write(mini, name, log)
    assert mini.drawn() == runs(log) == {NOTHING, INK, NUMBERS}
    for path, old, new, again in EDITS.values():
        mini.edit(path.format(again), old, new)
    drawn = mini.drawn()
    ran = runs(log)
    anew = Mini(shutil.copytree(mini.root, mini.root.with_name("anew"), ignore=shutil.ignore_patterns(".cache")))
    assert anew.drawn() == runs(log) == {NOTHING, INK, NUMBERS}
    return Outcome(drawn, ran, mini, anew)


def test_an_experiment_runs_again_only_where_its_numbers_can_have_changed(outcome: Outcome) -> None:
    assert outcome.drawn == {INK, NUMBERS}
    assert outcome.ran == {NUMBERS}


@pytest.mark.parametrize("name", [NOTHING, INK, NUMBERS])
def test_what_is_drawn_after_edits_is_what_is_drawn_from_nothing(outcome: Outcome, name: str) -> None:
    assert outcome.mini.files(name) == outcome.anew.files(name)
    assert outcome.mini.look().fresh[name].facts == outcome.anew.look().fresh[name].facts


START = """
import datetime
import inspect
import os
import time
import figures.word_shared as shared

WORD = 1.0


def experiment():
    with open(RUNS, "a") as file:
        file.write("NAME ")
"""
END = """

def draw(n):
    figure = Figure()
    figure.subplots().plot([0, 1], [0, n])
    return figure


def facts():
    return {"word": WORD}
"""
# Figures whose experiments and drawings know of each other, or of their text, in ways that nobody should need.
WORDS = {
    "leaves": ('global WORD\n    WORD = 5.0\n    return {"n": 1.0}', END),
    "source": ('return {"n": float(len(inspect.getsource(shared.hatch)))}', END),
    "documented": ('return {"n": float(len(shared.hatch.__doc__))}', END),
    "by_name": ('return {"n": getattr(shared, "RA" + "TE")}', END),
    "unkept": ('return {"n": 1.0, "when": datetime.datetime(2026, 1, 2, tzinfo=datetime.UTC)}', END),
    "ends": ('return {"n": 1.0}', END.replace("    figure =", "    os._exit(3)\n    figure =")),
    "late": ('return {"n": 1.0}', END.replace("    figure =", "    time.sleep(60)\n    figure =")),
}


@pytest.fixture(scope="module")
def words(make_project: Callable[[str], Mini]) -> tuple[Mini, Path]:
    mini = make_project("words")
    log = mini.root.parent / "runs.txt"
    mini.write("figures/word_shared.py", SHARED)
    for name, (body, end) in WORDS.items():
        mini.script(name, START.replace("RUNS", repr(str(log))).replace("NAME", name) + f"    {body}\n{end}")
    state = mini.refresh(time_limit=3)
    assert set(state.failed) == {"ends", "late"} and runs(log) == set(WORDS)
    line = (mini.root / "figures/late.py").read_text().partition("time.sleep")[0].count("\n") + 1
    assert state.failed["late"].line == line
    assert state.failed["late"].message == "still running after 3 s; make it faster or raise the time limit"
    assert state.failed["ends"].message == "its process was ended (exit 3)"
    return mini, log


def test_a_drawing_never_sees_what_an_experiment_leaves_behind(words: tuple[Mini, Path]) -> None:
    mini, log = words
    assert mini.look().fresh["leaves"].facts == {"n": 1.0, "word": 1.0}
    mini.edit("figures/leaves.py", "[0, 1]", "[0, 2]")
    assert mini.refresh("leaves").drawn == ["leaves"] and runs(log) == set()
    assert mini.look().fresh["leaves"].facts == {"n": 1.0, "word": 1.0}


def test_a_program_that_reads_comments_or_docstrings_is_drawn_again_when_they_change(words: tuple[Mini, Path]) -> None:
    mini, log = words
    seen = {"source", "documented"}
    assert mini.stale() == {"ends", "late"}
    before = {name: mini.look().fresh[name].facts["n"] for name in seen}
    mini.edit("figures/word_shared.py", '"""A word."""', '"""Another word."""  # new')
    assert mini.stale() == seen | {"ends", "late"}
    assert mini.refresh(*seen).drawn and runs(log) == seen
    assert mini.look().fresh["source"].facts["n"] == before["source"] + len("nother" + "  # new")
    assert mini.look().fresh["documented"].facts["n"] == before["documented"] + len("nother")


def test_what_is_reached_by_a_name_made_up_counts(words: tuple[Mini, Path]) -> None:
    mini, log = words
    mini.edit("figures/word_shared.py", "RATE = 2.0", "RATE = 3.0")
    assert "by_name" in mini.refresh("by_name").drawn and "by_name" in runs(log)
    assert mini.look().fresh["by_name"].facts["n"] == 3.0


def test_numbers_that_cannot_be_kept_are_found_out_each_time(words: tuple[Mini, Path]) -> None:
    mini, log = words
    mini.edit("figures/unkept.py", "[0, 1]", "[0, 2]")
    assert mini.refresh("unkept").drawn == ["unkept"] and runs(log) == {"unkept"}


def test_a_drawing_that_failed_is_mended_without_its_experiment(words: tuple[Mini, Path]) -> None:
    mini, log = words
    mini.edit("figures/ends.py", "    os._exit(3)\n", "")
    assert mini.refresh("ends").drawn == ["ends"] and runs(log) == set()


def test_kept_numbers_are_whole_or_found_out_again_and_so_they_are_by_force(words: tuple[Mini, Path]) -> None:
    mini, log = words
    mini.refresh("leaves")
    runs(log)
    before = mini.files("leaves")
    assert mini.refresh("leaves", force=True).drawn == ["leaves"] and runs(log) == {"leaves"}
    for path in (mini.root / ".cache/numbers/leaves").glob("*.numbers"):
        path.write_bytes(path.read_bytes()[:-1])
    (mini.root / ".cache/figures/leaves").rename(mini.root / "gone")
    assert mini.refresh("leaves").drawn == ["leaves"] and runs(log) == {"leaves"}
    assert mini.files("leaves") == before
