"""The figures of the book as the site shows them, drawn once more, and what their experiments gave."""

import json
import os
import pickle
import subprocess
import sys
import warnings
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import cache
from importlib import import_module
from pathlib import Path
from subprocess import PIPE
from typing import Any

import pytest

from figures.engine.drawing.experiment import kept
from figures.engine.freshness.fingerprint import Fingerprints
from figures.engine.freshness.progress import Progress
from figures.engine.freshness.refresh import State, order_for, refresh
from figures.engine.notebooks.cells import markdown_of, notebooks
from figures.engine.pages.book import Book, read_book
from figures.engine.project.project import Project
from figures.engine.store.writes import write_atomically
from figures.engine.workers.pool import QUIET

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = 6  # settings of each figure, besides those that the build compares
Ask = Callable[[str], dict[str, Any]]
Alone = Callable[[str], AbstractContextManager[None]]


@pytest.fixture(scope="session")
def state(alone_with: Alone) -> State:
    """The figures as the site shows them."""
    with alone_with("the book"):
        return refresh(Project(ROOT), progress=Progress(lambda line: None))


@pytest.fixture(scope="session")
def book() -> Book:
    programs = {path: markdown_of(text) for path, text in notebooks(ROOT / "docs").items()}
    return read_book(ROOT / "docs", others=programs)


@pytest.fixture(scope="session")
def folder_of_numbers(together: Path, alone_with: Alone) -> Path:
    """The folder for what experiments gave in this run of the tests, as `<figure>.numbers`."""
    (together / "numbers").mkdir(exist_ok=True)
    with alone_with("the book"):  # where the figures are being drawn just now, that finds out the most
        return together / "numbers"


@pytest.fixture(scope="session")
def known(folder_of_numbers: Path) -> Callable[[str], Path]:
    """The file for what an experiment gave; it is there, if the site has it."""
    project = Project(ROOT)
    fingerprints = Fingerprints(project)

    @cache
    def find(name: str) -> Path:
        place = folder_of_numbers / f"{name}.numbers"
        if name in project.scripts and (found := kept(order_for(project, fingerprints, name, ""))):
            write_atomically(place, pickle.dumps(found.values))
        return place

    return find


@pytest.fixture(scope="session")
def numbers_of(known: Callable[[str], Path], alone_with: Alone) -> Callable[[Callable[[], Any]], Any]:
    """What experiment() gives, as the site has it or found out once; whoever asks has it for himself."""

    def numbers(experiment: Callable[[], Any]) -> Any:
        place = known(experiment.__module__.rpartition(".")[2])
        with alone_with(place.name):
            if not place.exists():
                place.write_bytes(pickle.dumps(experiment()))
        return pickle.loads(place.read_bytes())

    return numbers


@pytest.fixture(scope="session")
def loaded() -> Callable[[str], Any]:
    """A module that needs TensorFlow, loaded when a test asks: while tests are collected every process would."""

    def load(module: str) -> Any:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what TensorFlow does while it is imported is not ours to mend
            pytest.importorskip("tensorflow", reason="needs TensorFlow: pip install -r requirements.txt")
            return import_module(module)

    return load


@pytest.fixture(scope="session")
def alone(state: State, known: Callable[[str], Path], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    """What became of a figure when it was drawn alone; `state` has fetched the typefaces, as every refresh does."""
    other = QUIET | {"PYTHONHASHSEED": "12345", "PYTHONPATH": str(ROOT)}
    command = ["-P", "-m", "tests.figures.again", str(ROOT), str(tmp_path_factory.mktemp("alone"))]
    with asked(command, tmp_path_factory.mktemp("empty"), other) as ask:
        yield cache(lambda name: ask(f"{name} {known(name)}" if known(name).exists() else name))


@pytest.fixture(scope="session")
def first_steps() -> Iterator[Ask]:
    """The digest of what the first steps of a figure's experiment give, under a hash seed that `alone` has not."""
    other = QUIET | {"PYTHONHASHSEED": "54321", "PYTHONPATH": str(ROOT)}
    with asked(["-P", "-m", "tests.figures.first_steps", str(ROOT)], ROOT, other) as ask:
        yield ask


@pytest.fixture(scope="session")
def compared(state: State, known: Callable[[str], Path]) -> Iterator[Ask]:
    """How the frames of a figure compare with what draw gives when it is called afresh."""
    with asked(["-m", "tests.engine.drawing.compare_frames", str(ROOT), str(SAMPLE)], ROOT, {}) as ask:
        yield lambda name: ask(f"{name} {known(name)}" if known(name).exists() else name)


@contextmanager
def asked(command: list[str], folder: Path, environment: dict[str, str]) -> Iterator[Ask]:
    """A program of this Python that answers each line of its input by a line of JSON."""
    with subprocess.Popen(
        [sys.executable, *command], cwd=folder, env=os.environ | environment, stdin=PIPE, stdout=PIPE, text=True
    ) as process:
        assert process.stdin and process.stdout

        def ask(question: str) -> dict[str, Any]:
            print(question, file=process.stdin, flush=True)
            answer = process.stdout.readline()  # type: ignore[union-attr]
            assert answer, f"{command} has ended; its reason stands above"
            return json.loads(answer)  # type: ignore[no-any-return]

        yield ask
        process.stdin.close()
