"""What a build under `mkdocs serve` does besides: it watches what figures read, outlives a broken mkdocs.yml, and
is made again when something has been drawn.
"""

import logging
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Any

from mkdocs.exceptions import Abort, ConfigurationError, PluginError
from watchdog.observers.api import BaseObserver
from watchdog.observers.polling import PollingEmitter
from watchdog.utils.dirsnapshot import EmptyDirectorySnapshot

from figures.engine.site.guarded import RefusedByDisk
from figures.engine.site.meanwhile import Meanwhile

STAYS = "the pages stay as they were until it is mended"
RETURNS = "there are no pages until it is mended"

log = logging.getLogger("mkdocs.figures")


class Serving:
    """One server, from its start to its end."""

    def __init__(self) -> None:
        self.server: Any = None
        self.watched: set[Path] = set()
        self.meanwhile = Meanwhile(self.build_again)
        self._early = False  # whether it was to build again before there was a server

    def begin(self, server: Any) -> None:
        """The first build is done; the server is to build again whenever something is saved or has been drawn."""
        self.server = server
        paths = [path for path, times in server._watched_paths.items() for _ in range(times)]
        for path in paths:
            server.unwatch(path)
        server.observer = BaseObserver(Patient, timeout=server.observer.timeout)
        for path in paths:
            server.watch(path)
        server.builder = partial(_rebuild, server.builder)
        if self._early:
            self.build_again()

    def build_again(self) -> None:
        """As if something had been saved; from any thread."""
        self._early = True
        if self.server:
            with self.server._rebuild_cond:
                self.server._want_rebuild = True
                self.server._rebuild_cond.notify_all()

    def watch(self, places: Iterable[Path]) -> None:
        """Watch what is not watched yet: an edited script may read data from a new place."""
        for place in places if self.server else ():
            if place not in self.watched:
                self.watched.add(place)
                self.server.watch(str(place))


class Patient(PollingEmitter):
    """Watches a place that may be gone for a while, as a folder that is moved away and back, and what then is there."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        take = self._take_snapshot

        def taken() -> Any:
            try:
                return take()
            except (FileNotFoundError, NotADirectoryError):  # at which the other one would end
                return EmptyDirectorySnapshot()

        self._take_snapshot = taken


def _rebuild(build: Callable[..., None], *given: Any) -> None:
    """Build again; what is wrong with mkdocs.yml is told in one sentence, and the last site stays."""
    try:
        build(*given)
    except ConfigurationError as error:
        mark = getattr(error.__cause__ or error.__context__, "problem_mark", None)
        problem = getattr(error.__cause__ or error.__context__, "problem", None) or str(error)
        place = f":{mark.line + 1}" if mark else ""
        log.error("mkdocs.yml%s: %s; %s", place, problem, STAYS)
    except RefusedByDisk:
        log.error("%s", RETURNS)
    except Abort:  # MkDocs has told what is wrong with a setting
        log.error("mkdocs.yml: %s", STAYS)
    except PluginError as error:
        log.error("%s; %s", error, STAYS)
