"""The hinge stops caring once an answer is right by a margin of one; cross-entropy cares for ever, and less and less.

Above, three charges over the margin m, how far the logit lies on the right side; below, how hard each pushes the
logit up. The reader moves the margin. Page: Further losses. Source: Cortes and Vapnik (1995).
"""

from typing import Annotated, Any

import numpy as np
from matplotlib.figure import Figure

from figures.engine import Slider
from figures.neural import Array
from figures.neural.activations import sigmoid
from figures.neural.smooth_activations import softplus
from figures.style import colours

NAMES = ("hinge", "cross-entropy", "squared")
INKS = (colours.THIRD, colours.LOSS, colours.FIRST)


def charges(m: Array) -> Array:
    """Hinge, cross-entropy and (1 − m)² at the margins m, (3, n)."""
    return np.array([np.maximum(0, 1 - m), softplus(-m), (1 - m) ** 2])


def pushes(m: Array) -> Array:
    """Minus the slopes of the three with respect to m, (3, n)."""
    return np.array([(m < 1) * 1.0, sigmoid(-m), 2 * (1 - m)])


def experiment() -> dict[str, Any]:
    """Charges and pushes over margins from −3 to 3."""
    m = np.sort(np.append(np.linspace(-3, 3, 241).round(3), np.nextafter(1, 0)))  # the push of the hinge jumps at 1
    return {"m": m, "charge": charges(m), "push": pushes(m),
            "back": float(-pushes(np.array([3.0]))[2, 0])}  # fmt: skip


def facts(margin: float) -> dict[str, Any]:
    """Both at the reader's margin."""
    at = np.array([margin])
    keys = ("hinge", "entropy", "squared")
    return {"margin_now": margin, "charged": dict(zip(keys, charges(at)[:, 0].tolist(), strict=True)),
            "pushed": dict(zip(keys, pushes(at)[:, 0].tolist(), strict=True))}  # fmt: skip


def draw(m: Array, charge: Array, push: Array, *,
         margin: Annotated[float, Slider(-2, 3, step=0.25, symbol="m")] = 2.0) -> Figure:  # fmt: skip
    """Charges above pushes."""
    figure = Figure(figsize=(5.2, 5.0))
    above, below = figure.subplots(2, 1, sharex=True)
    at = np.array([margin])
    for axes, rows, now in ((above, charge, charges(at)), (below, push, pushes(at))):
        axes.axvline(margin, color=colours.GRID, lw=1.2)
        axes.axhline(0, color=colours.GRID, lw=1)
        for row, value, ink in zip(rows, now, INKS, strict=True):
            axes.plot(m, row, color=ink)
            axes.plot(margin, value, "o", color=ink)
    for name, ink, place in zip(NAMES, INKS, ((-1.9, 3.1), (-2.95, 1.1), (-0.75, 3.9)), strict=True):
        above.text(*place, name, color=ink)
    above.set(ylim=(-0.2, 4.4), yticks=(0, 2, 4), ylabel="charge")
    below.set(xlim=(-3, 3), ylim=(-4.3, 4.3), yticks=(-4, 0, 1, 4), ylabel="push on the logit",
              xlabel="margin $m$: wrong on the left of 0, right on the right")  # fmt: skip
    return figure
