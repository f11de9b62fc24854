"""The calls by which one `draw` makes and frames its axes: taken down once, and answered from the record later on.

At another setting the same calls must come in the same order. It changes Matplotlib: use it in a process of its own.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, NoReturn

from matplotlib import RcParams
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from figures.engine.drawing.answerable import AXES, BEYOND, FRAMING, INNER, MAKING
from figures.engine.drawing.asking import WHICH, listen
from figures.engine.drawing.axes import REACHING
from figures.engine.drawing.still import equal


class CannotReplay(Exception):
    """More than marks differs; the text is why, as a clause."""


class Calls:
    """Those of one call of `draw`. Outside of `taken_down` and `answered`, Matplotlib does as ever."""

    def __init__(self) -> None:
        self.figure: Any = None  # the last that was made
        self.figures = 0  # that were made
        self.beyond: list[str] = []  # what was done that no record can answer
        self.touched: list[Artist] = []  # those that were set, in that order
        self.fixed: set[Artist] | None = None  # of these alone, once it is known which they are
        self.limited = False  # its axes have limits, wherever marks lie
        self.clips: dict[Artist, Any] = {}  # the patch of axes -> its box, once that is known
        self.answers = self._depth = 0  # calls of this setting that were answered
        self._refused = ""  # why this setting cannot be replayed, whatever the script made of being told so
        self._begun = False  # a figure at this setting
        self._made: dict[str, Any] = {}
        self._calls: list[tuple[Any, str, Any, Any]] = []  # object, method, arguments, result
        self._mode = "off"  # "record" or "replay"
        self._patch()

    @contextmanager
    def taken_down(self) -> Iterator[None]:
        """Within, all that is called is recorded."""
        self._mode = "record"
        try:
            yield
        finally:
            self._mode = "off"

    @contextmanager
    def answered(self) -> Iterator[None]:
        """Within, it is answered. Raises CannotReplay for a call that is not the next one of the record."""
        self.answers, self._refused, self._begun = 0, "", False
        self.touched.clear()
        ever: Any = Artist.stale

        def set_stale(artist: Artist, value: bool) -> None:
            artist._stale = value  # type: ignore[attr-defined]  # nobody waits for word of it, as axes would
            if value and (self.fixed is None or artist in self.fixed):
                self.touched.append(artist)

        Artist.stale = property(ever.fget, set_stale)  # type: ignore[assignment]
        self._mode = "replay"
        try:
            yield
        finally:
            self._mode = "off"
            Artist.stale = ever  # type: ignore[method-assign]  # it is asked so often that a stand-in for all drawings would be felt
        if self._refused or self.answers < len(self._calls):
            raise CannotReplay(self._refused or f"draw does not call {self._calls[self.answers][1]} at each setting")

    def _refuse(self, reason: str) -> NoReturn:
        self._refused = self._refused or reason
        raise CannotReplay(reason)

    def _patch(self) -> None:
        for names in (MAKING, {Axes: [*FRAMING, *INNER]}):
            for owner, methods in names.items():
                for name in methods:
                    setattr(owner, name, self._between(name, getattr(owner, name)))
        for name in REACHING:
            setattr(Axes, name, self._unless_limited(getattr(Axes, name)))
        for owner, methods in BEYOND.items():
            for name in methods:
                setattr(owner, name, self._noting(name, getattr(owner, name)))
        listen(lambda: self._mode != "off", self._asked)
        clip, begin = Artist.set_clip_path, Figure.__init__

        def set_clip_path(artist: Artist, path: Any, transform: Any = None) -> None:
            self._clip_once(clip, artist, path, transform)

        def new(kind: type[Figure], *_: Any, **__: Any) -> Figure:
            return self.figure if self._mode == "replay" else object.__new__(kind)

        def init(figure: Figure, *arguments: Any, **options: Any) -> None:
            if self._mode == "replay":
                if self._begun or not equal([arguments, options], [self._made["arguments"], self._made["options"]]):
                    self._refuse("draw does not make one and the same figure at each setting")
                self._begun = True
                return
            if self._mode == "record":
                self.figures += 1
                self.figure, self._made = figure, {"arguments": arguments, "options": options}
            self._depth += 1
            begin(figure, *arguments, **options)
            self._depth -= 1

        Artist.set_clip_path = set_clip_path  # type: ignore[assignment,method-assign]
        Figure.__new__ = new  # type: ignore[assignment]
        Figure.__init__ = init  # type: ignore[assignment,method-assign]

    def _clip_once(self, clip: Callable[..., None], artist: Artist, path: Any, transform: Any) -> None:
        """Clip to axes that stay where they are with the box made before: a third of what a text costs otherwise."""
        fixed = self._mode == "replay" and transform is None and isinstance(path, Artist) and path in self.clips
        if not fixed:
            clip(artist, path, transform)
        elif box := self.clips[path]:
            artist.set_clip_box(box)
            artist._clippath = None  # type: ignore[attr-defined]
        else:
            clip(artist, path, transform)
            self.clips[path] = artist.get_clip_box()

    def _unless_limited(self, original: Callable[..., Any]) -> Callable[..., Any]:
        def method(axes: Axes, mark: Artist) -> None:
            if not (self.limited and self._mode == "replay"):
                original(axes, mark)
            elif isinstance(mark, Line2D):
                mark.get_path()  # from now on a line does not look at what it was given

        return method

    def _noting(self, name: str, original: Callable[..., Any]) -> Callable[..., Any]:
        def method(owner: Any, *arguments: Any, **options: Any) -> Any:
            if not self._depth:
                self._go_beyond("draw changes rcParams" if isinstance(owner, RcParams) else f"draw calls {name}")
            return original(owner, *arguments, **options)

        return method

    def _asked(self, name: str) -> None:
        if name not in WHICH:
            self._go_beyond(f"draw asks for {name}")
        elif self._mode == "replay" and any(call[1] in AXES for call in self._calls[self.answers :]):
            self._refuse("draw looks at its axes before all of them are made")

    def _go_beyond(self, reason: str) -> None:
        if self._mode == "record":
            self.beyond.append(reason)
        elif self._mode == "replay":
            self._refuse(reason)

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
            if self.answers < len(self._calls):
                recorded_owner, recorded_name, recorded, result = self._calls[self.answers]
                same = recorded_owner is owner and recorded_name == name
                if same and equal([arguments, options], recorded):
                    self.answers += 1
                    if name == "set_prop_cycle":  # colours belong to the marks
                        original(owner, *arguments, **options)
                    return result
            self._refuse(f"draw calls {name} otherwise at some settings")

        return method
