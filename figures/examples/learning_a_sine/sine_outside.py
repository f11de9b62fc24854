"""Outside the training range each activation goes its own way, and its weights tell which before one looks.

Four panels, one for each activation, with the middle one of 21 networks of nine hidden units. Dotted: the asymptotes
computed from its weights. Orange: what it answers, shown as far out as the reader wants. Shaded: the training range.
Page: Learning a sine.
Source: none; the experiment is ours.
"""

from typing import Annotated, Any

import numpy as np
from matplotlib.figure import Figure

from figures.engine import Slider
from figures.examples.sine.asymptotes import asymptotes, corners
from figures.examples.sine.cells import trained_cell
from figures.examples.sine.fits import NAMES, rmse, told
from figures.neural import Array
from figures.style import colours

WIDTH, FAR = 9, 4 * np.pi  # hidden units, and the largest x
X_FAR = np.linspace(-FAR, FAR, 193)
X_NEXT = np.linspace(np.pi, 2 * np.pi, 100)[:, None]  # the next half wave, on the right


def experiment() -> dict[str, Any]:
    """The answers as far as 4π, the asymptotes, and the errors on the next half wave."""
    cells = {name: trained_cell(name, WIDTH) for name in NAMES}
    lines = np.array([asymptotes(cell.networks)[cell.middle] for cell in cells.values()])
    answers = np.array([cell.networks.forward(X_FAR[:, None])[cell.middle, :, 0] for cell in cells.values()])
    beyond = told({name: rmse(cell.networks.forward(X_NEXT), np.sin(X_NEXT)) for name, cell in cells.items()})
    gap = np.abs(lines[:, 1, 0] * FAR + lines[:, 1, 1] - answers[:, -1])
    bends = np.abs(corners(cells["ReLU"].networks)) / np.pi  # (S, n)
    return {
        "x": X_FAR, "answers": answers, "lines": lines, "width": WIDTH, "it_learned": "sin x between −π and π only",
        "beyond": beyond["median"], "beyond_low": beyond["low"], "beyond_high": beyond["high"],
        "gap": dict(zip(NAMES, map(float, gap), strict=True)),
        "corner_outside": int(np.sum((bends > 1).any(axis=1))), "last_corner": float(bends[cells["ReLU"].middle].max()),
        "sloping": " and ".join(name for name, line in zip(NAMES, lines, strict=True) if line[1, 0] != 0),
    }  # fmt: skip


def facts(reach: float) -> dict[str, Any]:
    """How far out the answers are shown."""
    return {"reach": f"{reach:g}π"}


def draw(
    x: Array, answers: Array, lines: Array, *, reach: Annotated[float, Slider(1, 4, step=0.25, unit="π")] = 1.0
) -> Figure:
    """The asymptotes always, the answers within `reach` · π."""
    figure = Figure(figsize=(5.2, 7.6))
    panels = figure.subplots(4, 1, sharex=True, height_ratios=(1, 1, 1, 1.6))
    shown = np.abs(x) <= reach * np.pi + 1e-9
    for axes, name, answer, (left, right) in zip(panels, NAMES, answers, lines, strict=True):
        axes.axvspan(-np.pi, np.pi, color=colours.SATURATED_AREA, lw=0)
        axes.plot(x, np.sin(x), color=colours.TARGET, lw=1.2, ls="--")
        for side, (slope, level) in ((x[x <= -np.pi], left), (x[x >= np.pi], right)):
            axes.plot(side, slope * side + level, color=colours.WEIGHT, lw=1.4, ls=(0, (1, 1.5)))
        axes.plot(x, np.where(shown, answer, np.nan), color=colours.OUTPUT)
        high = 9 if name == "ReLU" else 4  # the steepest
        axes.set(title=name, xlim=(-FAR, FAR), ylim=(-high, high), yticks=[1 - high, 0, high - 1])
    panels[0].text(0, 3.9, "trained here", color=colours.MUTED, ha="center", va="top")
    panels[2].text(-FAR + 0.2, 3.9, "predicted", color=colours.WEIGHT, va="top")
    axes.set(xticks=np.pi * np.arange(-4, 5, 2), xticklabels=["−4π", "−2π", "0", "2π", "4π"], xlabel="$x$")
    return figure
