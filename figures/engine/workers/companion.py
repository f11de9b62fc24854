"""A companion: a copy of the worker that loads slow libraries, once, and draws all figures that need them.

A framework takes longer to load than most figures to draw. None of those below starts a thread while it is loaded, so a
process that has loaded them can still be copied. Each figure is drawn in a copy of its own here as well.
"""

import gc
import os
import sys
import warnings
from collections.abc import Callable, Collection, Mapping
from itertools import groupby
from typing import IO

from figures.engine.drawing.job import Job
from figures.engine.workers.events import parted

SLOW = ("tensorflow", "keras", "torch", "jax")  # in the order in which they are loaded
FEW = 3  # figures for which it is worth while

Needs = Mapping[str, Collection[str]]  # of each figure the slow libraries that it may load

Serve = Callable[[list[Job], int, float, IO[str]], None]


def divided(jobs: list[Job], needs: Needs) -> tuple[list[Job], list[Job]]:
    """Those for a companion, in the order of what must have been loaded, and all others."""
    slow = [job for job in jobs if needs.get(job.name)]
    if len(slow) < FEW:
        return [], jobs
    return sorted(slow, key=lambda job: _last(job, needs)), [job for job in jobs if job not in slow]


def _last(job: Job, needs: Needs) -> int:
    return max(map(SLOW.index, needs[job.name]))


class Companion:
    """A companion at work, which draws `at_once` figures. `pipe` is where its events come from."""

    def __init__(self, jobs: list[Job], needs: Needs, at_once: int, time_limit: float, serve: Serve) -> None:
        self.at_once = at_once
        self._waiting = {job.name: job for job in jobs}
        self._begun: dict[str, None] = {}
        self._heard = b""
        self.pipe, writing = os.pipe()
        self.process = os.fork()
        if self.process:
            os.close(writing)
            return
        status = 1
        try:
            os.close(self.pipe)
            os.dup2(writing, 1)  # which the copies that draw let go, so that none of them can keep its end open
            os.close(writing)
            warnings.filterwarnings("ignore", ".*os.fork")  # of threads, which only the use of a library would start
            used = {name for job in jobs for name in needs[job.name]}
            for last, group in groupby(jobs, lambda job: _last(job, needs)):
                _load([name for name in SLOW[: last + 1] if name in used], jobs[0].root)
                serve(list(group), at_once, time_limit, sys.stdout)
            status = 0
        finally:
            os._exit(status)

    def hear(self) -> tuple[list[str], bool]:
        """Events that have come, one a line, and whether more will come; if not, its process has ended."""
        chunk = os.read(self.pipe, 1 << 16)
        *lines, self._heard = (self._heard + chunk).split(b"\n")
        told = [line.decode() for line in lines]
        for name, outcome in map(parted, told):
            if outcome:
                del self._begun[name]
            else:
                del self._waiting[name]
                self._begun[name] = None
        goes_on = bool(chunk and (self._waiting or self._begun))
        if not goes_on:  # before the last is told: whoever has heard of it may end all of us
            _, status = os.waitpid(self.process, 0)
            self._code = os.waitstatus_to_exitcode(status)
        return told, goes_on

    def end(self) -> tuple[list[Job], list[str], int]:
        """When no more will come: the jobs that it has not begun, those it has not finished, and its exit code."""
        os.close(self.pipe)
        return list(self._waiting.values()), list(self._begun), self._code


def _load(names: list[str], root: str) -> None:
    """As a script would, but for what they say on standard error. What cannot be loaded its script will tell."""
    from figures.engine.drawing.loading import load_libraries

    said, silent = os.dup(2), os.open(os.devnull, os.O_WRONLY)
    os.dup2(silent, 2)
    gc.disable()  # as in `preload`: little of this becomes garbage
    try:
        os.chdir(root)
        load_libraries(names, root)
    finally:
        os.dup2(said, 2)
        os.close(said)
        os.close(silent)
    gc.freeze()
    gc.enable()
