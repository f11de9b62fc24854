"""Strokes to 28 × 28 pixels: the recipe by which MNIST was made, applied to lines instead of to a picture.

A drawing is a list of strokes, a stroke a list of points (x, y) on a board of side 1, with y pointing down. The ink is
scaled into a box of 20 × 20 pixels, and its centre of mass comes to the middle of 28 × 28: of the two pixels that meet
there, MNIST takes the middle of the second. Because the lines are scaled and not a picture of them, the pen is as wide
for a small drawing as for a large one. A pixel is the share of its area
that has ink, counted in 8 × 8 points. docs/assets/draw-a-digit/strokes.js does the same with the same operations.
Source of the recipe: LeCun, Bottou, Bengio & Haffner (1998).
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from figures.neural import Array

Strokes = Sequence[Sequence[tuple[float, float]]]
SIDE, BOX, FINE = 28, 20, 8  # pixels of the image and of the box; points along the side of a pixel
PEN = 2  # pixels: a tenth of the box, about as in MNIST
WHOLE, MIDDLE = SIDE * FINE, SIDE / 2 + 0.5  # points along the side; where in pixels the centre of mass comes to


def as_drawn(strokes: Strokes) -> Array:
    """The board as it is, in 28 × 28 pixels from 0 (paper) to 1 (ink)."""
    return _areas(_ink(strokes, 0.0, 0.0, float(WHOLE), 0, WHOLE), 0, 0)


def normalised(strokes: Strokes) -> Array:
    """The drawing in MNIST's form. MIDDLE is missed where ink would leave the image; without ink, all is 0."""
    points = [point for stroke in strokes for point in stroke]
    if not points:
        return np.zeros((SIDE, SIDE))
    left, top = min(x for x, _ in points), min(y for _, y in points)
    extent = max(max(x for x, _ in points) - left, max(y for _, y in points) - top)
    scale = (BOX - PEN) * FINE / max(extent, PEN / SIDE)  # a dot stays a dot
    ink = _ink(strokes, left, top, scale, PEN * FINE // 2, BOX * FINE)
    rows, columns = (np.flatnonzero(ink.any(axis=axis)) for axis in (1, 0))
    ink = ink[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    return _areas(ink, _start(ink.sum(axis=0)), _start(ink.sum(axis=1)))


def _ink(strokes: Strokes, left: float, top: float, scale: float, margin: int, size: int) -> NDArray[np.bool_]:
    """Which points of a fine grid of size × size lie under the pen, a disc that is led along all strokes."""
    ink, radius = np.zeros((size, size), dtype=bool), PEN * FINE / 2
    for stroke in strokes:
        line = [((x - left) * scale + margin, (y - top) * scale + margin) for x, y in stroke]
        for (ax, ay), (bx, by) in zip(line, line[1:] or line, strict=False):
            x_from, x_to = max(0, int(np.floor(min(ax, bx) - radius))), min(size, int(np.ceil(max(ax, bx) + radius)))
            y_from, y_to = max(0, int(np.floor(min(ay, by) - radius))), min(size, int(np.ceil(max(ay, by) + radius)))
            dx, dy = bx - ax, by - ay
            length = dx * dx + dy * dy
            x, y = np.arange(x_from, x_to) + 0.5 - ax, (np.arange(y_from, y_to) + 0.5 - ay)[:, None]
            along = np.clip((x * dx + y * dy) / length, 0, 1) if length > 0 else 0.0
            away, down = x - along * dx, y - along * dy
            ink[y_from:y_to, x_from:x_to] |= away * away + down * down <= radius * radius
    return ink


def _start(counts: NDArray[np.int_]) -> int:
    """Where the fine grid begins in the image, along one axis, so that the centre of mass comes to MIDDLE."""
    centre = float((counts * (np.arange(len(counts)) + 0.5)).sum()) / int(counts.sum())
    return min(max(int(np.floor(MIDDLE * FINE - centre + 0.5)), 0), WHOLE - len(counts))


def _areas(ink: NDArray[np.bool_], left: int, top: int) -> Array:
    """The share of each pixel that has ink, with the grid set into the image at (left, top)."""
    whole = np.zeros((WHOLE, WHOLE))
    whole[top : top + ink.shape[0], left : left + ink.shape[1]] = ink
    shares: Array = whole.reshape(SIDE, FINE, SIDE, FINE).mean(axis=(1, 3))
    return shares
