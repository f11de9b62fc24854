"""More units, smaller error: fast at first, and under the identity never.

Four panels, one for each activation: the error on the test points against the number of hidden units, every one of 21
networks a dot, the medians joined. Dashed: the best line. Dotted: the best rising curve, which bounds a single unit.
Page: Learning a sine. Source: Barlow et al. (1972) for the best rising curve.
"""

from typing import Any

import numpy as np
from matplotlib.figure import Figure

from figures.examples.sine.bounds import best_line, best_monotone
from figures.examples.sine.cells import trained_cell
from figures.examples.sine.fits import NAMES, WIDTHS, X_TEST, Y_TEST, rmse
from figures.neural import Array
from figures.style import colours


def experiment() -> dict[str, Any]:
    """The errors of all networks, [activation, width, seed], and the two bounds on the same test points."""
    errors = np.array([[trained_cell(name, width).rmse[-1] for name in NAMES] for width in WIDTHS]).swapaxes(0, 1)
    slope, intercept = best_line(X_TEST, Y_TEST)
    monotone = best_monotone(Y_TEST[:, 0])[None, :, None]
    spread = np.max(errors, axis=2) / np.min(errors, axis=2)
    return {
        "errors": errors, "line": float(rmse((slope * X_TEST + intercept)[None], Y_TEST)[0]),
        "monotone": float(rmse(monotone, Y_TEST)[0]), "widest_spread": float(spread.max()),
        "one_relu_stuck": int(np.sum(errors[3, 1] > 0.7)), "seeds": errors.shape[2],
        "least_of_one_unit": float(errors[:, 1].min()),
    }  # fmt: skip


def draw(errors: Array, line: float, monotone: float) -> Figure:
    """Two by two panels on one logarithmic scale."""
    figure = Figure(figsize=(5.2, 5.0))
    places = np.arange(len(WIDTHS))
    for axes, name, of_name in zip(figure.subplots(2, 2, sharex=True, sharey=True).flat, NAMES, errors, strict=True):
        axes.axhline(line, color=colours.INK, lw=1, ls="--")
        axes.axhline(monotone, color=colours.INK, lw=1, ls=":")
        for place, cell in zip(places, of_name, strict=True):
            axes.semilogy(np.full(len(cell), place), cell, "o", color=colours.LOSS, ms=3, alpha=0.35, mew=0)
        axes.semilogy(places, np.median(of_name, axis=1), color=colours.LOSS, lw=1.5)
        axes.set(title=name, xticks=places, xticklabels=WIDTHS, ylim=(7e-4, 1.5), yticks=[1, 0.1, 0.01, 0.001])
    first, _, third, fourth = figure.axes
    first.text(5.2, line * 1.12, "best line", ha="right", va="bottom", fontsize=10)
    first.text(5.2, monotone * 0.85, "best rising curve", ha="right", va="top", fontsize=10)
    for axes in (first, third):
        axes.set_ylabel("RMSE on test points")
    for axes in (third, fourth):
        axes.set_xlabel("hidden units")
    return figure
