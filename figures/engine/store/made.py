"""What was made of something, kept for whoever makes it of the same again: values that JSON can write, or bytes.

    <folder>/<kind>.json       the values that were asked for last, each by the digest of what it was made of
    <folder>/<kind>/<digest>   bytes, each file named by its content; which one it is, is such a value

A memory that is lost, damaged or of other code is made anew.
"""

import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from figures.engine.store.cache import Cache
from figures.engine.store.digests import digest
from figures.engine.store.recalling import recalled, remember
from figures.engine.store.writes import put, write_atomically


@dataclass(frozen=True)
class Making:
    """How a file is made, and of what: on nothing else, but for the code, may `make` depend."""

    source: Any  # that JSON can write
    make: Callable[[], bytes]


class Made:
    """The memory of one build. `code` is the name of all code that runs; without one, nothing is kept."""

    def __init__(self, folder: Path, code: str) -> None:
        self._folder, self._code = folder, code
        self._files = Cache(folder)
        self._known: dict[str, dict[str, Any]] = {}
        self._kept: dict[str, set[str]] = {}
        self._asked: dict[str, dict[str, Any]] = {}

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

    def file(self, kind: str, making: Making) -> bytes:
        """The bytes of a file."""
        with suppress(OSError):
            return self._place(kind, making).read_bytes()
        return making.make()

    def put(self, kind: str, making: Making, target: str) -> None:
        """Make the file appear at `target`: as a second name of the one that is kept, which costs a tenth of another.

        Raises OSError.
        """
        try:
            put(self._place(kind, making), target)
        except OSError:  # a read-only cache still serves
            write_atomically(Path(target), making.make())  # never into a file that has another name

    def keep(self) -> None:
        """For the next build."""
        for kind, values in self._asked.items():
            if values.keys() != self._kept[kind]:
                remember(self._index(kind), {"code": self._code, "values": values})
            if (folder := self._folder / kind).is_dir():
                self._tidy(folder, set(values.values()))
        self._files.remember()

    def _place(self, kind: str, making: Making) -> Path:
        """Where the file lies. Raises OSError if it cannot be kept."""
        if not self._code:
            raise OSError("nothing can be kept of code without a name")

        def made() -> str:
            return self._files.store(kind, making.make(), "made")

        name: str = self.of(kind, making.source, made)
        if not self._files.is_whole(f"{kind}/{name}"):
            made()
        return self._folder / kind / name

    def _tidy(self, folder: Path, names: set[str]) -> None:
        with suppress(OSError):
            for path in folder.iterdir():
                if path.name not in names:
                    path.unlink(missing_ok=True)

    def _read(self, kind: str) -> dict[str, Any]:
        kept = recalled(self._index(kind))
        values: dict[str, Any] = kept["values"] if kept.get("code") == self._code else {}
        return values

    def _index(self, kind: str) -> Path:
        return self._folder / f"{kind}.json"
