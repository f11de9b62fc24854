"""Runs `draw` again on the axes that it made before: making axes costs twenty times what drawing a curve does.

The first call is recorded: which axes it made, and how it set their limits, ticks and labels. At another setting the
same calls must come in the same order; then they are answered from the record. Where more than marks differ, the
recording cannot follow, and says so: then that figure is drawn anew for each setting.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from figures.engine.drawing.axes import REACHING, all_limits_set, axes_of, identify_quietly, take_marks_off, titles_of
from figures.engine.drawing.still import Still, equal

MAKING = {
    Figure: ("subplots", "add_subplot", "add_axes", "add_gridspec", "subplot_mosaic"),
    Axes: ("twinx", "twiny", "inset_axes"),
}
FRAMING = """
    set_xlim set_ylim set_xlabel set_ylabel set_xscale set_yscale set_xticks set_yticks set_xticklabels
    set_yticklabels tick_params ticklabel_format locator_params grid set_aspect set_box_aspect axis
    set_axis_off set_axis_on margins autoscale invert_xaxis invert_yaxis label_outer set_axisbelow
    set_facecolor set_position set_anchor sharex sharey set_frame_on minorticks_on minorticks_off
    set_prop_cycle
""".split()
INNER = ("autoscale_view",)  # Matplotlib's own, at a time of its own: what it calls is not the script's doing
BEYOND = {
    Figure: (
        "colorbar",
        "subfigures",
        "add_subfigure",
        "clear",
        "delaxes",
        "subplots_adjust",
        "tight_layout",
        "set_size_inches",
        "set_layout_engine",
    ),
    Axes: ("secondary_xaxis", "secondary_yaxis", "clear", "remove", "set_zorder", "set_visible"),
}


class CannotReplay(Exception):
    """More than marks differs."""


class Recording:
    """One call of `draw`, and its figure. Later calls of `again` draw on that figure. It changes Matplotlib: use it in
    a process of its own; outside its calls, figures are made as ever."""

    def __init__(self, draw: Callable[[], Any]) -> None:
        self.figure: Any = None
        self._figure: Any = None
        self._figures = self._depth = self._next = 0
        self._made: dict[str, Any] = {}
        self._calls: list[tuple[Any, str, Any, Any]] = []  # object, method, arguments, result
        self._mode = "off"  # "record" or "replay"
        self._beyond: list[str] = []
        self._touched: list[Artist] = []  # those that were set, in that order
        self._fixed: set[Artist] | None = None  # of these alone, once it is known which they are
        self._still: Still | None = None
        self._axes: list[Axes] = []
        self._limited = False  # its axes have limits, wherever marks lie
        self._clips: dict[Artist, Any] = {}  # the patch of axes -> its box, once that is known
        self._patch()
        with self._in("record"):
            self.figure = draw()

    def again(self, draw: Callable[[], Any]) -> None:
        """Put the marks of another setting on the figure. The first time must be at the default, after the figure was
        rendered: what its axes look like then is what they must stay. Raises CannotReplay if more than marks differ."""
        if self._still is None:
            self._begin()
        take_marks_off(self.figure)
        self._next = 0
        self._touched.clear()
        with self._in("replay"):
            if draw() is not self.figure:
                raise CannotReplay("the figure")
        if self._next < len(self._calls):
            raise CannotReplay("the axes")
        if self._still is None:
            self._still = Still(self.figure, self._touched)
            self._fixed = self._still.fixed
        elif change := self._still.change(self._touched):
            raise CannotReplay(change)
        for axes, places in self._titles:
            for title, place in zip(titles_of(axes), places, strict=True):
                title.set_position(place)

    def _begin(self) -> None:
        """Look at the figure that was recorded."""
        self._axes = axes_of(self.figure)
        if self._beyond or self.figure is not self._figure or self._figures > 1:
            raise CannotReplay(self._beyond[0] if self._beyond else "the figure")
        if any(type(axes) is not Axes for axes in self._axes):
            raise CannotReplay("axes of another kind")
        if any(artist.get_rasterized() for artist in self.figure.findobj()):
            raise CannotReplay("what is rasterised")
        self._clips = {axes.patch: None for axes in self._axes}
        self._limited = all_limits_set(self._axes)
        self._titles = [(axes, [title.get_position() for title in titles_of(axes)]) for axes in self._axes]

    @contextmanager
    def _in(self, mode: str) -> Iterator[None]:
        self._mode = mode
        try:
            yield
        finally:
            self._mode = "off"

    def _patch(self) -> None:
        for names in (MAKING, {Axes: (*FRAMING, *INNER)}):
            for owner, methods in names.items():
                for name in methods:
                    setattr(owner, name, self._between(name, getattr(owner, name)))
        for name in REACHING:
            setattr(Axes, name, self._unless_limited(getattr(Axes, name)))
        for owner, methods in BEYOND.items():
            for name in methods:
                setattr(owner, name, self._noting(name, getattr(owner, name)))
        identify_quietly()
        clip, begin = Artist.set_clip_path, Figure.__init__

        def set_clip_path(artist: Artist, path: Any, transform: Any = None) -> None:
            self._clip_once(clip, artist, path, transform)

        def new(kind: type[Figure], *_: Any, **__: Any) -> Figure:
            return self.figure if self._mode == "replay" else object.__new__(kind)

        def init(figure: Figure, *arguments: Any, **options: Any) -> None:
            if self._mode == "replay":
                if not equal([arguments, options], [self._made["arguments"], self._made["options"]]):
                    raise CannotReplay("the size or kind of the figure")
                return
            if self._mode == "record":
                self._figures += 1
                self._figure, self._made = figure, {"arguments": arguments, "options": options}
            self._depth += 1
            begin(figure, *arguments, **options)
            self._depth -= 1

        stale: Any = Artist.stale

        def set_stale(artist: Artist, value: bool) -> None:
            if self._mode != "replay":
                stale.fset(artist, value)
                return
            artist._stale = value  # type: ignore[attr-defined]  # nobody waits for word of it, as axes would
            if value and (self._fixed is None or artist in self._fixed):
                self._touched.append(artist)

        Artist.stale = property(stale.fget, set_stale)  # type: ignore[assignment]
        Artist.set_clip_path = set_clip_path  # type: ignore[assignment,method-assign]
        Figure.__new__ = new  # type: ignore[assignment]
        Figure.__init__ = init  # type: ignore[assignment,method-assign]

    def _clip_once(self, clip: Callable[..., None], artist: Artist, path: Any, transform: Any) -> None:
        """Clip to axes that stay where they are with the box made before: a third of what a text costs otherwise."""
        fixed = self._mode == "replay" and transform is None and isinstance(path, Artist) and path in self._clips
        if not fixed:
            clip(artist, path, transform)
        elif box := self._clips[path]:
            artist.set_clip_box(box)
        else:
            clip(artist, path, transform)
            self._clips[path] = artist.get_clip_box()

    def _unless_limited(self, original: Callable[..., Any]) -> Callable[..., Any]:
        def method(axes: Axes, mark: Artist) -> None:
            if not (self._limited and self._mode == "replay"):
                original(axes, mark)

        return method

    def _noting(self, name: str, original: Callable[..., Any]) -> Callable[..., Any]:
        def method(owner: Any, *arguments: Any, **options: Any) -> Any:
            if self._mode == "record" and not self._depth:
                self._beyond.append(name)
            elif self._mode == "replay" and not self._depth:
                raise CannotReplay(name)
            return original(owner, *arguments, **options)

        return method

    def _between(self, name: str, original: Callable[..., Any]) -> Callable[..., Any]:
        def method(owner: Any, *arguments: Any, **options: Any) -> Any:
            if self._mode == "off":
                return original(owner, *arguments, **options)
            if self._depth or self._mode == "record" or name in INNER:
                self._depth += 1
                try:
                    result = original(owner, *arguments, **options)
                finally:
                    self._depth -= 1
                if not self._depth and name not in INNER:
                    self._calls.append((owner, name, [arguments, options], result))
                return result
            if self._next < len(self._calls):
                recorded_owner, recorded_name, recorded, result = self._calls[self._next]
                same = recorded_owner is owner and recorded_name == name
                if same and equal([arguments, options], recorded):
                    self._next += 1
                    return result
            raise CannotReplay(f"what it calls: {name}")

        return method
