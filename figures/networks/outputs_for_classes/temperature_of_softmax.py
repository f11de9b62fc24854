"""Cold, softmax lets the largest logit take all; hot, it gives every class the same; the order never changes.

One curve a class: its probability over the temperature T, on a logarithmic scale. Page: Outputs for classes.
Source: Guo et al. (2017), for temperature as a correction; Bridle (1990) for softmax.
"""

from typing import Any

import numpy as np
from matplotlib.figure import Figure

from figures.networks.outputs_for_classes.independent_or_exclusive import LOGITS
from figures.neural import Array
from figures.neural.outputs import softmax
from figures.style import colours

INKS = (colours.FIRST, colours.SECOND, colours.THIRD)


def experiment() -> dict[str, Any]:
    """Probabilities (n, 3) over temperatures from 0.1 to 100."""
    temperatures = np.logspace(-1, 2, 91)
    p = softmax(LOGITS / temperatures[:, None])
    return {"temperatures": temperatures, "p": p, "cold": float(p[0, 0]), "hot": float(p[-1, 0]),
            "at_one": float(softmax(LOGITS)[0])}  # fmt: skip


def draw(temperatures: Array, p: Array) -> Figure:
    """Three curves that start at 1, 0 and 0 and meet at one third."""
    figure = Figure(figsize=(5.2, 3.0))
    axes = figure.subplots()
    axes.axhline(1 / 3, color=colours.MUTED, lw=0.8, ls="dashed")
    axes.axvline(1, color=colours.GRID, lw=0.8)
    axes.text(95, 0.43, "one third", color=colours.MUTED, ha="right", va="center", fontsize=10)
    for shares, logit, ink, place in zip(p.T, LOGITS, INKS, ((1.2, 0.78), (0.22, 0.22), (3.2, 0.08)), strict=True):
        axes.plot(temperatures, shares, color=ink)
        axes.text(*place, f"$z = {logit:g}$", color=ink, va="center")
    axes.set(
        xscale="log",
        xlim=(0.1, 100),
        ylim=(-0.02, 1.05),
        yticks=(0, 0.5, 1),
        xlabel="temperature $T$",
        ylabel="probability",
    )
    axes.set_xticks([0.1, 1, 10, 100], ["0.1", "1", "10", "100"])
    axes.minorticks_off()
    return figure
