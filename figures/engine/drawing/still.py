"""What stands still: the state of axes, ticks and spines, watched while `draw` runs again on the same ones.

Everything that hangs on them is remembered as it was after `draw` ran again at the default, and which of them were
touched on the way; at another setting both must be the same. So must titles, but for their words: they are marks that
stay on their axes.
"""

from types import FunctionType
from typing import Any

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.transforms import TransformNode

from figures.engine.drawing.axes import OF_FIGURE, OF_MARKS, axes_of, limits_of, places_of, titles_of
from figures.engine.drawing.sparing import identity

PLAIN = (str, int, float, bool, type(None), Axes, TransformNode, FunctionType)  # nothing hangs on these
PASSING = frozenset({"_stale", "stale_callback", "_callbacks", "_remove_method", "callbacks"})  # no looks


class Still:
    """The state of all that is fixed on a figure."""

    def __init__(self, figure: Figure, touched: list[Artist]) -> None:
        self._axes = axes_of(figure)
        self.fixed = _artists(self._axes)
        self._limits = [limits_of(axes).copy() for axes in self._axes]
        self._places = places_of(self._axes)
        self._touched = [one for one in touched if one in self.fixed]
        self._seen: list[tuple[Any, Any, frozenset[str]]] = []  # something, a copy of its content, what may change
        known = {identity(figure), *map(identity, self._axes)}
        self._note(vars(figure), OF_FIGURE | PASSING, known)
        for axes in self._axes:
            self._note(vars(axes), OF_MARKS | PASSING, known)
            for title in titles_of(axes):
                self._note(vars(title), PASSING | {"_text", "_renderer"}, known)

    def change(self, touched: list[Artist]) -> str | None:
        """What is not as it was, in a few words; None if nothing moved. `touched` are those of `fixed`."""
        if touched != self._touched:
            return "axes, ticks or spines are not set alike at all settings"
        for axes, limits in zip(self._axes, self._limits, strict=True):
            if not np.allclose(limits_of(axes), limits, rtol=1e-9, atol=1e-12):
                return "the limits of the axes follow the controls"
        if places_of(self._axes) != self._places:
            return "the place of the axes follows the controls"
        for number, (thing, before, free) in enumerate(self._seen):
            try:
                if thing == before:  # objects by identity, which is quick and nearly always enough
                    continue
            except ValueError:  # arrays
                pass
            if not equal(thing, before, free):
                return "axes, ticks, spines or the looks of a title follow the controls"
            self._seen[number] = thing, thing.copy(), free  # equal, if not the same: quick the next time
        return None

    def _remember(self, thing: Any, known: set[int]) -> None:
        if isinstance(thing, PLAIN) or (own := identity(thing)) in known:
            return
        known.add(own)
        if isinstance(thing, dict):
            self._note(thing, frozenset(), known)
        elif isinstance(thing, (list, tuple)):
            if isinstance(thing, list):
                self._seen.append((thing, thing.copy(), frozenset()))
            for item in thing:
                self._remember(item, known)
        elif type(thing).__module__.startswith(("matplotlib.", "mpl_toolkits.")) and hasattr(thing, "__dict__"):
            self._note(vars(thing), PASSING, known)

    def _note(self, state: dict[Any, Any], free: frozenset[str], known: set[int]) -> None:
        self._seen.append((state, dict(state), free))
        for key, value in state.items():
            if key not in free:
                self._remember(value, known)


def _artists(all_axes: list[Axes]) -> set[Artist]:
    found: list[Artist] = [axes.patch for axes in all_axes]
    for axes in all_axes:
        for part in (*axes.spines.values(), axes.xaxis, axes.yaxis):
            found += part.findobj()
    return set(found)


def equal(thing: Any, before: Any, free: frozenset[str] = frozenset(), depth: int = 4) -> bool:
    """Equal by value, as far as the looks go: functions by their code and what they hold, objects by their state."""
    if thing is before:
        return True
    if isinstance(thing, np.ndarray) or isinstance(before, np.ndarray):
        return bool(np.array_equal(thing, before))
    if isinstance(thing, dict) and isinstance(before, dict):
        return thing.keys() | free == before.keys() | free and all(
            equal(thing[key], before[key], free, depth - 1) for key in thing if key not in free
        )
    if isinstance(thing, (list, tuple)) and isinstance(before, (list, tuple)):
        return len(thing) == len(before) and all(
            equal(one, other, free, depth - 1) for one, other in zip(thing, before, strict=True)
        )
    if type(thing) is not type(before) or depth < 0:
        return False
    if isinstance(thing, FunctionType):
        held = [[cell.cell_contents for cell in function.__closure__ or ()] for function in (thing, before)]
        return thing.__code__ == before.__code__ and equal(
            [*held[0], thing.__defaults__, thing.__kwdefaults__], [*held[1], before.__defaults__, before.__kwdefaults__]
        )
    if getattr(type(thing), "__eq__", None) is object.__eq__:
        return (
            type(thing).__module__.startswith("matplotlib.")
            and not isinstance(thing, (Artist, TransformNode))
            and equal(vars(thing), vars(before), PASSING | {"axis", "axes"}, depth - 1)
        )
    return bool(thing == before)
