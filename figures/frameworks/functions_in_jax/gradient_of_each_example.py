"""A batch gradient is a mean, and one badly copied example can turn it round; clipped one by one, they are outvoted.

Above: eleven examples on a line and one far off it, and the line as it is now. Below: the gradient of each example in
the plane of ∂L/∂w and ∂L/∂b, each shortened to at most C, with the sum of all and the sum without the odd one. Its two
panels, with all names beside the marks, make it longer than most scripts.
Page: JAX. Source: Abadi et al. (2016) for clipping the gradient of each example.
"""

from typing import Annotated, Any

import numpy as np
from matplotlib.figure import Figure

from figures.engine import Slider
from figures.neural import Array
from figures.shapes.circuit import arrow
from figures.style import colours

X = np.linspace(-1.5, 1.5, 12)
ODD = 10  # the example that was badly copied
Y = np.where(np.arange(len(X)) == ODD, -4.0, X + 0.5)
W, B = 0.5, 0.0  # the line as it is now
HIGHEST = 15.0  # longer than any gradient: nothing is clipped


def gradients(w: float = W, b: float = B) -> Array:
    """∂L/∂w and ∂L/∂b of the loss (wx + b − y)² of each example, (12, 2)."""
    return 2 * (w * X + b - Y)[:, None] * np.column_stack([X, np.ones_like(X)])


def clipped(each: Array, limit: float) -> Array:
    """Each row shortened to at most `limit`, its direction kept."""
    length = np.linalg.norm(each, axis=1, keepdims=True)
    short: Array = each * np.minimum(1, limit / length)
    return short


def angle(u: Array, v: Array) -> float:
    """Degrees between two vectors of the plane."""
    return float(np.degrees(np.arccos(np.clip(u @ v / (np.linalg.norm(u) * np.linalg.norm(v)), -1, 1))))


def experiment() -> dict[str, Any]:
    """The gradient of each example and their mean."""
    each = gradients()
    length = np.linalg.norm(each, axis=1)
    good = np.delete(each, ODD, axis=0)
    mean = {"w": float(each[:, 0].mean()), "b": float(each[:, 1].mean())}
    return {"each": each, "good": good.sum(axis=0), "examples": len(X), "numbers": each.size, "mean": mean,
            "mean_of_good": {"w": float(good[:, 0].mean()), "b": float(good[:, 1].mean())},
            "times_median": float(length[ODD] / np.median(np.delete(length, ODD)))}  # fmt: skip


def facts(each: Array, good: Array, clip: float) -> dict[str, float]:
    """The limit, the longest gradient under it, and how far the sum points away from what the good examples want."""
    short = clipped(each, clip)
    longest = float(np.linalg.norm(short, axis=1).max())
    return {"limit": clip, "longest": longest, "turned": angle(short.sum(axis=0), good)}


def draw(
    each: Array, good: Array, *, clip: Annotated[float, Slider(1, HIGHEST, step=1, symbol="C")] = HIGHEST
) -> Figure:
    """The examples above, their gradients below."""
    figure = Figure(figsize=(5.2, 6.6))
    above, below = figure.subplots(2, 1, height_ratios=[1, 2.6])
    others = np.arange(len(X)) != ODD
    above.plot([-1.7, 1.7], [W * -1.7 + B, W * 1.7 + B], color=colours.MUTED)
    above.plot(X[others], Y[others], "o", color=colours.INPUT, ms=5)
    above.plot(X[ODD], Y[ODD], "D", color=colours.LOSS, ms=6)
    above.text(X[ODD] - 0.1, Y[ODD], "badly copied", color=colours.LOSS, ha="right", va="center")
    above.text(-1.7, 0.1, "the line now", color=colours.MUTED, va="bottom")
    above.set(xlim=(-1.75, 1.75), ylim=(-4.8, 2.8), yticks=[-4, -2, 0, 2], xticks=[-1, 0, 1])
    above.set(xlabel="$x$", ylabel="$y$")
    short = clipped(each, clip)
    total = short.sum(axis=0)
    for index, (across, up) in enumerate(short):
        ink = colours.LOSS if index == ODD else colours.DERIVATIVE
        below.plot([0, across], [0, up], color=ink, lw=1.4)
        below.plot(across, up, "D" if index == ODD else "o", color=ink, ms=6 if index == ODD else 4)
    below.plot([0, good[0]], [0, good[1]], color=colours.MUTED, linestyle="dashed", lw=1.6)
    below.text(good[0] - 0.3, good[1], "sum of the\ngood ones", color=colours.MUTED, ha="right", va="center")
    arrow(below, (0, 0), (float(total[0]), float(total[1])), colours.INK, 2.4)
    below.text(float(total[0]) + 0.5, float(total[1]), "sum of all", va="center")
    below.set(xlim=(-13.4, 13.2), ylim=(-11.5, 10.5), aspect="equal", xticks=[-10, -5, 0, 5, 10])
    below.set(yticks=[-10, -5, 0, 5, 10], xlabel=r"$\partial L/\partial w$", ylabel=r"$\partial L/\partial b$")
    return figure
