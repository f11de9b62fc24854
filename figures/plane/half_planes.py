"""z = w₁x₁ + w₂x₂ + b is 0 on a line; on one side of it the neuron says 1, on the other 0."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from numpy.typing import ArrayLike

from figures.neural import Array, Labels
from figures.style import colours

FAR = 20.0  # longer than any drawn plane is wide; the axes clip what lies outside


def line_points(weights: ArrayLike, bias: float) -> Array:
    """Two far points with w·x + b = 0, shape (2, 2); NaN where w = 0, for then there is no line."""
    w = np.asarray(weights, float)
    length = float(np.hypot(*w))
    if length == 0:
        return np.full((2, 2), np.nan)
    foot = -bias * w / length**2
    along = np.array([-w[1], w[0]]) / length
    return np.array([foot - FAR * along, foot + FAR * along])


def half_plane(weights: ArrayLike, bias: float) -> Array:
    """The four corners of a strip that covers w·x + b ≥ 0 on the drawing, shape (4, 2).

    With w = 0 the sign of b decides alone: everything (b ≥ 0) or nothing, a strip without width.
    """
    w = np.asarray(weights, float)
    length = float(np.hypot(*w))
    if length == 0:
        side = FAR if bias >= 0 else 0.0
        return np.array([[-side, -side], [side, -side], [side, side], [-side, side]])
    start, end = line_points(w, bias)
    return np.array([start, end, end + FAR * w / length, start + FAR * w / length])


def draw_half_planes(axes: Axes, weights: ArrayLike, bias: float) -> Line2D:
    """Shade where the neuron says 0 and where it says 1, and draw the line between; returns the line."""
    axes.set_facecolor(colours.CLASS_0_AREA)
    axes.fill(*half_plane(weights, bias).T, color=colours.CLASS_1_AREA, lw=0, zorder=0)
    (line,) = axes.plot(*line_points(weights, bias).T, color=colours.INK, lw=1.5, zorder=1)
    return line


def draw_points(axes: Axes, x: Array, y: Labels, size: float = 6) -> None:
    """Examples x (N, 2): class 0 as rings, class 1 as discs, so that they differ without colour too."""
    axes.plot(*x[y == 0].T, "o", ms=size, mfc=colours.PAPER, mec=colours.CLASS_0, mew=1.8, zorder=3)
    axes.plot(*x[y == 1].T, "o", ms=size, mfc=colours.CLASS_1, mec=colours.CLASS_1, mew=1.8, zorder=3)


def draw_corners(axes: Axes, x: Array, y: Labels) -> None:
    """The rows of a truth table, one mark each, so that a gate may change without a mark coming or going."""
    for corner, target in zip(x, y, strict=True):
        fill, edge = (colours.CLASS_1, colours.CLASS_1) if target else (colours.PAPER, colours.CLASS_0)
        axes.plot(*corner, "o", ms=10, mfc=fill, mec=edge, mew=2, zorder=3)


def frame_plane(axes: Axes, low: float, high: float) -> None:
    """Equal scales from low to high in both directions, ticks at 0 and 1, the inputs as names."""
    axes.set(xlim=(low, high), ylim=(low, high), xticks=[0, 1], yticks=[0, 1], aspect="equal")
    axes.set_xlabel("$x_1$", labelpad=-6, color=colours.INPUT)
    axes.set_ylabel("$x_2$", labelpad=-2, rotation=0, color=colours.INPUT)
