"""Marks, drawn one by one: what a drawing is made of, apart from axes."""

import io
from dataclasses import dataclass
from typing import Any

from matplotlib import rcParams
from matplotlib.artist import Artist
from matplotlib.colors import to_rgba
from matplotlib.figure import Figure
from matplotlib.text import Text

from figures.engine.drawing.axes import axes_of
from figures.engine.drawing.calls import CannotReplay
from figures.engine.drawing.grounds import Ground
from figures.engine.drawing.painter import Painter
from figures.engine.drawing.still import PASSING

UNSEEN = PASSING | {"_renderer", "_path_effects", "_color", "_alpha"}  # of a text, or looked at by itself
MOST = 300  # texts of which the lines are kept: each holds an artist


@dataclass
class Mark:
    """As it was drawn, what lay below it then, and what it laid itself."""

    svg: str
    below: list[Ground]
    laid: list[Ground]


class Marks(Painter):
    """Renders one artist at a time and hands out its SVG; definitions (markers, clips) are written once for all.

    `drawn` are the artists that come again as they are; what is drawn of them is kept there."""

    def __init__(self, figure: Figure, drawn: dict[Artist, Mark | None]) -> None:
        self._drawn = drawn
        dpi = rcParams["savefig.dpi"] if rcParams["savefig.dpi"] != "figure" else figure.dpi
        figure.set_dpi(72)  # what an SVG is measured in; the other is for images in it
        self._buffer = io.StringIO()
        width, height = figure.get_size_inches() * 72
        super().__init__(width, height, self._buffer, image_dpi=dpi, metadata={"Date": None})
        fixed = [(axes.transData, axes.transAxes, axes.title.get_transform()) for axes in axes_of(figure)]
        self._fixed = {id(transform) for transforms in [*fixed, (figure.transFigure,)] for transform in transforms}
        self._texts: dict[Any, str] = {}
        self._lines: dict[Any, list[Any]] = {}  # of texts: what Matplotlib has the renderer write, line by line
        self._heard: list[Any] | None = None
        figure.patch.draw(self)  # what lies under the marks of all settings
        self.lay_boxes()
        for axes in axes_of(figure):
            if axes.axison:
                axes.patch.draw(self)
        self._lasting = len(self.grounds)
        self._take()

    def begin(self) -> None:
        """Start anew with what lies under the marks."""
        self.grounds.keep(self._lasting)

    def open_group(self, s: str, gid: str | None = None) -> None:
        """No groups: their numbers would make equal marks differ."""

    def close_group(self, s: str) -> None:
        """See open_group."""

    def start_rasterizing(self) -> None:
        """Only Matplotlib's renderer of a whole drawing can."""
        raise CannotReplay("a mark is rasterised")

    def mark(self, artist: Artist) -> str:
        """The SVG of one artist; "" if it has no ink. One that comes again is drawn once, while it lies on the same
        ground."""
        if artist not in self._drawn:
            return self._svg(artist)
        below, known = self.grounds.areas(), self._drawn[artist]
        if known is None or known.below != below:
            svg = self._svg(artist)
            self._drawn[artist] = Mark(svg, below, self.grounds.areas()[len(below) :])
            return svg
        self.grounds.lay_again(known.laid)
        return known.svg

    def _svg(self, artist: Artist) -> str:
        """A text is set once, however many settings show it."""
        if (key := self._text_key(artist)) is None:
            artist.draw(self)
            return self._take()
        grounded = len(self.grounds) > 0  # on a ground its colour depends on the place
        if not grounded and key in self._texts:
            return self._texts[key]
        if key in self._lines:
            for line, options in self._lines[key]:
                self.draw_text(*line, **options)
        else:
            self._heard = []
            artist.draw(self)
            if grounded and len(self._lines) < MOST:
                self._lines[key] = self._heard
            self._heard = None
        svg = self._take()
        if not grounded:
            self._texts[key] = svg
        return svg

    def draw_text(self, *line: Any, **options: Any) -> None:
        """Write a line, and remember it where it may be wanted again."""
        if self._heard is not None:
            self._heard.append((line, options))
        super().draw_text(*line, **options)

    def _text_key(self, artist: Artist) -> Any:
        """All that the look of a plain text depends on; None for everything else."""
        if type(artist) is not Text or id(artist.get_transform()) not in self._fixed:
            return None
        if artist.get_bbox_patch() is not None or artist.get_path_effects() or artist.get_wrap():
            return None
        if artist.get_clip_path() is not None:
            return None
        held = tuple(value for name, value in vars(artist).items() if name not in UNSEEN)
        key = to_rgba(artist.get_color(), artist.get_alpha()), held
        try:
            hash(key)
        except TypeError:  # an array, say, that may be changed
            return None
        return key

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
