"""Arrays that take long to compute and that several figures share: computed once, and kept in the cache.

Whoever comes while they are computed waits for them. They are named after what they were computed from, so a change
of that computes them anew; deleting them costs time and nothing else.
"""

import fcntl
import io
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
from numpy.typing import NDArray

import figures
from figures.engine.store.digests import digest
from figures.engine.store.waiting import waiting
from figures.engine.store.writes import write_atomically

Arrays = dict[str, NDArray[Any]]


def kept(name: str, computed: Callable[[], Arrays], source: Sequence[ModuleType], *also: str) -> Arrays:
    """What `computed()` gives, or gave before under the same source code and the same further words."""
    path = folder() / f"{name}-{key(source, *also)}.npz"
    if (found := read(path)) is not None:
        return found
    path.parent.mkdir(parents=True, exist_ok=True)
    with _alone(path.with_name(f"{name}.lock")):
        if (found := read(path)) is None:  # nobody else was quicker
            found = computed()
            file = io.BytesIO()
            np.savez(file, **found)  # type: ignore[arg-type]  # its stub takes the names for its own options
            write_atomically(path, file.getvalue())
            for other in path.parent.glob(f"{name}-*.npz"):
                if other != path:
                    other.unlink(missing_ok=True)
    return found


def folder() -> Path:
    """Where they are kept: in the project whose `figures` this process imports."""
    return Path(figures.__path__[0]).parent / ".cache" / "kept"


def key(source: Sequence[ModuleType], *also: str) -> str:
    """The digest of what these modules are, as files, and of the words."""
    parts = [Path(str(module.__file__)).read_bytes() for module in source] + [word.encode() for word in also]
    return digest(b"\0".join(parts))


def read(path: Path) -> Arrays | None:
    """The arrays of a file; None if there is none or it is spoilt."""
    try:
        with np.load(path) as file:
            return {name: file[name] for name in file.files}
    except (OSError, ValueError, EOFError, zipfile.BadZipFile):
        return None


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """While this lasts, nobody else computes what has this lock."""
    with path.open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            with waiting():
                fcntl.flock(lock, fcntl.LOCK_EX)
        yield
