"""The worker: a process that has loaded Matplotlib and makes one fresh copy of itself for each figure.

It reads orders (JSON, one a line) and writes events (see events.py).
A copy knows nothing of the figures drawn before it: an edited module is never served from memory, and a script that
changes global state, runs for ever or crashes harms only itself.
"""

import gc
import importlib
import json
import math
import os
import selectors
import signal
import sys
from typing import IO, NoReturn

from figures.engine.drawing.job import Job
from figures.engine.workers.child import Child, died
from figures.engine.workers.companion import Companion, divided
from figures.engine.workers.events import tell

PRELOADED = (
    "matplotlib.backends.backend_agg",
    "matplotlib.backends.backend_pdf",
    "matplotlib.backends.backend_svg",
    "figures.engine.drawing.run",
)


def serve(
    jobs: list[Job], at_once: int, time_limit: float, events: IO[str], companion: Companion | None = None
) -> None:
    """Draw the jobs in their order, `at_once` of them side by side, none longer than `time_limit` seconds.

    A companion is one of those who draw side by side, and what it tells is told here. When standard input ends, so has
    the caller: then this process and its copies end too.
    """
    waiting = list(jobs)
    running: dict[int, Child] = {}
    selector = selectors.DefaultSelector()
    selector.register(0, selectors.EVENT_READ)
    if companion:
        selector.register(companion.pipe, selectors.EVENT_READ)
    while waiting or running or companion:
        while waiting and len(running) < at_once - (companion.at_once if companion else 0):
            child = Child(waiting.pop(0), time_limit)
            running[child.pipe] = child
            selector.register(child.pipe, selectors.EVENT_READ)
            tell(events, child.job.name)
        soonest = min((child.left() for child in running.values()), default=math.inf)
        for key, _ in selector.select(soonest if soonest < math.inf else None):
            if key.fd == 0:
                _end_all()
            if companion and key.fd == companion.pipe:
                lines, goes_on = companion.hear()
                events.writelines(f"{line}\n" for line in lines)
                events.flush()
                if not goes_on:
                    selector.unregister(companion.pipe)
                    left, begun, code = companion.end()
                    waiting, companion = waiting + left, None
                    for name in begun:
                        tell(events, name, died(code).written())
            elif not running[key.fd].hear():
                _finish(running.pop(key.fd), selector, events)
        for child in [child for child in running.values() if child.left() < 0]:
            _finish(running.pop(child.pipe), selector, events)


def _end_all() -> NoReturn:
    """Nobody listens any more."""
    if os.getpgrp() == os.getpid():  # otherwise there would be others in the group
        os.killpg(0, signal.SIGKILL)
    os._exit(1)


def _finish(child: Child, selector: selectors.BaseSelector, events: IO[str]) -> None:
    selector.unregister(child.pipe)
    tell(events, child.job.name, child.end())


def preload() -> None:
    """Load Matplotlib and the drawing half of the engine, once for all copies."""
    gc.disable()  # none of this becomes garbage, and searching it for some takes a tenth of the time
    for name in PRELOADED:
        importlib.import_module(name)
    _make_what_each_would()
    gc.freeze()
    gc.enable()
    gc.set_threshold(20_000, 50, 1000)  # a drawing makes many objects and few circles: a tenth of its time
    sys.dont_write_bytecode = True  # from here on, modules are the project's


def _make_what_each_would() -> None:
    """The grammar of formulas and what writes pictures do not depend on a figure, and take long to make."""
    from matplotlib import _mathtext, mathtext
    from PIL import Image

    from figures.engine.drawing.sparing import spare

    spare()  # before: a grammar keeps its parts by their hashes
    mathtext.MathTextParser._parser = _mathtext.Parser()  # type: ignore[attr-defined]
    Image.preinit()


def main() -> None:
    """Take orders from standard input until it ends, and draw."""
    preload()
    for line in sys.stdin:
        order = json.loads(line)
        at_once, limit, needs = order["at_once"], order["time_limit"], order["needs"]
        slow, others = divided([Job(**job) for job in order["jobs"]], needs)
        companion = Companion(slow, needs, max(1, at_once // 2), limit, serve) if slow else None
        try:
            serve(others, at_once, limit, sys.stdout, companion)
        except BrokenPipeError:  # the caller was killed
            _end_all()


if __name__ == "__main__":
    main()
