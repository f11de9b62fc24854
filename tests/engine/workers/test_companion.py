"""Figures that need slow libraries are drawn by one process that loads them once; nothing else differs."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from psutil import Process

from figures.engine.workers import pool
from figures.engine.workers.companion import FEW
from tests.engine.conftest import Mini

# What the engine knows of PyTorch. It counts how often it is loaded, and cannot be loaded where a file says so.
TORCH = """
import os
import pathlib
import time

from torch import random

loading, end = os.getpid(), os._exit


def slowly(code):  # much memory takes a while to give back
    if os.getpid() == loading:
        time.sleep(0.5)
    end(code)


os._exit = slowly
here = pathlib.Path(__file__).parent
with (here / "loaded.txt").open("a") as file:
    file.write("once\\n")
if (here / "broken.txt").exists():
    raise ValueError("broken")


def manual_seed(seed):
    random.state = bytes([seed])


def seed():
    return 5


def rand():
    random.state += b"x"
    return len(random.state)
"""
RANDOM = """
state = b""


class State(bytes):
    def numpy(self):
        return self

    def tobytes(self):
        return bytes(self)


def get_rng_state():
    return State(state)


def seed():
    return 5
"""
DRAW = """
import torch


def experiment():
    return {{"number": {number}}}


def draw():
    figure = Figure()
    figure.subplots().plot([0, 1], [0, {place}])
    return figure
"""
NAMES = [f"slow_{place}" for place in range(FEW)]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder of a library that is called as a slow one, and found before any other."""
    folder = tmp_path_factory.mktemp("libraries") / "torch"
    folder.mkdir()
    (folder / "__init__.py").write_text(TORCH)
    (folder / "random.py").write_text(RANDOM)
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(folder.parent))
        patch.setenv("PYTHONPATH", str(folder.parent))
        yield folder


@pytest.fixture
def torch(library: Path) -> Path:
    """The same, not loaded yet and whole."""
    for told in library.glob("*.txt"):
        told.unlink()
    return library


def scripts(project: Mini, *numbers: str) -> Mini:
    for place, name in enumerate(NAMES):
        project.script(name, DRAW.format(number=(numbers[place : place + 1] or ["1"])[0], place=place))
    return project


def loaded(torch: Path) -> int:
    told = torch / "loaded.txt"
    count = len(told.read_text().splitlines()) if told.exists() else 0
    told.unlink(missing_ok=True)
    return count


def drawings(project: Mini) -> dict[str, dict[str, bytes]]:
    return {name: project.files(name) for name in NAMES}


def test_it_loads_a_library_once_and_draws_the_same_bytes(project: Mini, torch: Path) -> None:
    scripts(project)
    for name in NAMES:
        assert project.refresh(name).drawn == [name]
    one_by_one = drawings(project)
    assert loaded(torch) == FEW
    state = project.refresh(*NAMES, "dot", force=True, jobs=1)
    assert {*NAMES, "dot"} == set(state.drawn)
    assert loaded(torch) == 1
    assert drawings(project) == one_by_one


def test_each_figure_draws_in_a_copy_of_its_own(project: Mini, torch: Path) -> None:
    change = 'torch.__dict__.setdefault("seen", []).append(1) or len(torch.seen)'
    assert not scripts(project, *[change] * FEW).refresh(*NAMES).all_faults
    assert [project.look().fresh[name].facts["number"] for name in NAMES] == [1] * FEW


def test_its_random_numbers_need_a_seed_as_ever(project: Mini, torch: Path) -> None:
    state = scripts(project, "torch.rand()", "torch.manual_seed(1) or torch.rand()", "torch.seed()").refresh(*NAMES)
    assert loaded(torch) == 1
    assert set(state.failed) == {NAMES[0], NAMES[2]}
    assert "from PyTorch's global generator" in state.failed[NAMES[0]].message
    assert "random numbers without a seed" in state.failed[NAMES[2]].message


def test_a_library_that_cannot_be_loaded_is_told_by_each_script(project: Mini, torch: Path) -> None:
    (torch / "broken.txt").touch()
    state = scripts(project).refresh(*NAMES, "dot")
    assert set(state.failed) == set(NAMES)
    assert all("broken" in fault.message and fault.line for fault in state.failed.values())
    assert state.drawn == ["dot"]


def test_if_it_is_killed_what_it_has_not_begun_is_drawn_without_it(project: Mini, torch: Path) -> None:
    kill = "__import__('os').kill(__import__('os').getppid(), 9) or __import__('time').sleep(9)"
    state = scripts(project, kill).refresh(*NAMES, "dot", jobs=2)
    assert set(state.failed) == {NAMES[0]}
    assert "its process was ended (signal SIGKILL)" in state.failed[NAMES[0]].message
    assert set(state.drawn) == {*NAMES[1:], "dot"}


def test_whoever_has_heard_of_the_last_figure_finds_it_ended(project: Mini, torch: Path) -> None:
    scripts(project).refresh(*NAMES)
    assert loaded(torch) == 1
    assert Process(pool._idle[os.getpid()].process.pid).children() == []
