"""The numbers of a figure: kept, or found out by its experiment()."""

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

from figures.engine.drawing.contract import check_seeded, first_line
from figures.engine.drawing.job import Job
from figures.engine.drawing.keeping import from_bytes, to_bytes
from figures.engine.drawing.reads import Reads
from figures.engine.project.faults import Fault, FigureError
from figures.engine.store.cache import Cache, Entry
from figures.engine.store.digests import content_digest

ROLE = "numbers"
MOST = 1 << 26  # bytes of one figure's numbers that are kept


@dataclass
class Numbers:
    """What experiment() gave, which files it read and modules it loaded, and how many seconds it took."""

    values: Mapping[Any, Any] = field(default_factory=dict)
    reads: dict[str, str] = field(default_factory=dict)
    loaded: dict[str, str] = field(default_factory=dict)
    seconds: float = 0.0

    def packed(self) -> bytes:
        """All of it, for another process or to be kept. Raises CannotKeep."""
        rest = {name: value for name, value in vars(self).items() if name != "values"}
        return json.dumps(rest).encode() + b"\n" + to_bytes(self.values)

    @classmethod
    def unpacked(cls, data: bytes) -> "Numbers":
        """What was packed."""
        rest, _, values = data.partition(b"\n")
        return cls(from_bytes(values), **json.loads(rest))


def found_out(module: ModuleType, reads: Reads, loaded: dict[str, str]) -> Numbers:
    """Run experiment(), if there is one. `reads` and `loaded` are what this process has read and loaded so far.

    Raises FigureError for what breaks the contract; whatever the script itself raises goes through.
    """
    if not hasattr(module, "experiment"):
        return Numbers()
    began = time.perf_counter()
    values = module.experiment()
    seconds = time.perf_counter() - began
    if not isinstance(values, Mapping):
        raise FigureError(
            Fault(
                f"experiment() returned {type(values).__name__}; expected a dict of the numbers "
                "that draw takes by name",
                line=first_line(module.experiment),
            )
        )
    check_seeded(module)
    return Numbers(values, reads.digests(), dict(loaded), seconds)


def kept(job: Job) -> Numbers | None:
    """The numbers that were found out before, if every file that they came from is as it was."""
    cache = _cache(job)
    if not job.numbers or job.anew or (entry := cache.load(job.name, job.numbers)) is None:
        return None
    if any(content_digest(Path(job.root, path)) != content for path, content in entry.reads.items()):
        return None
    try:
        numbers = Numbers.unpacked(cache.path(entry, ROLE).read_bytes())
    except (OSError, ValueError, TypeError):
        return None
    cache.touch(entry)
    numbers.reads = entry.reads
    return numbers


def keep(job: Job, numbers: Numbers, packed: bytes) -> None:
    """Remember them. Not those of a file that was saved after their name was made. Raises OSError."""
    as_named = all(job.modules.get(path, content) == content for path, content in numbers.loaded.items())
    if job.numbers and as_named and len(packed) <= MOST:
        others = {path: content for path, content in numbers.loaded.items() if path not in job.modules}
        cache = _cache(job)
        file = cache.store(job.name, packed, ROLE)
        reads = numbers.reads | others  # that only running it could find
        cache.save(Entry(job.name, job.numbers, numbers.seconds, {ROLE: file}, reads=reads))
        cache.tidy(job.name)


def _cache(job: Job) -> Cache:
    return Cache(Path(job.cache).with_name("numbers"))
