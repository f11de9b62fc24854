"""Marks: what a drawing is made of, apart from axes; each has a slot, by which it is found again in the SVG.

A mark is whatever Matplotlib draws between two fixed things (spines, axes). Its slot is the container (the figure or
one of its axes), the band between two fixed things, and its place in the band.
"""

import io
from collections.abc import Callable, Iterator
from operator import attrgetter
from typing import Any

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.backends.backend_mixed import MixedModeRenderer
from matplotlib.colors import to_rgba
from matplotlib.figure import Figure
from matplotlib.text import Text

from figures.engine.painter import Painter
from figures.engine.replay import axes_of

Slot = tuple[int, int, int]


class Marks(Painter):
    """Renders one artist at a time and hands out its SVG; definitions (markers, clips) are written once for all."""

    def __init__(self, figure: Figure) -> None:
        self._buffer = io.StringIO()
        width, height = figure.get_size_inches() * 72
        super().__init__(width, height, self._buffer, metadata={"Date": None})
        self._mixed: Any = MixedModeRenderer(figure, width, height, 72, self)  # type: ignore[no-untyped-call]
        fixed = [(axes.transData, axes.transAxes, axes.title.get_transform()) for axes in axes_of(figure)]
        self._fixed = {id(transform) for transforms in [*fixed, (figure.transFigure,)] for transform in transforms}
        self._texts: dict[Any, str] = {}
        figure.patch.draw(self._mixed)  # type: ignore[arg-type] # what lies under the marks of all settings
        self.lay_boxes()
        for axes in axes_of(figure):
            if axes.axison:
                axes.patch.draw(self._mixed)  # type: ignore[arg-type]
        self._lasting = len(self.grounds)
        self._take()

    def begin(self) -> None:
        """Start anew with what lies under the marks."""
        self.grounds.keep(self._lasting)

    def open_group(self, s: str, gid: str | None = None) -> None:
        """No groups: their numbers would make equal marks differ."""

    def close_group(self, s: str) -> None:
        """See open_group."""

    def mark(self, artist: Artist) -> str:
        """The SVG of one artist; "" if it has no ink. A text is set once, however many settings show it."""
        key = None if len(self.grounds) else self._text_key(artist)  # on a ground its colour depends on the place
        if key is not None and key in self._texts:
            return self._texts[key]
        artist.draw(self._mixed)
        svg = self._take()
        if key is not None:
            self._texts[key] = svg
        return svg

    def _text_key(self, artist: Artist) -> Any:
        """All that the look of a plain text depends on; None for everything else."""
        if type(artist) is not Text or id(artist.get_transform()) not in self._fixed:
            return None
        if artist.get_bbox_patch() is not None or artist.get_path_effects() or artist.get_wrap():
            return None
        return (artist.get_text(), artist.get_unitless_position(), to_rgba(artist.get_color(), artist.get_alpha()),
                artist.get_fontproperties(), artist.get_horizontalalignment(), artist.get_verticalalignment(),
                artist.get_rotation(), artist.get_rotation_mode(), artist._linespacing, artist.get_visible(),  # type: ignore[attr-defined]
                artist.get_clip_on(), id(artist.get_transform()))

    def definitions(self) -> str:
        """Clip paths and hatches that marks refer to."""
        self._write_clips()
        self._write_hatches()
        return self._take()

    def _take(self) -> str:
        self.writer.flush()
        text = self._buffer.getvalue()
        self._buffer.seek(0)
        self._buffer.truncate()
        return text


def bands_of(figure: Figure) -> Iterator[tuple[int, list[list[Artist]], list[Artist]]]:
    """For the figure and each of its axes: a number, the marks band by band, and the fixed things between them."""
    containers: list[Figure | Axes] = [figure, *axes_of(figure)]
    for number, container in enumerate(containers):
        fixed: set[Artist] = set(container.axes) if isinstance(container, Figure) else {
            *container.spines.values(), container.xaxis, container.yaxis, *container.child_axes}
        drawn = [artist for artist in container.get_children() if artist is not container.patch]
        bands: list[list[Artist]] = [[]]
        between: list[Artist] = []
        for artist in sorted(drawn, key=attrgetter("zorder")):
            if artist in fixed:
                between.append(artist)
                bands.append([])
            else:
                bands[-1].append(artist)
        yield number, bands, between


def label_slots(figure: Figure) -> Callable[[], None]:
    """Let the static drawing wrap each mark in a group named by its slot, and leave a sign where a band ends.

    Returns what takes the labels off again.
    """
    labelled: list[Artist] = []

    def wrap(artist: Artist, before: list[str], around: str = "", after: str = "") -> None:
        original = artist.draw

        def draw(renderer: Any) -> None:
            for sign in before:
                renderer.writer.element("g", id=sign)
            if around:
                renderer.writer.start("g", id=around)
            original(renderer)
            if around:
                renderer.writer.end("g")
            if after:
                renderer.writer.element("g", id=after)

        artist.draw = draw  # type: ignore[method-assign]
        labelled.append(artist)

    for number, bands, between in bands_of(figure):
        for place, (band, stop) in enumerate(zip(bands, [*between, None], strict=True)):
            end = f"end_{number}_{place}"
            for position, artist in enumerate(band):
                last = stop is None and position == len(band) - 1
                wrap(artist, [], f"slot_{number}_{place}_{position}", end if last else "")
            if stop is not None:
                wrap(stop, [end], "", f"end_{number}_{place + 1}" if stop is between[-1] and not bands[-1] else "")

    def unlabel() -> None:
        for artist in labelled:
            del artist.draw

    return unlabel


def slots_of(figure: Figure) -> Iterator[tuple[Slot, Artist]]:
    """Every mark with its slot."""
    for container, bands, _ in bands_of(figure):
        for place, band in enumerate(bands):
            yield from (((container, place, position), artist) for position, artist in enumerate(band))
