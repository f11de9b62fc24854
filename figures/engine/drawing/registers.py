"""What Matplotlib keeps for all figures: its tables of colours, colour maps, markers, scales, units, typefaces.

A script that changes one of them changes what the same calls draw.
"""

import sys
from collections.abc import Iterator
from typing import Any

from matplotlib import RcParams

OF = ("matplotlib", "mpl_toolkits")
OWN = ("_", "backend", "tests")  # modules whose names begin so keep what drawing itself needs
TABLES = (dict, list, set)


class Registers:
    """All of them that there are in this process."""

    def __init__(self) -> None:
        self._tables = list({id(table): table for table in _tables()}.values())
        self.look()

    def look(self) -> None:
        """Remember how they are."""
        self._before = [table.copy() for table in self._tables]

    def are_changed(self) -> bool:
        """Whether one is another than it was then."""
        try:
            return self._tables != self._before  # what is in them by identity, which is quick and nearly always enough
        except ValueError:  # of arrays, which are the same objects where nothing has changed
            return True


def _tables() -> Iterator[Any]:
    for name, module in list(sys.modules.items()):
        first, *parts = name.split(".")
        if module and first in OF and not any(part.startswith(OWN) for part in parts):
            yield from _of(vars(module))


def _of(names: dict[str, Any]) -> Iterator[Any]:
    """The tables among what is bound to names, and those that hang on classes and objects of Matplotlib's own."""
    for name, value in names.items():
        if name.startswith("__") or isinstance(value, RcParams):  # whose changes are noticed as they are made
            continue
        if isinstance(value, TABLES):
            yield value
        kind = value if isinstance(value, type) else type(value)
        if kind.__module__.partition(".")[0] in OF and hasattr(value, "__dict__"):
            hanging = ((inner, each) for inner, each in vars(value).items() if "cache" not in inner)
            yield from (each for _, each in hanging if isinstance(each, TABLES))
