"""The same three logits read in two ways: a sigmoid of each for three answers, softmax for one answer out of three.

Above, each bar stands for itself; below, the bars share one whole. Page: Outputs for classes.
Source: Bridle (1990), for softmax.
"""

from typing import Any

import numpy as np
from matplotlib.figure import Figure

from figures.neural import Array
from figures.neural.activations import sigmoid
from figures.neural.outputs import softmax
from figures.style import colours

NAMES = ("cat", "dog", "garden")
LOGITS = np.array([2.0, 1.0, -1.0])


def experiment() -> dict[str, Any]:
    """Both readings of the logits, and their sums."""
    each, shared = sigmoid(LOGITS), softmax(LOGITS)
    return {
        "each": each, "shared": shared,
        "sigmoid": dict(zip(NAMES, each.tolist(), strict=True)), "sigmoid_sum": float(each.sum()),
        "softmax": dict(zip(NAMES, shared.tolist(), strict=True)), "softmax_sum": float(shared.sum()),
        "logit": dict(zip(NAMES, LOGITS.tolist(), strict=True)),
    }  # fmt: skip


def draw(each: Array, shared: Array) -> Figure:
    """Two groups of three bars from 0 to 1."""
    figure = Figure(figsize=(5.2, 4.2))
    panels = figure.subplots(2, 1, sharex=True)
    titles = ("sigmoid of each: is this in the picture?", "softmax: which one is it?")
    for axes, shares, title in zip(panels, (each, shared), titles, strict=True):
        axes.barh(NAMES, np.ones(3), color=colours.GRID, height=0.6)
        axes.barh(NAMES, shares, color=colours.OUTPUT, height=0.6)
        for row, share in enumerate(shares):
            axes.text(1.03, row, f"{share:.3f}", va="center")
        axes.text(1.03, 2.75, f"sum {shares.sum():.3f}", va="center", color=colours.MUTED)
        axes.set(title=title, xlim=(0, 1.25), ylim=(3.1, -0.5), xticks=(0, 0.5, 1))
        axes.spines["bottom"].set_bounds(0, 1)
        axes.tick_params(axis="y", length=0)
    panels[1].set_xlabel("probability", x=0.4)
    return figure
