"""What lies under a mark: the areas drawn before it, blended over the paper, in the light and in the dark scheme."""

from collections.abc import Callable
from typing import Any, cast

import numpy as np
from matplotlib.path import Path
from matplotlib.transforms import Transform

RGB = tuple[float, float, float]
Array = np.ndarray[Any, Any]
Ground = Callable[[Array], tuple[Any, Any, Array]]  # points -> light colours, dark colours, opacity (0: not there)
EDGE = 0.75  # points: what stands on the border of an area does not lie on it
SAMPLES = 8  # along each side of a mark


def luminance(rgb: Any) -> Any:
    """Relative luminance of sRGB colours (…, 3) between 0 and 1; WCAG 2.2."""
    value = np.asarray(rgb, float)[..., :3]
    linear = np.where(value <= 0.04045, value / 12.92, ((value + 0.055) / 1.055) ** 2.4)
    return linear @ (0.2126, 0.7152, 0.0722)


def contrast(one: Any, other: Any) -> Any:
    """The contrast of two colours, from 1 to 21; WCAG 2.2."""
    a, b = luminance(one) + 0.05, luminance(other) + 0.05
    return np.maximum(a, b) / np.minimum(a, b)


class Grounds:
    """The areas of one drawing, the lowest first. `paper` is the light and the dark value of the page."""

    def __init__(self, light: RGB, dark: RGB) -> None:
        self.paper = np.array(light), np.array(dark)
        self._areas: list[Ground] = []

    def __len__(self) -> int:
        return len(self._areas)

    def keep(self, number: int) -> None:
        """Forget all but the first ones."""
        del self._areas[number:]

    def areas(self) -> list[Ground]:
        """Those that were laid so far."""
        return self._areas.copy()

    def lay_again(self, areas: list[Ground]) -> None:
        """Areas that were laid before."""
        self._areas += areas

    def under(self, points: Array) -> tuple[Array, Array, Array]:
        """At display points (n, 2) the colours (n, 3), light and dark, and how far (n, from 0 to 1) they are data."""
        light, dark = (np.tile(value, (len(points), 1)) for value in self.paper)
        data = np.zeros(len(points))
        for area in self._areas:
            own_light, own_dark, opacity = area(points)
            share = opacity[:, None]
            light, dark = light + share * (own_light - light), dark + share * (own_dark - dark)
            data += opacity * (np.all(own_light == own_dark, axis=-1) - data)
        return light, dark, data

    def lay(
        self,
        boxes: Array,
        light: Array,
        dark: Array,
        opacity: Array,
        holds: Callable[[int, Array], Array] | None = None,
    ) -> None:
        """Cells with their boxes (n, 4), of which a later one lies on top, and colours, which are repeated.

        `holds` says which of the points (k, 2) within its box lie in a cell; without it, all do.
        """
        inner = boxes + np.array([EDGE, EDGE, -EDGE, -EDGE])

        def at(points: Array) -> tuple[Any, Any, Array]:
            found = np.full(len(points), -1)
            if len(inner) == 1:  # as most grounds are: all points at once
                near = np.flatnonzero(((inner[0, :2] < points) & (points < inner[0, 2:])).all(axis=1))
                found[near] = 0 if holds is None or not len(near) else holds(0, points[near]) - 1
            else:
                for number, (x, y) in enumerate(points):
                    near = (inner[:, 0] < x) & (inner[:, 1] < y) & (x < inner[:, 2]) & (y < inner[:, 3])
                    upper, here = np.flatnonzero(near)[::-1], points[number : number + 1]
                    found[number] = next((item for item in upper if holds is None or holds(item, here)[0]), -1)
            own = found % len(light)
            return light[own], dark[own], np.where(found < 0, 0.0, opacity[own])

        self._areas.append(at)

    def lay_image(self, pixels: Array, to_display: Transform) -> None:
        """An image (rows, columns, RGBA of 8 bits) whose lowest row is the first; it keeps its colours."""
        rows, columns = pixels.shape[:2]
        back = to_display.inverted()

        def at(points: Array) -> tuple[Any, Any, Array]:
            x, y = back.transform(points).T
            inside = (x > 0) & (x < columns) & (y > 0) & (y < rows)
            pixel = pixels[np.where(inside, y, 0).astype(int), np.where(inside, x, 0).astype(int)] / 255
            return pixel[:, :3], pixel[:, :3], np.where(inside, pixel[:, 3], 0.0)

        self._areas.append(at)


def places_on(path: Path, transform: Any, filled: bool) -> Array:
    """Display points (n, 2) along a path; in a `filled` one between outline and middle."""
    points = []
    for line in cast(list[Array], path.to_polygons(transform, closed_only=False)):
        corners = line[:: max(1, len(line) // 64)]
        along = np.linspace(0, len(corners) - 1, SAMPLES * (len(corners) - 1) + 1)
        points.append(np.stack([np.interp(along, np.arange(len(corners)), part) for part in corners.T], axis=1))
    if not points:
        return np.empty((0, 2))
    outline = np.concatenate(points)
    return outline + 0.25 * (outline.mean(axis=0) - outline) if filled else outline
