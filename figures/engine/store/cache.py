"""The cache: for each figure a folder with its entries (what was drawn) and the files they name.

    <cache>/figures/<name>/<fingerprint>.json    an entry; its first line is the digest of the rest
    <cache>/figures/<name>/<digest>.<suffix>     a file, named by its content

Whatever does not match its digest does not exist: a truncated or spoilt file is drawn again, never served. A file is
read for that when its size, time or place on the disk changed since it last matched; `verified.json` remembers them.
"""

import json
import os
import shutil
import time
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from figures.engine.store.digests import digest, file_digest, sealed, unsealed
from figures.engine.store.recalling import recalled, remember
from figures.engine.store.writes import write_atomically

KEPT = 3  # entries of a figure that stay, so that undoing an edit finds its drawing again
GRACE = 600.0  # seconds that a file without an entry stays: another build may be about to name it
LEAVE = 30 * 86400.0  # seconds that the drawings of a figure stay that is no more: it may be back, as on another branch


@dataclass
class Entry:
    """One good drawing of a figure."""

    name: str
    key: str
    seconds: float  # what drawing took, wall clock
    files: dict[str, str]  # suffix or role ("inline", "svg", "pdf", "png", "csv") -> file name in the folder
    facts: dict[str, Any] = field(default_factory=dict)
    reads: dict[str, str] = field(default_factory=dict)  # data file or folder, from the project's root -> its digest
    controls: dict[str, Any] = field(default_factory=dict)
    size: tuple[float, float] = (0.0, 0.0)  # width and height on the page, CSS pixels
    live: list[str] = field(default_factory=list)  # the facts that depend on the setting of the controls


class Cache:
    """Stores and finds entries. Reading never raises; writing raises OSError."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._verified: dict[str, list[int]] = {}
        self._known: dict[str, list[int]] = recalled(folder / "verified.json")

    def path(self, entry: Entry, role: str) -> Path:
        """Where a file of the entry lies."""
        return self.folder.joinpath(entry.name, entry.files[role])

    def store(self, name: str, data: bytes, suffix: str) -> str:
        """Keep a file and return its name in the figure's folder."""
        file = f"{digest(data)}.{suffix}"
        write_atomically(self.folder / name / file, data)
        return file

    def save(self, entry: Entry) -> None:
        """Make the entry the one that is found, and the newest; all its files must be stored before."""
        body = json.dumps(asdict(entry)).encode()
        write_atomically(self.folder / entry.name / f"{entry.key}.json", sealed(body))
        self.touch(entry)

    def load(self, name: str, key: str) -> Entry | None:
        """The entry of that fingerprint if it and every file it names are whole."""
        try:
            with open(f"{self.folder}/{name}/{key}.json", "rb", buffering=0) as file:
                entry = Entry(**json.loads(unsealed(file.read())))
            whole = all(self.is_whole(f"{name}/{each}") for each in entry.files.values())
        except (OSError, ValueError, TypeError):
            return None
        return entry if whole and (entry.name, entry.key) == (name, key) else None

    def is_whole(self, file: str) -> bool:
        """Whether there is such a file below the folder, and its content is the one that its name says."""
        path = f"{self.folder}/{file}"
        try:
            seen = os.stat(path)
            stamp = [seen.st_size, seen.st_mtime_ns, seen.st_ino]
            if self._known.get(file) != stamp and file_digest(path) != os.path.basename(file).partition(".")[0]:
                return False
        except OSError:
            return False
        self._verified[file] = stamp
        return True

    def remember(self) -> None:
        """Keep what was found whole for the next look."""
        if self._verified != self._known:
            remember(self.folder / "verified.json", self._verified)

    def last_good(self, name: str) -> Entry | None:
        """The newest whole entry of a figure, whatever its fingerprint."""
        return next((entry for path in self._newest_first(name) if (entry := self.load(name, path.stem))), None)

    def touch(self, entry: Entry) -> None:
        """Make an older entry the newest: it is the one on the page now."""
        newest, file = max(self._entries(entry.name), default=(0, ""))
        if file and file != f"{entry.key}.json":
            now = max(time.time_ns(), newest + 1)  # a clock that was set back left entries of times to come
            with suppress(OSError):  # a read-only cache still serves
                os.utime(self.folder / entry.name / f"{entry.key}.json", ns=(now, now))

    def tidy(self, name: str) -> None:
        """Drop all but the newest entries of a figure, and files that none of them names."""
        entries = self._newest_first(name)
        kept = [entry for path in entries[:KEPT] if (entry := self.load(name, path.stem))]
        named = {file for entry in kept for file in entry.files.values()} | {f"{entry.key}.json" for entry in kept}
        for path in (self.folder / name).iterdir():
            with suppress(FileNotFoundError):  # another build writes and tidies too
                if path.name not in named and (path in entries or time.time() - path.stat().st_mtime > GRACE):
                    path.unlink()

    def prune(self, names: Iterable[str]) -> None:
        """Drop everything of figures that have been no more for long; `gone.json` remembers since when."""
        gone: dict[str, float] = recalled(self.folder / "gone.json")
        kept, now, left = set(names), time.time(), {}
        for path in self.folder.iterdir() if self.folder.is_dir() else ():
            if path.name not in kept and path.is_dir():
                if now - gone.get(path.name, now) > LEAVE:
                    shutil.rmtree(path, ignore_errors=True)
                else:
                    left[path.name] = gone.get(path.name, now)
        if left != gone:
            remember(self.folder / "gone.json", left)

    def _newest_first(self, name: str) -> list[Path]:
        return [self.folder / name / file for _, file in sorted(self._entries(name), reverse=True)]

    def _entries(self, name: str) -> list[tuple[int, str]]:
        """The files of a figure's entries, each with its time."""
        found = []
        with suppress(OSError), os.scandir(f"{self.folder}/{name}") as files:
            for file in files:
                with suppress(FileNotFoundError):  # another build has just dropped it
                    if file.name.endswith(".json"):
                        found.append((file.stat().st_mtime_ns, file.name))
        return found
