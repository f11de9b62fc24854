"""What a mark holds, so that it can be seen whether a script has changed it.

A mark tells of most changes by having gone stale. What hangs on it tells of nothing: lists and fonts are copied to be
compared, and arrays and paths are closed, so that a script which writes into them fails, and is drawn anew.
"""

from collections.abc import Iterator
from typing import Any

import numpy as np
from matplotlib.font_manager import FontProperties
from matplotlib.patches import FancyBboxPatch
from matplotlib.path import Path

from figures.engine.drawing.sparing import identity

PLAIN = (int, float, bool, str, type(None))


def state_of(thing: Any) -> dict[str, Any]:
    """All that a mark or a container holds."""
    state: dict[str, Any] = vars(thing).copy()
    for name, value in state.items():
        if type(value) in PLAIN:
            continue
        if type(value) is list:
            state[name] = value.copy()
            for item in value:
                _close(item)
        elif type(value) is FontProperties:
            state[name] = value.copy()
        elif isinstance(value, FancyBboxPatch):  # around a text
            state[name] = state_of(value) | {"style": vars(value.get_boxstyle()).copy()}
        else:
            _close(value)
    return state


def is_changed(thing: Any, before: dict[str, Any]) -> bool:
    """Whether it holds something else than when `state_of` was asked for `before`."""
    try:
        return bool(state_of(thing) != before)
    except ValueError:  # of arrays, which are the same objects where nothing has changed
        return True


def holds_any(thing: Any, given: set[int]) -> bool:
    """Whether it holds one of these as it was given, or a part of it, so that it changes whenever that does."""
    return not given.isdisjoint(changeable(list(vars(thing).values())))


def changeable(value: Any) -> Iterator[int]:
    """By which the lists, dicts and arrays in a value can be known; of an array, the one that it is a view of."""
    if isinstance(value, np.ndarray):
        yield identity(value if value.base is None else value.base)  # which NumPy keeps to be the first of all
    elif isinstance(value, (list, dict)):
        yield identity(value)
    if isinstance(value, (list, tuple, dict)):
        for part in value.values() if isinstance(value, dict) else value:
            yield from changeable(part)
    elif isinstance(value, Path):
        yield from changeable((value.vertices, value.codes))


def _close(value: Any) -> None:
    if isinstance(value, np.ndarray):
        value.flags.writeable = False
    elif isinstance(value, Path):
        value._readonly = True  # type: ignore[attr-defined]
        _close(value.vertices)
        _close(value.codes)
