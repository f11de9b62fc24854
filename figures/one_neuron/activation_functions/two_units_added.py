"""Lines added are a line; bent lines added bend twice. Without an activation function more units gain nothing.

Two panels: the responses of two units (thin) and their sum (thick), left without an activation and right with ReLU.
Page: Activation functions. Source: Minsky and Papert (1969); Nair and Hinton (2010).
"""

from typing import Any

import numpy as np
from matplotlib.figure import Figure

from figures.neural import Array
from figures.neural.activations import linear, relu
from figures.style import colours

X = np.linspace(-3, 3, 121)
WEIGHTS, BIASES = (1.0, -1.5), (1.0, -0.5)  # kinks at −1 and −1/3, so that the sum has three pieces


def experiment() -> dict[str, Any]:
    """Both responses under both activations, and how many straight pieces each sum has."""
    z = np.outer(WEIGHTS, X) + np.array(BIASES)[:, None]
    units = np.array([phi(z) for phi in (linear, relu)])  # (activation, unit, x)
    sums = units.sum(axis=1)
    bends = np.abs(np.diff(sums, 2)) > 1e-9
    pieces = 1 + (np.diff(bends.astype(int), prepend=0) == 1).sum(axis=1)  # a bend may touch two second differences
    return {
        "x": X, "units": units, "sums": sums, "pieces": {"linear": int(pieces[0]), "relu": int(pieces[1])},
        "sum_weight": float(sum(WEIGHTS)), "sum_bias": float(sum(BIASES)),
    }  # fmt: skip


def draw(x: Array, units: Array, sums: Array) -> Figure:
    """Without an activation on the left, with ReLU on the right."""
    figure = Figure()
    panels = figure.subplots(1, 2, sharey=True)
    for axes, pair, total, title in zip(panels, units, sums, ("linear", "ReLU"), strict=True):
        axes.axhline(0, color=colours.GRID, lw=0.8, zorder=0)
        axes.plot(x, pair.T, color=colours.MUTED, lw=1.2)
        axes.plot(x, total, color=colours.OUTPUT, lw=2.5)
        axes.set(title=title, xlim=(x[0], x[-1]), xlabel="$x$", xticks=[-3, 0, 3], yticks=[-4, 0, 4])
    panels[1].text(-0.1, 2.5, "their sum", color=colours.OUTPUT, ha="center")
    panels[1].text(-0.1, -0.4, "two units", color=colours.MUTED, ha="center", va="top")
    return figure
