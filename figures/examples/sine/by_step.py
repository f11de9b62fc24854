"""The fit as it forms: what the four figures "by step", one for each activation, share."""

from typing import Any

import numpy as np
from matplotlib.figure import Figure

from figures.examples.sine.cells import SNAPSHOTS, trained_cell_by_step
from figures.examples.sine.fits import STEPS, WIDTHS, X_CURVE, X, Y, band
from figures.examples.sine.panels import PI_TICKS, draw_fit, short
from figures.neural import Array, Labels
from figures.style import colours

LEAST = 1e-3  # lower end of the error scale
SAYS = [f"step {step}" for step in SNAPSHOTS]  # what the control says


def snapshots(name: str) -> dict[str, Any]:
    """All widths under one activation: the middle network, the band over the seeds and the errors at each snapshot."""
    cells = [trained_cell_by_step(name, width) for width in WIDTHS]
    return {
        "x": X_CURVE[:, 0], "kept": cells[0].kept,
        "middle": np.array([cell.curves[:, cell.middle] for cell in cells]),  # (width, snapshot, x)
        "bands": np.array([band(cell.curves, axis=1) for cell in cells]),  # (width, quantile, snapshot, x)
        "errors": np.array([band(cell.rmse, axis=1) for cell in cells]),  # (width, quantile, snapshot)
    }  # fmt: skip


def facts_at(kept: Labels, errors: Array, hidden_units: str, snapshot: int) -> dict[str, Any]:
    """The step of a snapshot and the errors there."""
    low, median, high = errors[WIDTHS.index(int(hidden_units)), :, snapshot]
    return {"step": int(kept[snapshot]), "units": hidden_units, "median": short(median),
            "low": short(low), "high": short(high)}  # fmt: skip


def draw_snapshot(
    x: Array, kept: Labels, middle: Array, bands: Array, errors: Array, hidden_units: str, snapshot: int
) -> Figure:
    """The curves at one snapshot above the error over all steps, with a dot at this one."""
    figure = Figure(figsize=(5.2, 4.6))
    above, below = figure.subplots(2, 1, height_ratios=(3, 2))
    cell = WIDTHS.index(int(hidden_units))
    draw_fit(above, x, middle[cell, snapshot], bands[cell, [0, 2], snapshot])
    above.plot(X[:, 0], Y[:, 0], "o", color=colours.TARGET, ms=2.5)
    low, median, high = errors[cell]
    above.set_title(f"after {kept[snapshot]} steps: RMSE {short(median[snapshot])}")
    above.set(xlim=(-np.pi, np.pi), ylim=(-2, 2), yticks=[-1, 0, 1], xlabel="$x$", ylabel="answer", **PI_TICKS)
    below.fill_between(kept, np.maximum(low, LEAST), np.maximum(high, LEAST), color=colours.LOSS, alpha=0.2, lw=0)
    below.semilogy(kept, median, color=colours.LOSS)
    below.plot(kept[snapshot], median[snapshot], "o", color=colours.LOSS, ms=7, clip_on=False)
    below.set(xlim=(-20, STEPS + 20), ylim=(LEAST, 3), yticks=[1, 0.1, 0.01, 0.001], xlabel="steps", ylabel="RMSE")
    return figure
