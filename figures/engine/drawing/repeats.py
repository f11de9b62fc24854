"""The marks of a call that is made again at another setting: the same artists are put on the axes, and drawn once.

From one setting to the next most marks stay, and making and drawing them is most of what a setting costs. Two calls are
the same if all they are given is equal. A mark that the script goes on to change is made anew each time, and so is
one that holds a list or an array of the script.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.transforms import Transform

from figures.engine.drawing.axes import axes_of, cycles_of
from figures.engine.drawing.calls import Calls
from figures.engine.drawing.colour import Colour
from figures.engine.drawing.marks import Mark
from figures.engine.drawing.sparing import identity
from figures.engine.drawing.states import PLAIN, changeable, holds_any, is_changed, state_of

MARKING = "axhline axvline axvspan bar barh fill fill_between fill_betweenx plot step text vlines".split()
MOST = 3000  # calls whose marks are kept


@dataclass
class Marking:
    """What a call has put on its axes, the fixed artists that it touched on the way, which colours come next after it,
    and what it returned."""

    marks: list[Artist]
    containers: list[Any]
    touched: list[Artist]
    colours: list[int]
    result: Any


class Repeats:
    """Of the calls that one recording answers. `drawn` are the marks that stay, each as it was drawn, once it was."""

    def __init__(self, calls: Calls) -> None:
        self.drawn: dict[Artist, Mark | None] = {}
        self._calls = calls
        self._known: dict[Any, Marking] = {}
        self._times: Counter[Any] = Counter()
        self._given: list[tuple[Any, Any, dict[str, Any]]] = []  # in this setting, and how they were
        self._transforms: set[int] = set()  # of the axes: all others may be changed
        self._within = True
        for name in MARKING:
            setattr(Axes, name, self._repeating(name, getattr(Axes, name)))

    @contextmanager
    def given(self) -> Iterator[None]:
        """Within, calls at another setting are made, once it is known what stays on the axes."""
        self._within = self._calls.fixed is None or not self._calls.limited
        self._times.clear()
        self._given.clear()
        if not self._within and not self._transforms:
            owners = (self._calls.figure, *axes_of(self._calls.figure))
            parts = [part for owner in owners for part in vars(owner).values()]
            self._transforms = {identity(part) for part in parts if isinstance(part, Transform)}
        try:
            yield
        finally:
            self._within = True
        for key, mark, before in self._given:
            if is_changed(mark, before):
                self._known.pop(key, None)
                self.drawn.pop(mark, None)

    def _repeating(self, name: str, original: Callable[..., Any]) -> Callable[..., Any]:
        def method(axes: Any, *arguments: Any, **options: Any) -> Any:
            if self._within or (told := self._told((arguments, options))) is None:
                return original(axes, *arguments, **options)
            cycles = [cycle._idx for cycle in cycles_of(axes)]
            # the axes, and its cycles by how often they may have been set
            told = identity(axes), name, self._calls.answers, *cycles, told
            self._times[told] += 1
            key = told, self._times[told]  # twice at one setting, they are two
            if (known := self._known.get(key)) is None:
                return self._made(key, axes, (arguments, options), lambda: original(axes, *arguments, **options))
            axes._children += known.marks
            axes.containers += known.containers
            self._calls.touched += known.touched
            for cycle, place in zip(cycles_of(axes), known.colours, strict=True):
                cycle._idx = place
            self._watch(key, known)
            return known.result.copy() if isinstance(known.result, list) else known.result

        return method

    def _made(self, key: Any, axes: Any, given: Any, make: Callable[[], Any]) -> Any:
        """What the call gives. It is known from now on, if it did nothing but add marks to its axes."""
        marks, containers, touched = len(axes._children), len(axes.containers), len(self._calls.touched)
        answers, self._within = self._calls.answers, True
        result = make()
        self._within = False
        if self._calls.answers == answers and len(self._known) < MOST:
            made = Marking(
                axes._children[marks:],
                axes.containers[containers:],
                self._calls.touched[touched:],
                [cycle._idx for cycle in cycles_of(axes)],
                result,
            )
            own = set(changeable(given))
            if any(holds_any(part, own) for part in (*made.marks, *made.containers)):
                return result
            self._known[key] = made
            for mark in made.marks:
                mark._stale = False  # type: ignore[attr-defined]  # so that a change can be seen
                self.drawn[mark] = None
            self._watch(key, made)
        return result

    def _watch(self, key: Any, marking: Marking) -> None:
        self._given += [(key, part, state_of(part)) for part in (*marking.marks, *marking.containers)]

    def _told(self, value: Any) -> Any:
        """What makes a call the same, to be looked up; None if there is something whose value cannot be told."""
        kind = type(value)
        if kind in PLAIN:
            return kind, value
        if kind is Colour:
            return kind, str.__str__(value), value.dark
        if kind in (tuple, list, dict):
            parts = [self._told(part) for part in (value.values() if kind is dict else value)]
            return None if None in parts else (kind, *(value if kind is dict else ()), *parts)
        if kind is np.ndarray or isinstance(value, np.generic):
            return (kind, value.dtype.str, value.shape, value.tobytes()) if value.dtype.kind in "fiub" else None
        if isinstance(value, Transform) and identity(value) in self._transforms:
            return kind, identity(value)
        return None
