"""Grown shapes: strands that bend, branches that taper, bodies without a corner."""

import numpy as np
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from numpy.typing import ArrayLike, NDArray


def bezier(control_points: ArrayLike, start: float = 0.0, end: float = 1.0, count: int = 9) -> NDArray[np.float64]:
    """x and y, shape (2, count), of a cubic Bézier curve from `start` to `end`, both between 0 and 1."""
    p0, p1, p2, p3 = np.asarray(control_points, dtype=float)[:, :, None]
    t = np.linspace(start, end, count)
    curve: NDArray[np.float64] = (1 - t) ** 3 * p0 + 3 * (1 - t) ** 2 * t * p1 + 3 * (1 - t) * t**2 * p2 + t**3 * p3
    return curve


def strand(control_points: ArrayLike, colour: str, width: float) -> PathPatch:
    """A cubic Bézier curve drawn as a line of `width` points."""
    path = Path(np.asarray(control_points, dtype=float), [Path.MOVETO, *[Path.CURVE4] * 3])
    return PathPatch(path, facecolor="none", edgecolor=colour, linewidth=width, capstyle="round")


def branch(control_points: ArrayLike, root: float, tip: float, colour: str) -> PathPatch:
    """A cubic Bézier curve whose width runs from `root` to `tip`, in data units; its end is round.

    Each side is itself one cubic curve: the control points are moved sideways by half the width there, which is
    accurate for bends as mild as those of a dendrite.
    """
    points = np.asarray(control_points, dtype=float)
    along = points[[1, 2, 3, 3]] - points[[0, 0, 1, 2]]
    along /= np.linalg.norm(along, axis=1, keepdims=True)
    half_width = np.linspace(root, tip, 4)[:, None] / 2
    sideways = along[:, ::-1] * (-1, 1) * half_width
    left, right, cap = points + sideways, points - sideways, along[3] * half_width[3] * 4 / 3
    outline = [*left, left[3] + cap, right[3] + cap, *right[::-1], left[0]]
    path = Path(outline, [Path.MOVETO, *[Path.CURVE4] * 9, Path.CLOSEPOLY])
    return PathPatch(path, facecolor=colour, linewidth=0)


def body(corners: ArrayLike, colour: str, edge: str) -> PathPatch:
    """A closed shape through `corners`, shape (n, 2), without a kink (Catmull-Rom, as cubic Bézier pieces)."""
    points = np.asarray(corners, dtype=float)
    slope = (np.roll(points, -1, axis=0) - np.roll(points, 1, axis=0)) / 6
    following, following_slope = np.roll(points, -1, axis=0), np.roll(slope, -1, axis=0)
    pieces = np.stack([points + slope, following - following_slope, following], axis=1).reshape(-1, 2)
    path = Path([points[0], *pieces], [Path.MOVETO, *[Path.CURVE4] * len(pieces)])
    return PathPatch(path, facecolor=colour, edgecolor=edge, linewidth=1.4)
