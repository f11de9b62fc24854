"""Four 1–2–1 tanh networks with output weights −1 and 1: where the two steps lie decides what the sum looks like.

A panel for each pair of weights and biases of the hidden units, with their contributions (thin) and sum (thick).
Page: Layers as matrices. Source: the settings are those of Poine, "ANN Elucubrations".
"""

from typing import Any

import numpy as np
from matplotlib.figure import Figure

from figures.networks.layers_as_matrices.pair_of_units import REACH, contributions
from figures.neural import Array
from figures.style import colours

NAMES = ("near", "nearer", "far", "uneven")
WEIGHTS = np.array([[1.0, 1.0], [1.0, 1.0], [1.0, 1.0], [1.0, 2.0]])
BIASES = np.array([[-1.0, 1.0], [-0.5, 0.5], [-2.0, 4.0], [-1.0, 3.0]])


def experiment() -> dict[str, Any]:
    """The contributions (4, 2, n), where the steps lie, and how high and where each sum is highest."""
    x = np.linspace(-REACH, REACH, 121)
    units = np.array([contributions(x, w, b) for w, b in zip(WEIGHTS, BIASES, strict=True)])
    sums, places = units.sum(axis=1), 0.0 - BIASES / WEIGHTS
    return {
        "x": x, "units": units, "places": places,
        "peak": dict(zip(NAMES, sums.max(axis=1).tolist(), strict=True)),
        "peak_at": dict(zip(NAMES, x[sums.argmax(axis=1)].tolist(), strict=True)),
        "step": {name: {"first": float(p), "second": float(q)} for name, (p, q) in zip(NAMES, places, strict=True)},
        "largest_at_the_edges": float(np.abs(sums[:, [0, -1]]).max()),
    }  # fmt: skip


def told(pair: Array) -> str:
    """Two numbers in brackets, with true minus signs."""
    return f"[{pair[0]:g}, {pair[1]:g}]".replace("-", "−")


def draw(x: Array, units: Array, places: Array) -> Figure:
    """Four panels on the same scales; a mark below each step."""
    figure = Figure(figsize=(5.2, 4.8))
    panels = figure.subplots(2, 2, sharex=True, sharey=True)
    for axes, pair, steps, w, b in zip(panels.flat, units, places, WEIGHTS, BIASES, strict=True):
        axes.axhline(0, color=colours.GRID, lw=0.8, zorder=0)
        for unit, place, ink in zip(pair, steps, (colours.FIRST, colours.THIRD), strict=True):
            axes.plot(x, unit, color=ink, lw=1.2)
            axes.plot(place, -1.55, "^", color=ink, ms=6)
        axes.plot(x, pair.sum(axis=0), color=colours.OUTPUT, lw=2.4)
        axes.set(xlim=(-REACH, REACH), ylim=(-1.75, 2.3), xticks=(-4, -2, 0, 2, 4), yticks=(-1, 0, 1, 2))
        axes.set_title(f"$w$ = {told(w)}\n$b$ = {told(b)}")
    for axes in panels[1]:
        axes.set_xlabel("input $x$")
    for axes in panels[:, 0]:
        axes.set_ylabel(r"output $\hat y$")
    return figure
