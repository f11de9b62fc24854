"""Starts the worker and reads what happens; the caller never loads Matplotlib itself.

The worker stays for the next order: whoever saves a script again need not wait until Matplotlib has been loaded again.
"""

import atexit
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any

from figures.engine.drawing.job import Job
from figures.engine.project.faults import Fault, FigureError
from figures.engine.project.outcome import failed
from figures.engine.project.ownership import is_library
from figures.engine.project.project import OWN_FOLDER
from figures.engine.workers.child import cause_of
from figures.engine.workers.companion import Needs
from figures.engine.workers.events import Event, event

# One thread in each drawing process: two of them would otherwise fight over two cores. No GPU, no greetings. And glibc
# keeps memory that an array leaves for the next one, where else each step of a training gets it from the system anew.
QUIET = {
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "VECLIB_MAXIMUM_THREADS": "1",
    "TF_NUM_INTRAOP_THREADS": "1",
    "TF_NUM_INTEROP_THREADS": "1",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "CUDA_VISIBLE_DEVICES": "-1",
    "MPLBACKEND": "agg",
    "MALLOC_TRIM_THRESHOLD_": str(1 << 28),
    "MALLOC_MMAP_THRESHOLD_": str(1 << 25),  # the most that it takes
    "KERAS_HOME": ".cache/keras",  # what Keras keeps of a user's wishes must not decide what is drawn
}


def get_ready() -> None:
    """Have a worker load what drawing needs, for an order that is still being written."""
    if hasattr(os, "fork") and _idle.setdefault(os.getpid(), worker := _take()) is not worker:
        worker.end()


def draw_all(jobs: list[Job], at_once: int, time_limit: float, needs: Needs | None = None) -> Iterator[Event]:
    """The events of drawing the jobs in their order: a start and an end for each. Raises FigureError without fork.

    Figures that need the same slow libraries are drawn by one process, and one after the other.
    """
    if not hasattr(os, "fork"):
        raise FigureError(Fault("this system cannot fork processes, which drawing needs; on Windows use WSL"))
    worker = _take()
    _busy.add(worker)
    waiting = {job.name for job in jobs}
    try:
        order = {"jobs": [asdict(job) for job in jobs], "at_once": max(at_once, 1), "time_limit": time_limit}
        for line in worker.answers(json.dumps(order | {"needs": needs or {}})):
            name, outcome = event(line)
            if outcome:
                waiting.discard(name)
            yield name, outcome
            if not waiting:
                break
        code = worker.process.wait() if waiting else 0
        for name in sorted(waiting):  # the worker itself died
            cause = "the system may have run out of memory: draw fewer at once with --jobs 1"
            message = f"the process that draws was ended ({cause_of(code)}); "
            yield name, failed(message + (cause if code < 0 else "what it said stands above"))
    finally:
        _busy.discard(worker)
        if waiting or _idle.setdefault(os.getpid(), worker) is not worker:
            worker.end()


class Worker:
    """A process that draws what it is ordered to; `around` is what it was started in."""

    def __init__(self, around: list[Any]) -> None:
        self.around = around
        # -P: what lies in a project's folder must not stand in for modules. A session of its own: Ctrl-C is for us.
        self.process = subprocess.Popen(
            [sys.executable, "-P", "-m", "figures.engine.workers.worker"],
            cwd=OWN_FOLDER,
            env=around[0],
            start_new_session=True,
            text=True,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )

    def answers(self, order: str) -> Iterator[str]:
        """The lines that it writes from now on, to its end."""
        assert self.process.stdin is not None and self.process.stdout is not None
        with suppress(BrokenPipeError):  # it has ended, and so have its answers
            self.process.stdin.write(order + "\n")
            self.process.stdin.flush()
        return iter(self.process.stdout.readline, "")

    def kill(self) -> None:
        """End it, with every copy that is still drawing; whoever reads its answers hears no more."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)

    def end(self) -> None:
        """End it and forget it."""
        self.kill()
        with suppress(BrokenPipeError), self.process:
            pass


# The worker that waits for its next order, by the process that may give it: a fork does not own what it knows of.
_idle: dict[int, Worker] = {}

_busy: set[Worker] = set()


def end_busy() -> None:
    """End those that draw for other threads of this process: what they have not finished, they cannot draw."""
    for worker in list(_busy):
        worker.kill()


def _take() -> Worker:
    """The worker that waits, if all is still as it was when it was started; otherwise a new one."""
    home = "" if is_library(str(OWN_FOLDER)) else str(OWN_FOLDER.parent)  # an installed engine is found in any case
    path = os.pathsep.join(filter(None, [home, os.environ.get("PYTHONPATH", "")]))
    libraries = [Path(folder) for folder in sys.path if folder.endswith("-packages")]
    loaded = [*sorted((OWN_FOLDER / "engine").rglob("*.py")), *filter(Path.exists, libraries)]
    around = [os.environ | QUIET | {"PYTHONPATH": path}, _standard_error(), {at: at.stat().st_mtime for at in loaded}]
    worker = _idle.pop(os.getpid(), None)
    if worker and worker.around == around and worker.process.poll() is None:
        return worker
    if worker:
        worker.end()
    return Worker(around)


def _standard_error() -> tuple[int, ...]:
    """What is said there may go elsewhere than it did before; there may be none at all."""
    try:
        return os.fstat(2)[1:3]
    except OSError:
        return ()


@atexit.register
def _end() -> None:
    if worker := _idle.pop(os.getpid(), None):
        worker.end()
