"""Digests of files that others write, each read again only when it may be another one.

A small file is read every time. Of a large one its size, its place on the disk and the times of its last change are
remembered: the second of these times is the system's, and no program can set it back.
"""

import os
import stat
import time
from pathlib import Path
from typing import Any

from figures.engine.store.digests import content_digest
from figures.engine.store.recalling import recalled, remember

LARGE = 100_000  # bytes; reading fewer takes no longer than asking for the times
# Seconds: of two changes within one tick of a clock the times are the same, and of what a program writes through memory
# Linux notes only the first time until it has brought it to the disk, within half a minute.
SETTLED = 60.0


class Watched:
    """For one build; `memory` is a file that may be deleted."""

    def __init__(self, memory: Path) -> None:
        self._memory = memory
        self._before: dict[str, list[Any]] = recalled(memory)  # of a path: the stamp, the digest
        self._now: dict[str, list[Any]] = {}
        self._digests: dict[Path, str] = {}

    def digest(self, path: Path) -> str:
        """As content_digest says; once a build, however many ask."""
        if path not in self._digests:
            self._digests[path] = self._of(path)
        return self._digests[path]

    def remember(self) -> None:
        """Keep what large files were for the next look."""
        if self._now != self._before:
            remember(self._memory, self._now)

    def _of(self, path: Path) -> str:
        began = time.time()
        try:
            seen = os.stat(path)
        except OSError:
            return content_digest(path)
        if not stat.S_ISREG(seen.st_mode) or seen.st_size < LARGE:
            return content_digest(path)
        stamp = [seen.st_size, seen.st_dev, seen.st_ino, seen.st_mtime_ns, seen.st_ctime_ns]
        before, known = self._before.get(str(path), [[], ""])
        found = known if before == stamp else content_digest(path)
        if max(seen.st_mtime, seen.st_ctime) < began - SETTLED:
            self._now[str(path)] = [stamp, found]
        return found
