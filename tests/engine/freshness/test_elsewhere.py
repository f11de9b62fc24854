"""Drawing by the workers of a scheduler of Dask: a real one, with two worker processes, on this machine's loopback."""

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import psutil
import pytest

from figures.engine.drawing.job import Job
from figures.engine.freshness.elsewhere import draw_there
from tests.engine.conftest import HOME, Mini

pytest.importorskip("distributed", reason="dask.distributed is not installed; it comes with requirements.txt")

SLOW = """
import os
import re
import time
from pathlib import Path

BEGUN = Path({begun!r})


def experiment():
    if not BEGUN.exists():
        BEGUN.write_text(str(os.getppid()))
        time.sleep(60)
    return {{"x": [0, 1]}}


def draw(x):
    figure = Figure()
    figure.subplots().plot(x, x)
    return figure
"""


class Cluster:
    """A scheduler and its workers, processes of their own."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "scheduler.json"
        self.processes = [self.start("scheduler", "--host", "127.0.0.1", "--port", "0", "--no-show")]
        self.workers = [self.start("worker", "--no-nanny", "--nthreads", "1") for _ in range(2)]

    def start(self, what: str, *arguments: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", f"distributed.cli.dask_{what}", "--scheduler-file", str(self.file)]
        environment = os.environ | {"PYTHONPATH": str(HOME)}
        with (self.file.parent / "dask.log").open("ab") as log:
            return subprocess.Popen([*command, "--no-dashboard", *arguments], env=environment, stdout=log, stderr=log)

    @property
    def address(self) -> str:
        limit = time.monotonic() + 60
        while not self.file.exists():
            assert time.monotonic() < limit, (self.file.parent / "dask.log").read_text()
            time.sleep(0.05)
        address: str = json.loads(self.file.read_text())["address"]
        return address

    def stop(self) -> None:
        for process in [*self.workers, *self.processes]:
            process.kill()
            process.wait()


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    cluster = Cluster(tmp_path_factory.mktemp("cluster"))
    try:
        yield cluster
    finally:
        cluster.stop()


def test_a_worker_draws_the_same_bytes_and_says_the_same_of_what_fails(cluster: Cluster, ready: Mini) -> None:
    here = {name: ready.files(name) for name in ("line", "dot")}
    shutil.rmtree(ready.root / ".cache/figures")
    ready.script("bad", 'def draw():\n    raise ValueError("no ink")\n')
    done = ready.command("--scheduler", cluster.address)
    assert {name: ready.files(name) for name in ("line", "dot")} == here
    assert done.returncode == 1
    assert "figures/bad.py:7: ValueError: no ink" in done.stderr
    assert ready.stale() == {"bad"}


def test_a_figure_whose_worker_is_killed_is_drawn_by_another(cluster: Cluster, ready: Mini, tmp_path: Path) -> None:
    begun = tmp_path / "begun"
    ready.script("slow", SLOW.format(begun=str(begun)))
    killed: list[int] = []

    def kill() -> None:
        limit = time.monotonic() + 60
        while not (begun.exists() and begun.read_text()) and time.monotonic() < limit:
            time.sleep(0.05)
        killed.append(psutil.Process(int(begun.read_text())).ppid())
        os.kill(killed[0], signal.SIGKILL)

    killer = threading.Thread(target=kill)
    killer.start()
    done = ready.command("slow", "--scheduler", cluster.address)
    killer.join()
    assert killed[0] in [worker.pid for worker in cluster.workers]
    assert done.returncode == 0, done.stderr
    assert "1 figure up to date, 1 of them drawn now" in done.stderr


def test_a_worker_that_would_draw_something_else_or_sees_no_project_refuses(ready: Mini, tmp_path: Path) -> None:
    entry = ready.look().fresh["dot"]
    job = Job("dot", str(ready.root / "figures/dot.py"), str(ready.root), str(ready.root / ".cache/figures"), entry.key)
    assert draw_there(job, 60).fault is None
    other = draw_there(replace(job, key="another"), 60)
    assert "would make something else of it, since its Python, its libraries, its engine or its files" in str(
        other.fault
    )
    nowhere = draw_there(replace(job, root=str(tmp_path / "nowhere")), 60)
    assert f"sees no {job.script}; every machine needs the project at the same place" in str(nowhere.fault)


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("tcp://127.0.0.1:{free}", "no scheduler is at tcp://127.0.0.1:{free} (Connection refused); start one there"),
        ("localhost", "scheduler localhost: expected its address, such as tcp://host:8786"),
    ],
)
def test_a_scheduler_that_cannot_be_reached_is_one_sentence(ready: Mini, address: str, sentence: str) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        free = probe.getsockname()[1]
    done = ready.command("--force", "dot", "--scheduler", address.format(free=free))
    assert done.returncode == 1
    [said] = [line for line in done.stderr.splitlines() if line.startswith("error: ")]
    assert said.startswith(f"error: {sentence.format(free=free)}")
    assert "Traceback" not in done.stderr


def test_a_slip_in_its_address_is_told_with_nothing_to_draw_too(ready: Mini) -> None:
    done = ready.command("--scheduler", "tcp:/host:8786")
    said = "error: scheduler tcp:/host:8786: expected its address, such as tcp://host:8786"
    assert done.returncode == 1 and done.stderr.splitlines() == [said]


def test_a_build_has_its_figures_drawn_and_its_notebooks_executed_elsewhere(cluster: Cluster, ready: Mini) -> None:
    ready.edit("mkdocs.yml", "[figures]", f"\n  - figures:\n      scheduler: {cluster.address}")
    ready.edit("figures/shared.py", "3.0", "4.0")
    cell = "import psutil\n\nprint([each.pid for each in psutil.Process().parents()])"
    ready.write("docs/note.py", f"# %% [markdown]\n# # Note\n\n# %%\n{cell}\n")
    done = ready.build("--strict")
    assert done.returncode == 0, done.stderr
    assert "The slope is 4.0" in ready.page()
    above = re.search(r"\[(\d+(?:, \d+)*)\]", re.sub("<[^>]*>", "", ready.page("note")))
    assert above and {str(worker.pid) for worker in cluster.workers} & set(above[1].split(", "))
