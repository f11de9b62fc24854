"""One wild target drags the best answer of the squared error along, and leaves that of the absolute error where it is.

Five targets, the last of which the reader moves, and one number c as the answer to all. Above: the squared error over
c, lowest at the mean. Below: the absolute error, lowest at the median.
Page: Loss functions. Source: Huber (1964).
"""

from typing import Annotated, Any

import numpy as np
from matplotlib.figure import Figure

from figures.engine import Slider
from figures.neural import Array
from figures.neural.losses import mean_squared_error
from figures.neural.robust_losses import mean_absolute_error
from figures.style import colours

FOUR = (1.0, 2.0, 3.0, 4.0)
TAME, WILD = 5.0, 15.0  # the fifth target: where the slider begins and where it ends


def targets(fifth: float) -> Array:
    """The five targets as a column, (5, 1)."""
    return np.array([*FOUR, fifth])[:, None]


def errors(c: Array, fifth: float) -> Array:
    """Mean squared and mean absolute error of the answers c, (2, n)."""
    y = targets(fifth)
    return np.array([[loss(np.full_like(y, each), y) for each in c] for loss in
                     (mean_squared_error, mean_absolute_error)])  # fmt: skip


def experiment() -> dict[str, Any]:
    """The best answers with a tame and with a wild fifth target."""
    ends = {"tame": targets(TAME), "wild": targets(WILD)}
    return {
        "answers": np.linspace(0, 16, 65), "wildest": WILD, "tamest": TAME,
        "mean": {name: float(y.mean()) for name, y in ends.items()},
        "median": {name: float(np.median(y)) for name, y in ends.items()},
    }  # fmt: skip


def facts(fifth_target: float) -> dict[str, Any]:
    """Mean and median of the reader's targets."""
    y = targets(fifth_target)
    return {"fifth": fifth_target, "mean_now": float(y.mean()), "median_now": float(np.median(y))}


def draw(answers: Array, *, fifth_target: Annotated[float, Slider(5, 15, step=0.5, symbol="y_5")] = 12.0) -> Figure:
    """Two valleys above each other, with the targets on the floor."""
    figure = Figure(figsize=(5.2, 4.8))
    panels = figure.subplots(2, 1, sharex=True)
    y = targets(fifth_target)
    best = (float(y.mean()), float(np.median(y)))
    names, inks = (("squared error", "mean"), ("absolute error", "median")), (colours.FIRST, colours.SECOND)
    for axes, row, place, (name, kind), ink, unit in zip(panels, errors(answers, fifth_target), best, names, inks,
                                                         (20, 4), strict=True):  # fmt: skip
        lowest = errors(np.array([place]), fifth_target)[0 if kind == "mean" else 1, 0]
        axes.plot(answers, row, color=ink)
        axes.plot([place, place], [0, lowest], color=ink, lw=1.3, ls="--")
        axes.plot(place, lowest, "o", color=ink)
        axes.plot(y[:, 0], np.zeros(5), "D", ms=6, color=colours.TARGET, clip_on=False, zorder=5)
        axes.set_title(f"{name}: lowest at the {kind}, {place:.1f}")
        axes.set(xlim=(0, 16), ylim=(0, 3.2 * unit), yticks=range(0, 4 * unit, unit), ylabel="loss $L$")
    panels[1].set_xlabel("one answer $c$ to all five")
    return figure
