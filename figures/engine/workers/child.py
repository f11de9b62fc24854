"""A copy of this process that draws one figure: what it answers, and for how long it may draw."""

import contextlib
import os
import signal
import sys
import tempfile
import time
from typing import Any

from figures.engine.drawing.job import Job
from figures.engine.project.faults import Late
from figures.engine.project.outcome import END, Outcome, failed, received, sent
from figures.engine.store import waiting

LAST_WORDS = 2000  # characters of a dying process
GRACE = 2.0  # seconds for a script beyond its time to say where it is; then it is killed
WAITS, GOES_ON = b"(", b")"  # before its answer: from here to there it waits for another process


def died(code: int, last_words: str = "") -> Outcome:
    """The outcome of a job whose process ended before it had answered, by its exit code as Python gives it."""
    return failed(f"its process was ended ({cause_of(code)})", detail=last_words)


def cause_of(code: int) -> str:
    """Why a process ended, by its exit code as Python gives it."""
    return f"exit {code}" if code >= 0 else f"signal {signal.Signals(-code).name}"


class Child:
    """One that draws; `pipe` is where it answers."""

    def __init__(self, job: Job, time_limit: float) -> None:
        self.job, self._limit = job, time_limit
        self._murmur = tempfile.TemporaryFile()
        self._heard, self._goes_on = bytearray(), True
        self.pipe, writing = os.pipe()
        sys.stdout.flush()
        self._process = os.fork()
        if not self._process:
            _draw(job, time_limit, self._murmur.fileno(), writing)
        os.close(writing)
        self._until, self._waits = time.monotonic() + time_limit + GRACE, 0.0

    def left(self) -> float:
        """The seconds until it must be killed; none pass while it waits."""
        return float("inf") if self._waits else self._until - time.monotonic()

    def hear(self) -> bool:
        """Hear what has come, and whether more will come."""
        chunk = heard = os.read(self.pipe, 1 << 16)
        while not self._heard and heard[:1] in (WAITS, GOES_ON):
            now = time.monotonic()
            if heard[:1] == WAITS:
                self._waits = now
            else:
                self._until, self._waits = self._until + now - self._waits, 0.0
            heard = heard[1:]
        self._heard += heard
        self._goes_on = bool(chunk) and not chunk.endswith(END)
        return self._goes_on

    def end(self) -> str:
        """Its outcome, as written, when no more will come or its time is up."""
        if self._goes_on:
            os.kill(self._process, signal.SIGKILL)
        os.close(self.pipe)
        _, status = os.waitpid(self._process, 0)
        with self._murmur:
            if self._goes_on:
                return failed(Late(self._limit).faults[0].message).written()
            if self._heard:
                return received(self._heard)
            self._murmur.seek(0)
            last_words = self._murmur.read().decode(errors="replace")[-LAST_WORDS:]
            return died(os.waitstatus_to_exitcode(status), last_words).written()


def _draw(job: Job, time_limit: float, murmur: int, writing: int) -> None:
    """Draw, write the answer to the pipe and end.

    What libraries written in C say on standard error (TensorFlow greets at every start) goes to the file `murmur`, to
    be shown if the process dies; what Python says there is seen at once.
    """
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)  # nobody answers a script's questions
    with contextlib.suppress(OSError):  # what the script prints is not an event
        os.dup2(2, 1)
        sys.stderr = os.fdopen(os.dup(2), "w", buffering=1)
    os.dup2(murmur, 2)
    os.chdir(job.root)

    from figures.engine.drawing.apart import write_out
    from figures.engine.drawing.run import run

    left = 0.0

    def stop(*_: Any) -> None:  # inside the script, so that the message can name the line
        raise Late(time_limit)

    def pause(begins: bool) -> None:
        nonlocal left
        if begins:
            left, _ = signal.setitimer(signal.ITIMER_REAL, 0)
            os.write(writing, WAITS)
        else:
            os.write(writing, GOES_ON)
            signal.setitimer(signal.ITIMER_REAL, left)

    signal.signal(signal.SIGALRM, stop)
    waiting.tell(pause)
    try:
        signal.setitimer(signal.ITIMER_REAL, time_limit)
        answer = run(job)
        signal.setitimer(signal.ITIMER_REAL, 0)
    except Late as late:  # before the script has begun, or after it has ended
        answer = failed(late.faults[0].message).written()
    write_out()
    with os.fdopen(writing, "wb") as pipe:
        pipe.write(sent(answer))
    os._exit(0)
