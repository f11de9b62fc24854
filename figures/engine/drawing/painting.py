"""A figure becomes raw SVG whose colours go by origin; what the dark page would swallow gets a ground or is a fault."""

import io
from pathlib import Path
from typing import Any

import numpy as np
from matplotlib import rcParams
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.backends import backend_svg
from matplotlib.figure import Figure
from matplotlib.transforms import Bbox

from figures.engine.drawing.axes import axes_of, lay_out_only
from figures.engine.drawing.conversions import watch
from figures.engine.drawing.grounds import Array, contrast
from figures.engine.drawing.legible import Findings
from figures.engine.drawing.origin import Origins
from figures.engine.drawing.painter import Painter
from figures.engine.project.faults import Fault, FigureError

DARK = 7.0  # a ground of more contrast to white was chosen for what lies on it
MARGIN = 4.0  # points of ground around a mark that lies outside of all axes


class Painting:
    """Of one figure in this process, from before its script runs."""

    def __init__(self, origins: Origins, script: Path) -> None:
        self.origins = origins
        self.on_page, self.in_file = origins.on_page, origins.in_file
        watch(origins, str(script))
        Painter.origins, Painter.boxes = origins, []
        Artist.set_agg_filter = _refuse_filter  # type: ignore[assignment,method-assign]
        backend_svg.RendererSVG = Painter  # type: ignore[misc]
        self._begin()

    def of(self, figure: Figure, setting: str = "") -> str:
        """The raw SVG; drawn a second time if marks in data colours need a ground. Raises FigureError."""
        for patch in (figure.patch, *(axes.patch for axes in axes_of(figure))):
            rgba: Any = patch.get_facecolor()
            if rgba[3] > 0 and contrast(rgba, (1, 1, 1)) > DARK:
                patch.set_facecolor(self.origins.unsigned(rgba))  # as a dark screen in both schemes
        raw = self._drawn(figure)
        if self._findings.swallowed:
            Painter.boxes = list({tuple(box): box for box in map(self._box, self._findings.swallowed)}.values())
            raw = self._drawn(figure)
        self._refuse(f"at {setting} " if setting else "")
        return raw

    def again(self, figure: Figure, setting: str) -> str:
        """The raw SVG of another setting, whose grounds are its own."""
        boxes = Painter.boxes
        try:
            return self.of(figure, setting)
        finally:
            Painter.boxes = boxes
            self._begin()

    def check(self, setting: str) -> None:
        """Raises FigureError if what was painted since cannot be read on the dark page."""
        if self._findings.swallowed:
            raise FigureError(
                Fault(
                    f"at {setting} marks in colours of data are lost on the dark page, and at the "
                    "default there are none; give their axes a ground: set_facecolor((1, 1, 1))"
                )
            )
        self._refuse(f"at {setting} ")

    def _begin(self) -> None:
        Painter.findings = self._findings = Findings()

    def _drawn(self, figure: Figure) -> str:
        self._begin()
        self._figure, buffer = figure, io.StringIO()
        lay_out_only(figure)
        figure.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None})
        return buffer.getvalue()

    def _box(self, points: Array) -> Array:
        """The axes that a mark lies in, else what is around it; in shares of the figure."""
        figure = self._figure
        width, height = figure.get_size_inches() * 72
        shares = points / [width, height]
        boxes = [axes.get_position() for axes in axes_of(figure)]
        inside = [
            (box.width * box.height, number)
            for number, box in enumerate(boxes)
            if np.mean([box.contains(x, y) for x, y in shares]) > 0.5
        ]
        if inside:
            number = min(inside)[1]
            return self._with_labels(boxes[number], axes_of(figure)[number])
        low, high = points.min(axis=0) - MARGIN, points.max(axis=0) + MARGIN
        return np.concatenate([low / [width, height], high / [width, height]])

    def _with_labels(self, box: Any, axes: Axes) -> Array:
        """The box, larger where a text in the axes begins inside and ends outside of it."""
        for text in axes.texts:
            extent = text.get_window_extent().transformed(self._figure.transFigure.inverted())
            if text.get_visible() and box.overlaps(extent):
                box = Bbox.union([box, extent])
        return np.array(box.extents)

    def _refuse(self, setting: str) -> None:
        for rgb, (light, dark) in self._findings.faint.items():
            written, line = self.origins.given.get(rgb, (None, 0))
            value = "#" + "".join(f"{round(part * 255):02x}" for part in rgb)
            shown = value if written in (None, value) else f"{written!r} ({value})"
            if value in map(str, rcParams.values()):
                shown += " (of a style layer)"
            scheme, reached = ("dark", dark) if dark < light else ("light", light)
            raise FigureError(
                Fault(
                    f"{setting}the colour {shown} has no meaning in the style, and in the {scheme} scheme its contrast "
                    f"is only {reached:.1f}; take a colour of figures.style.colours, or import Colour from "
                    f"figures.engine and write Colour({value!r}, dark='#…')",
                    line=line,
                )
            )


def _refuse_filter(artist: Artist, filter_func: Any) -> None:
    """No drawing of lines can do so: a page would show the mark as it was."""
    if filter_func is not None:
        raise FigureError(
            Fault("set_agg_filter changes pixels, and a page shows lines; draw what it would make of them")
        )
