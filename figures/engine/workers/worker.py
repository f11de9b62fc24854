"""The worker: a process that has loaded Matplotlib and makes one fresh copy of itself for each figure.

It reads orders (JSON, one a line) and writes events: {"event": "start", "name": …} and {"event": "end", "name": …, …}.
A copy knows nothing of the figures drawn before it: an edited module is never served from memory, and a script that
changes global state, runs for ever or crashes harms only itself.
"""

import contextlib
import gc
import importlib
import json
import os
import selectors
import signal
import sys
import tempfile
import time
from typing import IO, Any

from figures.engine.drawing.job import Job
from figures.engine.workers.companion import Companion, parted
from figures.engine.workers.outcome import Outcome, failed
from figures.engine.workers.pool import cause_of

PRELOADED = (
    "matplotlib.backends.backend_agg",
    "matplotlib.backends.backend_pdf",
    "matplotlib.backends.backend_svg",
    "figures.engine.drawing.run",
)
LAST_WORDS = 2000  # characters of a dying process
GRACE = 2.0  # seconds for a script beyond its time to say where it is; then it is killed


def serve(
    jobs: list[Job], at_once: int, time_limit: float, events: IO[str], companion: Companion | None = None
) -> None:
    """Draw the jobs in their order, `at_once` of them side by side, none longer than `time_limit` seconds.

    A companion is one of those who draw side by side, and what it tells is told here. When standard input ends, so has
    the caller: then this process and its copies end too.
    """
    waiting = list(jobs)
    running: dict[int, tuple[Job, int, float, bytearray, IO[bytes]]] = {}
    selector = selectors.DefaultSelector()
    selector.register(0, selectors.EVENT_READ)
    if companion:
        selector.register(companion.pipe, selectors.EVENT_READ)
    while waiting or running or companion:
        while waiting and len(running) < at_once - (companion.at_once if companion else 0):
            job = waiting.pop(0)
            murmur = tempfile.TemporaryFile()
            pid, pipe = _start(job, time_limit, murmur.fileno())
            running[pipe] = (job, pid, time.monotonic(), bytearray(), murmur)
            selector.register(pipe, selectors.EVENT_READ)
            _tell(events, event="start", name=job.name)
        first = min((began for _, _, began, *_ in running.values()), default=time.monotonic())
        for key, _ in selector.select(max(0.0, first + time_limit + GRACE - time.monotonic())):
            if key.fd == 0:
                if os.getpgrp() == os.getpid():  # otherwise there would be others in the group
                    os.killpg(0, signal.SIGKILL)
                os._exit(1)
            if companion and key.fd == companion.pipe:
                lines, goes_on = companion.hear()
                events.writelines(f"{line}\n" for line in lines)
                events.flush()
                if not goes_on:
                    selector.unregister(companion.pipe)
                    left, begun, status = companion.end()
                    waiting, companion = waiting + left, None
                    for name in begun:
                        _tell(events, event="end", name=name, **_died(status))
                continue
            answer = running[key.fd][3]
            if chunk := os.read(key.fd, 1 << 16):
                answer += chunk
                continue
            _finish(key.fd, selector, running, events, time_limit)
        for pipe, (_, pid, began, *_) in list(running.items()):
            if time.monotonic() - began > time_limit + GRACE:
                os.kill(pid, signal.SIGKILL)
                _finish(pipe, selector, running, events, time_limit, late=True)


def _start(job: Job, time_limit: float, murmur: int) -> tuple[int, int]:
    """Fork; the copy draws, writes its answer to the pipe and ends. Returns its process id and the pipe's end.

    What libraries written in C say on standard error (TensorFlow greets at every start) goes to the file `murmur`, to
    be shown if the copy dies; what Python says there is seen at once.
    """
    reading, writing = os.pipe()
    sys.stdout.flush()
    pid = os.fork()
    if pid:
        os.close(writing)
        return pid, reading
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)  # nobody answers a script's questions
    with contextlib.suppress(OSError):  # what the script prints is not an event
        os.dup2(2, 1)
        sys.stderr = os.fdopen(os.dup(2), "w", buffering=1)
    os.dup2(murmur, 2)
    os.chdir(job.root)

    from figures.engine.drawing.failure import Late
    from figures.engine.drawing.run import run

    def stop(*_: Any) -> None:  # inside the script, so that the message can name the line
        raise Late(time_limit)

    signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, time_limit)
    result = run(job)
    signal.setitimer(signal.ITIMER_REAL, 0)
    answer = json.dumps(result).encode()
    sys.stdout.flush()
    with os.fdopen(writing, "wb") as pipe:
        pipe.write(answer)
    os._exit(0)


def _finish(
    pipe: int,
    selector: selectors.BaseSelector,
    running: dict[int, Any],
    events: IO[str],
    time_limit: float,
    late: bool = False,
) -> None:
    job, pid, _, answer, murmur = running.pop(pipe)
    selector.unregister(pipe)
    os.close(pipe)
    _, status = os.waitpid(pid, 0)
    if late:
        from figures.engine.drawing.failure import Late

        result = failed(Late(time_limit).faults[0].message)
    elif answer:
        result = json.loads(answer)
    else:
        murmur.seek(0)
        result = _died(status, murmur.read().decode(errors="replace")[-LAST_WORDS:])
    murmur.close()
    _tell(events, event="end", name=job.name, **result)


def _died(status: int, last_words: str = "") -> Outcome:
    return failed(f"its process was ended ({cause_of(os.waitstatus_to_exitcode(status))})", last_words)


def _tell(events: IO[str], **event: Any) -> None:
    events.write(json.dumps(event) + "\n")
    events.flush()


def preload() -> None:
    """Load Matplotlib and the drawing half of the engine, once for all copies."""
    gc.disable()  # none of this becomes garbage, and searching it for some takes a tenth of the time
    for name in PRELOADED:
        importlib.import_module(name)
    gc.freeze()
    gc.enable()
    gc.set_threshold(20_000, 50, 1000)  # a drawing makes many objects and few circles: a tenth of its time
    sys.dont_write_bytecode = True  # from here on, modules are the project's


def main() -> None:
    """Take orders from standard input until it ends, and draw."""
    preload()
    for line in sys.stdin:
        order = json.loads(line)
        at_once, limit, needs = order["at_once"], order["time_limit"], order["needs"]
        slow, others = parted([Job(**job) for job in order["jobs"]], needs)
        companion = Companion(slow, needs, max(1, at_once // 2), limit, serve) if slow else None
        serve(others, at_once, limit, sys.stdout, companion)


if __name__ == "__main__":
    main()
