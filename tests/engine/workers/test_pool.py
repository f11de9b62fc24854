"""The process that draws stays for the next order, but not when anything that it has loaded may have changed."""

import json
import os
import platform
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from figures.engine.drawing.job import Job
from figures.engine.freshness import refresh
from figures.engine.project.project import OWN_FOLDER
from figures.engine.workers import pool
from figures.engine.workers.pool import Worker
from tests.engine.conftest import Mini, install


def drawing(project: Mini, place: float) -> Worker:
    """The worker that is left when the figure has been drawn with its dot elsewhere."""
    path = project.root / "figures/dot.py"
    path.write_text(path.read_text().replace("plot([0]", f"plot([{place}]"))
    assert project.drawn() == {"dot"}
    path.write_text(path.read_text().replace(f"plot([{place}]", "plot([0]"))
    return pool._idle[os.getpid()]


def test_it_stays_for_the_next_order_of_any_project(ready: Mini, make_project: Callable[[str], Mini]) -> None:
    first = drawing(ready, 0.1)
    assert make_project("other").drawn() == {"line", "dot"}
    assert drawing(ready, 0.2) is first


def test_it_is_started_before_its_order_is_written(ready: Mini, monkeypatch: pytest.MonkeyPatch) -> None:
    pool._end()
    there, write = list[Worker | None](), refresh.order_for

    def order_for(*what: Any) -> Job:
        there.append(pool._idle.get(os.getpid()))
        return write(*what)

    monkeypatch.setattr(refresh, "order_for", order_for)
    worker = drawing(ready, 0.1)
    assert there == [worker]


def test_it_goes_when_the_environment_or_a_library_has_changed(
    ready: Mini, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = drawing(ready, 0.1)
    monkeypatch.setenv("MATPLOTLIBRC", "elsewhere")
    second = drawing(ready, 0.2)
    assert second is not first and first.process.poll() == -signal.SIGKILL
    install(site, "3.0")
    third = drawing(ready, 0.3)
    assert third is not second and drawing(ready, 0.4) is third


def test_one_that_has_ended_is_replaced(ready: Mini) -> None:
    first = drawing(ready, 0.1)
    first.process.kill()
    first.process.wait()
    assert drawing(ready, 0.2) is not first


def test_whoever_stops_listening_ends_it_with_all_that_it_draws(ready: Mini) -> None:
    script = ready.script("slow", "import os, time\n\n\ndef draw():\n    time.sleep(60)\n")
    job = Job("slow", str(script), str(ready.root), str(ready.root / ".cache/figures"), "key")
    events = pool.draw_all([job], 1, 60.0)
    assert next(events) == ("slow", None)
    events.close()
    assert os.getpid() not in pool._idle


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="others keep or return memory in ways of their own")
def test_one_to_which_nobody_listens_any_more_ends_without_a_word(ready: Mini) -> None:
    job = Job("dot", str(ready.root / "figures/dot.py"), str(ready.root), str(ready.root / ".cache/figures"), "key")
    order = json.dumps({"at_once": 1, "time_limit": 60.0, "needs": {}, "jobs": [asdict(job)]})
    heard, events = os.pipe()
    os.close(heard)  # as if the one who ordered had been killed
    command = [sys.executable, "-P", "-m", "figures.engine.workers.worker"]
    pipes, home = {"stdin": subprocess.PIPE, "stdout": events, "stderr": subprocess.PIPE}, OWN_FOLDER.parent
    environment = os.environ | {"PYTHONPATH": str(home)}
    with subprocess.Popen(command, cwd=home, env=environment, text=True, start_new_session=True, **pipes) as process:
        os.close(events)
        _, said = process.communicate(order + "\n", timeout=120)
    assert process.returncode == -signal.SIGKILL and said == ""


def test_arrays_that_come_and_go_take_no_new_memory_from_the_system_at_each_step() -> None:
    steps = "import resource, numpy as np\na = np.ones(30_000)\nfor _ in range(50): 1 - a**2\n"
    faults = "resource.getrusage(resource.RUSAGE_SELF).ru_minflt"
    script = f"{steps}before = {faults}\nfor _ in range(500): 1 - a**2\nprint({faults} - before)"
    done = subprocess.run(
        [sys.executable, "-c", script], env=os.environ | pool.QUIET, capture_output=True, text=True, check=True
    )
    assert int(done.stdout) < 500
