"""What was made of something, kept for whoever makes it of the same again: values that JSON can write, or bytes.

    <folder>/<kind>.json       the values that were asked for last, each by the digest of what it was made of
    <folder>/<kind>/<digest>   the same of bytes, each by itself

A memory that is lost, damaged or of other code is made anew.
"""

import json
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from figures.engine.store.digests import digest, sealed, unsealed
from figures.engine.store.writes import write_atomically


def once(place: Path, make: Callable[[], bytes]) -> bytes:
    """The bytes that are kept there, made where they are lost or damaged. A read-only cache still serves."""
    with suppress(OSError, ValueError):
        return unsealed(place.read_bytes())
    content = make()
    with suppress(OSError):
        write_atomically(place, sealed(content))
    return content


def recalled(place: Path) -> Any:
    """The value that is kept there; None where it is lost or damaged."""
    try:
        return json.loads(unsealed(place.read_bytes()))
    except (OSError, ValueError):
        return None


def remember(place: Path, value: Any) -> None:
    """Keep a value for the next look. Only a memory: failing to write it costs time, nothing else."""
    with suppress(OSError):
        write_atomically(place, sealed(json.dumps(value).encode()))


class Made:
    """The memory of one build. `code` is the name of all code that runs; without one, nothing is kept."""

    def __init__(self, folder: Path, code: str) -> None:
        self._folder, self._code = folder, code
        self._known: dict[str, dict[str, Any]] = {}
        self._kept: dict[str, set[str]] = {}
        self._asked: dict[str, dict[str, Any]] = {}
        self._files: dict[str, set[str]] = {}

    def of(self, kind: str, source: Any, make: Callable[[], Any]) -> Any:
        """What `make` gives, which must depend on nothing but the source and the code. It is not to be changed."""
        if not self._code:
            return make()
        if kind not in self._known:
            self._known[kind], self._asked[kind] = self._read(kind), {}
            self._kept[kind] = set(self._known[kind])
        name, known = digest(json.dumps(source).encode()), self._known[kind]
        if name not in known:
            known[name] = make()
        self._asked[kind][name] = known[name]
        return known[name]

    def file(self, kind: str, source: Any, make: Callable[[], bytes]) -> bytes:
        """The same of bytes: they are read when they are asked for, and no others."""
        if not self._code:
            return make()
        name = digest(json.dumps([self._code, source]).encode())
        self._files.setdefault(kind, set()).add(name)
        return once(self._folder / kind / name, make)

    def keep(self) -> None:
        """For the next build."""
        for kind, names in self._files.items():
            with suppress(OSError):
                for path in (self._folder / kind).iterdir():
                    if path.name not in names:
                        path.unlink(missing_ok=True)
        for kind, values in self._asked.items():
            if values.keys() != self._kept[kind]:
                remember(self._place(kind), [self._code, values])

    def _read(self, kind: str) -> dict[str, Any]:
        code, values = recalled(self._place(kind)) or ("", {})
        return values if code == self._code else {}

    def _place(self, kind: str) -> Path:
        return self._folder / f"{kind}.json"
