"""x · w is the length of the shadow that x casts on the direction of w, times the length of w.

The reader turns and stretches w; x stays. Page: The perceptron. Source: none; any course on vectors has it.
"""

from typing import Annotated, Any

import numpy as np
from matplotlib.figure import Figure

from figures.engine import Slider
from figures.neural import Array
from figures.style import colours

X = np.array([2.0, 1.5])  # of length 2.5


def weights(angle: float, length: float) -> Array:
    """w of the given length in the given direction, degrees from the first axis."""
    return length * np.array([np.cos(np.radians(angle)), np.sin(np.radians(angle))])


def experiment() -> dict[str, Any]:
    """The input, its length and its direction."""
    return {"x": X, "length_of_x": float(np.linalg.norm(X)), "angle_of_x": float(np.degrees(np.arctan2(*X[::-1])))}


def facts(x: Array, angle: float, length: float) -> dict[str, Any]:
    """The setting, the shadow with its sign, and the dot product."""
    w = weights(angle, length)
    return {"angle": angle, "length": length, "shadow": float((x @ w / length).round(9)),
            "product": float((x @ w).round(9))}  # fmt: skip


def draw(
    x: Array,
    *,
    angle: Annotated[float, Slider(-165, 180, step=15, unit="°")] = -15.0,
    length: Annotated[float, Slider(0.5, 2, step=0.5)] = 2.0,
) -> Figure:
    """Both arrows from the origin, and the shadow of one on the line through the other."""
    figure = Figure(figsize=(5.2, 4.8))
    axes = figure.subplots()
    w = weights(angle, length)
    along = w / length
    foot = (x @ along) * along
    axes.plot(*np.outer([-9, 9], along).T, color=colours.GRID, lw=1, zorder=0)
    axes.plot(*np.array([x, foot]).T, color=colours.MUTED, lw=1.2, ls="--", zorder=1)
    axes.plot(*np.array([[0, 0], foot]).T, color=colours.OUTPUT, lw=8, alpha=0.5, solid_capstyle="butt", zorder=2)
    for end, name, ink in ((x, "$x$", colours.INPUT), (w, "$w$", colours.WEIGHT)):
        axes.plot(*np.array([[0, 0], end]).T, color=ink, lw=2.2, zorder=3)
        axes.plot(*end, "o", color=ink, ms=8, zorder=4)
        across, up = end + 0.3 * np.array([-end[1], end[0]]) / np.linalg.norm(end)
        axes.text(across, up, name, color=ink, ha="center", va="center", zorder=5)
    product = float((x @ w).round(9)) + 0.0
    shadow = float((x @ along).round(9)) + 0.0
    axes.set_title(f"shadow {shadow:.2f}".replace("-", "−"), color=colours.OUTPUT, loc="left")
    axes.set_title(f"length of $w$ {length:.1f}", color=colours.WEIGHT, loc="center")
    axes.set_title(rf"$x \cdot w = {product:.2f}$", loc="right")
    axes.axhline(0, color=colours.GRID, lw=0.8, zorder=0)
    axes.axvline(0, color=colours.GRID, lw=0.8, zorder=0)
    axes.set(xlim=(-2.8, 2.8), ylim=(-2.6, 2.6), xticks=(-2, 0, 2), yticks=(-2, 0, 2), aspect="equal",
             xlabel="first number", ylabel="second number")  # fmt: skip
    return figure
