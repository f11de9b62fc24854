"""Starts the worker and reads what happens; the caller never loads Matplotlib itself."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict
from typing import Any

from figures.engine.drawing.job import Job
from figures.engine.project.faults import Fault, FigureError
from figures.engine.project.ownership import is_library
from figures.engine.project.project import OWN_FOLDER

# One thread in each drawing process: two of them would otherwise fight over two cores. No GPU, no greetings.
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
    "KERAS_HOME": ".cache/keras",
}  # what Keras keeps of a user's wishes must not decide what is drawn


def cause_of(code: int) -> str:
    """Why a process ended, by its exit code as Python gives it."""
    return f"exit {code}" if code >= 0 else f"signal {signal.Signals(-code).name}"


def draw_all(jobs: list[Job], at_once: int, time_limit: float) -> Iterator[dict[str, Any]]:
    """The events of drawing the jobs in their order: a start and an end for each. Raises FigureError without fork."""
    if not hasattr(os, "fork"):
        raise FigureError(Fault("this system cannot fork processes, which drawing needs; on Windows use WSL"))
    home = "" if is_library(str(OWN_FOLDER)) else str(OWN_FOLDER.parent)  # an installed engine is found in any case
    path = os.pathsep.join(filter(None, [home, os.environ.get("PYTHONPATH", "")]))
    # -P: what lies in the project's folder must not stand in for modules. A session of its own: Ctrl-C is for us.
    worker = subprocess.Popen(
        [sys.executable, "-P", "-m", "figures.engine.workers.worker"],
        cwd=jobs[0].root,
        env=os.environ | QUIET | {"PYTHONPATH": path},
        start_new_session=True,
        text=True,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert worker.stdin is not None and worker.stdout is not None
    with worker:
        try:
            order = {"jobs": [asdict(job) for job in jobs], "at_once": max(at_once, 1), "time_limit": time_limit}
            worker.stdin.write(json.dumps(order) + "\n")
            worker.stdin.flush()
            waiting = {job.name for job in jobs}
            for line in worker.stdout:
                event = json.loads(line)
                if event["event"] == "end":
                    waiting.discard(event["name"])
                yield event
            code = worker.wait()
            for name in sorted(waiting):  # the worker itself died
                yield {
                    "event": "end",
                    "name": name,
                    "status": "failed",
                    "line": 0,
                    "detail": "",
                    "message": f"the process that draws was ended ({cause_of(code)}); "
                    + (
                        "the system may have run out of memory: draw fewer at once with --jobs 1"
                        if code < 0
                        else "what it said stands above"
                    ),
                }
        finally:
            with suppress(ProcessLookupError):
                os.killpg(worker.pid, signal.SIGKILL)  # with every copy that is still drawing
