"""Decides, while a mark is drawn, whether it keeps its light colours or follows the scheme, and what it covers."""

from typing import Any, ClassVar

import numpy as np
from matplotlib.backends import backend_svg
from matplotlib.path import Path

from figures.engine.drawing.grounds import Array, Grounds
from figures.engine.drawing.legible import Findings, Legibility, Places
from figures.engine.drawing.origin import Origins

SMALL, LARGE = 6.0, 10.0  # points: no text stands on what is smaller, an area is at least so large
MANY = 64  # marks of a collection that are asked where they lie


RENDERER: Any = backend_svg.RendererSVG


class Settling(RENDERER):  # type: ignore[misc]
    """Matplotlib's renderer for one drawing, which remembers the grounds that lie there already."""

    origins: ClassVar[Origins]
    findings: ClassVar[Findings]

    def __init__(self, width: float, height: float, *arguments: Any, **options: Any) -> None:
        super().__init__(width, height, *arguments, **options)
        self.grounds = Grounds(*self.origins.paper)
        self.legible = Legibility(self.origins, self.grounds, self.findings)

    def settled(self, gc: Any, face: Any, places: Places, shapes: list[Path], transforms: list[Any]) -> Any:
        """Context and face with the colours that a mark keeps where it lies; without shapes it is a text."""
        stroke = gc.get_rgb() if (not shapes or gc.get_linewidth() > 0) and gc.get_rgb()[3] > 0 else None
        seen = None if face is None or face[-1] == 0 else face

        def clipped() -> Array:
            return _clipped(places(), gc)

        self.legible.note(seen, clipped, area=lambda: _size(shapes, transforms) >= LARGE)
        if stroke is not None and (seen is None or tuple(stroke[:3]) != tuple(seen[:3])):
            self.legible.note(stroke, clipped, text=not shapes)
        if self.legible.stays(stroke, seen, clipped, text=not shapes):
            kept: Any = self.new_gc()
            kept.copy_properties(gc)
            kept._rgb = self.origins.unsigned(gc._rgb)
            if gc._hatch_color is not None:
                kept._hatch_color = self.origins.unsigned(gc._hatch_color)
            return kept, face if face is None else self.origins.unsigned(tuple(face))
        return gc, face

    def settled_all(
        self, gc: Any, faces: Array, edges: Array, places: Places, shapes: list[Path], transforms: list[Any]
    ) -> tuple[Array, Array]:
        """The same for the marks of a collection, which stay or follow together."""

        def clipped() -> Array:
            return _clipped(places(), gc)

        colours = [dict.fromkeys(map(tuple, rows[rows[:, 3] > 0].tolist())) for rows in (faces, edges)]
        for face in colours[0]:
            self.legible.note(face, clipped, area=lambda: _size(shapes, transforms) >= LARGE)
        for edge in colours[1]:
            if edge not in colours[0]:
                self.legible.note(edge, clipped)
        first = next(filter(self.legible.is_meant, (*edges, *faces)), None)
        own = next(filter(self.legible.covers, faces), None)
        if first is not None and self.legible.stays(first, own, clipped):
            return self.origins.unsigned(faces), self.origins.unsigned(edges)
        return faces, edges

    def lay(self, shapes: list[Path], transforms: list[Any], where: Array, faces: Any) -> None:
        """Let these areas be ground for what comes after, where there is any data to be told from the page."""
        faces = np.empty((0, 4)) if faces is None else np.asarray(faces, float).reshape(-1, np.shape(faces)[-1])
        if not len(faces) or not len(where) or not (len(self.grounds) or any(map(self.legible.covers, faces))):
            return
        if _size(shapes, transforms) < SMALL:
            return
        extents = [shape.get_extents(transform).extents for shape, transform in zip(shapes, transforms, strict=True)]
        count = max(len(shapes), len(where))
        which, there = np.arange(count) % len(shapes), np.arange(count) % len(where)
        boxes = np.array(extents)[which] + np.tile(where[there], 2)

        def holds(item: int, points: Array) -> Array:
            own = which[item]
            return np.asarray(shapes[own].contains_points(points - where[there[item]], transforms[own]), int)

        light, dark = self.both(faces)
        self.grounds.lay(boxes, light, dark, faces[:, 3] if faces.shape[1] > 3 else np.ones(len(faces)), holds)

    def both(self, faces: Array) -> tuple[Array, Array]:
        """The values of colours in the light and in the dark scheme."""
        dark = [self.origins.dark(face) if self.legible.is_meant(face) else tuple(face[:3]) for face in faces]
        return faces[:, :3], np.array(dark)


def _size(shapes: list[Path], transforms: list[Any]) -> float:
    """The smaller side of the largest of the first shapes, in points."""
    boxes = [shape.get_extents(transform).size for shape, transform in zip(shapes[:MANY], transforms, strict=False)]
    return float(max((min(size) for size in boxes), default=0.0))


def _clipped(points: Array, gc: Any) -> Array:
    """Those points that the context lets be seen."""
    seen, box = np.isfinite(points).all(axis=1), gc.get_clip_rectangle()
    if box is not None:
        low, high = np.sort(box.get_points(), axis=0)
        seen &= ((low <= points) & (points <= high)).all(axis=1)
    return points[seen]
