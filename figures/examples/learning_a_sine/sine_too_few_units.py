"""One unit only rises or only falls, so it cannot beat the best monotone curve, however long it learns.

The sine, the best rising curve for it, and what 21 networks with a single tanh unit learn (middle one and band).
Page: Learning a sine. Source: Barlow, Bartholomew, Bremner and Brunk (1972) for the best rising curve.
"""

from typing import Any

import numpy as np
from matplotlib.figure import Figure

from figures.examples.sine.bounds import best_monotone
from figures.examples.sine.cells import trained_cell
from figures.examples.sine.fits import X_CURVE, X_TEST, Y_TEST, band, rmse
from figures.examples.sine.panels import PI_TICKS, draw_fit
from figures.neural import Array
from figures.style import colours


def experiment() -> dict[str, Any]:
    """Train single tanh units; the bound on the same test points."""
    cell, rising = trained_cell("tanh", 1), best_monotone(Y_TEST[:, 0])
    return {
        "x": X_CURVE[:, 0], "middle": cell.curves[-1, cell.middle], "edges": band(cell.curves[-1])[[0, 2]],
        "x_rising": X_TEST[:, 0], "rising": rising, "bound": float(rmse(rising[None, :, None], Y_TEST)[0]),
        "least": float(cell.rmse.min()), "most": float(cell.rmse.max()), "level": float(rising[-1]),
    }  # fmt: skip


def draw(x: Array, middle: Array, edges: Array, x_rising: Array, rising: Array) -> Figure:
    """Three curves."""
    figure = Figure(figsize=(5.2, 2.8))
    axes = figure.subplots()
    draw_fit(axes, x, middle, edges)
    axes.plot(x_rising, rising, color=colours.INK, lw=1.4, ls=":")
    axes.text(1.9, 1.02, r"$\sin x$", color=colours.TARGET, va="bottom")
    axes.text(0.6, 0.78, "best rising curve", ha="right", va="bottom")
    axes.text(0.35, 0.15, "one tanh unit", color=colours.OUTPUT, va="top")
    axes.set(xlim=(-np.pi, np.pi), ylim=(-1.2, 1.35), yticks=[-1, 0, 1], xlabel="$x$", **PI_TICKS)
    return figure
