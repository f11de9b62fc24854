"""Four activations × six widths learn the same sine: which curves can each of the 24 cells form, and how well?

A tall grid, a column for each activation and a row for each number of hidden units: the middle one of 21 networks, the
band over all of them, the target, and in the title the median error on points that were not trained on.
Page: Learning a sine. Source: Poine, "ANN Elucubrations", for the experiment; ours adds seeds, errors and test points.
"""

from typing import Any

import numpy as np
from matplotlib.figure import Figure

from figures.examples.sine.bounds import best_line
from figures.examples.sine.cells import trained_cell
from figures.examples.sine.fits import COUNT, NAMES, SEEDS, STEPS, WIDTHS, X_CURVE, X_TEST, Y_TEST, band, rmse
from figures.examples.sine.panels import PI_TICKS, draw_fit, short
from figures.neural import Array
from figures.style import colours

WORDS = {0: "none", 1: "one", 3: "three", 5: "five", 9: "nine", 27: "many"}  # names of facts


def experiment() -> dict[str, Any]:
    """Train every cell; curves and errors over the seeds, [activation, width]."""
    cells = [[trained_cell(name, width) for width in WIDTHS] for name in NAMES]
    errors = np.array([[band(cell.rmse[-1]) for cell in row] for row in cells])
    told = {
        name: {WORDS[width]: dict(zip(("low", "median", "high"), map(float, errors[i, j]), strict=True))
               for j, width in enumerate(WIDTHS)}
        for i, name in enumerate(NAMES)
    }  # fmt: skip
    slope, intercept = best_line(X_TEST, Y_TEST)
    trained = cells[0][0].networks  # lines: the weight is the slope
    return {
        "x": X_CURVE[:, 0], "errors": errors,
        "middle": np.array([[cell.curves[-1, cell.middle] for cell in row] for row in cells]),
        "bands": np.array([[band(cell.curves[-1])[[0, 2]] for cell in row] for row in cells]),
        "rmse": told, "networks": len(SEEDS) * len(NAMES) * len(WIDTHS), "seeds": len(SEEDS), "points": COUNT,
        "steps": STEPS, "test_points": len(X_TEST), "learned_slope": float(np.median(trained.W[0])),
        "best_line": float(rmse((slope * X_TEST + intercept)[None], Y_TEST)[0]),
        "least_of_identity": float(min(cell.rmse.min() for cell in cells[0])),
    }  # fmt: skip


def draw(x: Array, errors: Array, middle: Array, bands: Array) -> Figure:
    """Rows from no hidden unit to 27, columns from identity to ReLU."""
    figure = Figure(figsize=(5.2, 8.2))
    grid = figure.subplots(len(WIDTHS), len(NAMES), sharex=True, sharey=True)
    for j, width in enumerate(WIDTHS):
        for i, name in enumerate(NAMES):
            axes = grid[j, i]
            draw_fit(axes, x, middle[i, j], bands[i, j])
            head = f"{name}\n" if j == 0 else ""
            axes.set_title(head + short(errors[i, j, 1]), loc="center", pad=3)
            axes.set(xlim=(-np.pi, np.pi), ylim=(-1.35, 1.35), yticks=[-1, 0, 1], **PI_TICKS)
        words = {0: "no hidden\nunit", 1: "1 unit"}.get(width, f"{width} units")
        grid[j, 0].set_ylabel(words, color=colours.INK)
    return figure
