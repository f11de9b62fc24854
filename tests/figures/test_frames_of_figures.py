"""Every figure with controls: what a reader turns to is what draw gives there, for a seeded sample of settings."""

import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from subprocess import PIPE
from typing import Any

import pytest

from figures.engine.freshness.progress import Progress
from figures.engine.freshness.refresh import refresh
from figures.engine.project.project import Project

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = 6  # settings of each figure, besides those that the build compares
IMPORT = re.compile(r"from figures\.engine import .*(Slider|Choice|Steps|Toggle)")
CONTROLLED = sorted(
    path.stem
    for path in (ROOT / "figures").rglob("*.py")
    if not path.is_relative_to(ROOT / "figures/engine") and IMPORT.search(path.read_text("utf-8"))
)


def test_there_are_figures_with_controls() -> None:
    assert "response_of_one_neuron" in CONTROLLED and len(CONTROLLED) >= 4


@pytest.fixture(scope="module")
def compared(alone_with: Callable[[str], AbstractContextManager[None]]) -> Iterator[Callable[[str], dict[str, Any]]]:
    """A function that compares a figure, in a process of its own that serves all of them."""
    with alone_with("the book"):
        refresh(Project(ROOT), progress=Progress(lambda line: None))
    command = [sys.executable, "-m", "tests.engine.drawing.compare_frames", str(ROOT), str(SAMPLE)]
    with subprocess.Popen(command, cwd=ROOT, stdin=PIPE, stdout=PIPE, text=True) as process:
        assert process.stdin and process.stdout

        def compare(name: str) -> dict[str, Any]:
            print(name, file=process.stdin, flush=True)
            answer = process.stdout.readline()  # type: ignore[union-attr]
            assert answer, "the process that compares has ended; its reason stands above"
            return json.loads(answer)  # type: ignore[no-any-return]

        yield compare
        process.stdin.close()


@pytest.mark.parametrize("name", CONTROLLED)
def test_every_frame_equals_what_draw_gives_when_called_afresh(
    compared: Callable[[str], dict[str, Any]], name: str
) -> None:
    found = compared(name)
    assert found["differs"] is None, found
    assert found["compared"] >= 2
