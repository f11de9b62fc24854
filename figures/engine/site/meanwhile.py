"""Draws beside a server: a build under `mkdocs serve` shows what there is, and what is stale follows by itself.

One thread draws what the last build found stale, by processes that leave the machine to others. Whenever something has
come of it that the pages do not show yet, the server is asked to build again.
"""

import logging
import os
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from figures.engine.freshness.progress import Progress
from figures.engine.project.faults import Fault, FigureError
from figures.engine.workers.pool import end_busy

AT_MOST = 3.0  # seconds between two builds that only show more of what is drawn
NICENESS = 5

log = logging.getLogger("mkdocs.figures")


Lack = tuple[str, Fault]


class Superseded(Exception):
    """Something else is wanted by now."""


@dataclass
class Order:
    """What a build found stale, by name with its fingerprint, and how to bring it up to date.

    `draw` is given a progress to report to, and returns what could not be done: "failed" or "missing", and why.
    """

    wanted: dict[str, str]
    draw: Callable[[Progress], dict[str, Lack]]


class Meanwhile:
    """Of one server. `build_again` asks it for a build, from any thread."""

    def __init__(self, build_again: Callable[[], None]) -> None:
        self.build_again = build_again
        self.lacking: dict[tuple[str, str], Lack] = {}  # by name and fingerprint, as it was tried last
        self._changed = threading.Condition()
        self._order: Order | None = None  # that nobody has begun with
        self._drawing: dict[str, str] = {}
        self._ended = False
        self._thread = threading.Thread(target=self._work, daemon=True)
        self._thread.start()

    def ask(self, order: Order) -> None:
        """Bring up to date what a build found stale; what is being drawn of it goes on, anything else is given up."""
        with self._changed:
            going_on = bool(order.wanted) and all(self._drawing.get(name) == key for name, key in order.wanted.items())
            if going_on:
                return
            if order.wanted and not self._order:
                log.info("the pages are served as they are; what is drawn now follows")
            self._order = order if order.wanted else None
            if self._drawing:
                self._drawing = {}
                end_busy()
            self._changed.notify()

    def end(self) -> None:
        """Draw no more."""
        with self._changed:
            self._ended, self._order, self._drawing = True, None, {}
            end_busy()
            self._changed.notify()
        self._thread.join(5)

    def _work(self) -> None:
        with suppress(OSError, AttributeError):
            os.nice(NICENESS)  # on Linux of this thread only, and of the processes that it starts
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._ended or self._order)
                if self._ended:
                    return
                assert self._order is not None
                order, self._order = self._order, None
                self._drawing = order.wanted
            try:
                self._do(order)
            except Superseded:
                log.info("what was being drawn is wanted no longer")

    def _do(self, order: Order) -> None:
        lacking: dict[str, Lack] = {}
        try:
            lacking = order.draw(_Arrivals(self, order))
        except (FigureError, OSError) as error:
            log.warning("%s", error)
        with self._changed:
            if self._drawing is not order.wanted:
                raise Superseded
            self._drawing = {}
            told = {(name, order.wanted[name]): lack for name, lack in lacking.items() if name in order.wanted}
            news = len(lacking) < len(order.wanted) or told != {each: self.lacking.get(each) for each in told}
            self.lacking = told
        log.info("nothing is being drawn any more%s", "" if news else ", and nothing is new")
        if news:
            self.build_again()

    def goes_on(self, order: Order) -> bool:
        """Whether the order is still wanted."""
        return self._drawing is order.wanted


class _Arrivals(Progress):
    """Progress in the log; now and then the server is asked to show what has arrived."""

    def __init__(self, meanwhile: Meanwhile, order: Order) -> None:
        super().__init__(log.info)
        self.meanwhile, self.order = meanwhile, order
        self._last = time.monotonic()

    def start(self, name: str) -> None:
        """Work on a figure begins."""
        self._check()
        super().start(name)

    def end(self, name: str, outcome: str) -> None:
        """Work on a figure ends."""
        self._check()
        super().end(name, outcome)
        if self._done < self._total and time.monotonic() - self._last > AT_MOST:
            self._last = time.monotonic()
            self.meanwhile.build_again()

    def _check(self) -> None:
        if not self.meanwhile.goes_on(self.order):
            raise Superseded
