"""Runs `draw` again on the axes that it made before: making axes costs twenty times what drawing a curve does.

The first call is recorded: which axes it made, and how it set their limits, ticks and labels. At another setting the
same calls must come in the same order; then they are answered from the record. Where more than marks differ, the
recording cannot follow, and says so: then that figure is drawn anew for each setting.
"""

from collections.abc import Callable
from typing import Any

from matplotlib.axes import Axes
from matplotlib.category import UnitData

from figures.engine.drawing.axes import all_limits_set, are_titles_tied, axes_of, take_marks_off, titles_of
from figures.engine.drawing.calls import Calls, CannotReplay
from figures.engine.drawing.registers import Registers
from figures.engine.drawing.repeats import Repeats
from figures.engine.drawing.still import Still

KEPT = "draw changes what Matplotlib keeps for all figures"


class Recording:
    """One call of `draw`, and its figure. Later calls of `again` draw on that figure. It changes Matplotlib: use it in
    a process of its own; outside its calls, figures are made as ever."""

    def __init__(self, draw: Callable[[], Any]) -> None:
        self._calls = Calls()
        self._repeats = Repeats(self._calls)
        self.drawn = self._repeats.drawn  # marks of several settings
        self._still: Still | None = None
        self._registers = Registers()
        with self._calls.taken_down():
            self.figure: Any = draw()
        if self._registers.are_changed():
            self._calls.beyond.append(KEPT)

    def again(self, draw: Callable[[], Any]) -> None:
        """Put the marks of another setting on the figure. The first time must be at the default, after the figure was
        rendered: what its axes look like then is what they must stay. Raises CannotReplay if more than marks differ."""
        if self._still is None:
            self._begin()
        take_marks_off(self.figure)
        self._registers.look()
        with self._calls.answered(), self._repeats.given():
            if draw() is not self.figure:
                raise CannotReplay("draw returns another figure")
        if self._registers.are_changed():
            raise CannotReplay(KEPT)
        if self._still is None:
            self._still = Still(self.figure, self._calls.touched)
            self._calls.fixed = self._still.fixed
        elif change := self._still.change(self._calls.touched):
            raise CannotReplay(change)
        for axes, tied, seen in self._titles:
            for title, (text, place) in zip(titles_of(axes), seen, strict=True):
                if tied and title.get_text() != text:
                    raise CannotReplay("a title follows the controls where it has to make way for something")
                title.set_position(place)

    def _begin(self) -> None:
        """Look at the figure that was recorded."""
        calls, all_axes = self._calls, axes_of(self.figure)
        if calls.beyond or self.figure is not calls.figure or calls.figures > 1:
            raise CannotReplay(calls.beyond[0] if calls.beyond else "draw makes several figures")
        if kind := next((type(axes).__name__ for axes in all_axes if type(axes) is not Axes), ""):
            raise CannotReplay(f"{kind} change with their marks")
        if any(isinstance(axis.units, UnitData) for axes in all_axes for axis in (axes.xaxis, axes.yaxis)):
            raise CannotReplay("an axis of words takes them in the order in which marks bring them")
        if any(artist.get_rasterized() for artist in self.figure.findobj()):
            raise CannotReplay("a mark is rasterised")
        calls.clips = {axes.patch: None for axes in all_axes}
        calls.limited = all_limits_set(all_axes)
        self._titles = [
            (axes, are_titles_tied(axes), [(title.get_text(), title.get_position()) for title in titles_of(axes)])
            for axes in all_axes
        ]
