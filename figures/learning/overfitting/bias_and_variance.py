"""Small networks miss alike, large ones scatter: the error on fresh points is squared bias, variance and noise.

Above, the answers of 24 networks of one width, each with its own points, and their mean in black; the truth is dashed.
Below, over the width, the two parts and the whole. Page: Overfitting.
Source: Geman, Bienenstock and Doursat (1992).
"""

from typing import Annotated, Any

import numpy as np
from matplotlib.figure import Figure

from figures.engine import Choice
from figures.learning.overfitting.fitting.noisy_curve import GRID, NOISE, POINTS, REACH, SEEDS, curve, learn
from figures.neural import Array
from figures.style import colours

WIDTHS = ("1", "2", "4", "8", "16", "48")


def experiment() -> dict[str, Any]:
    """Answers (widths, networks, places); the parts of their mean squared error on fresh points, (widths,) each."""
    answers = np.array([learn(int(width)).answers for width in WIDTHS])
    middle = answers.mean(axis=1)
    bias = np.mean((middle - curve(GRID)[:, 0]) ** 2, axis=1)
    variance = np.mean(answers.var(axis=1), axis=1)
    return {"answers": answers, "bias": bias, "variance": variance, "networks": SEEDS, "points": POINTS,
            "noise": NOISE**2, "one": float(np.sqrt(bias[-1] + variance[-1])), "mean": float(np.sqrt(bias[-1])),
            "best_width": int(WIDTHS[np.argmin(bias + variance)]),
            "parts": {f"of_{width}": {"bias": float(b), "variance": float(v)}
                      for width, b, v in zip(WIDTHS, bias, variance, strict=True)}}  # fmt: skip


def facts(bias: Array, variance: Array, units: str) -> dict[str, Any]:
    """The parts at the width that the reader chose."""
    row = WIDTHS.index(units)
    return {"units_now": units, "bias_now": float(bias[row]), "variance_now": float(variance[row])}


def draw(answers: Array, bias: Array, variance: Array, *,
         units: Annotated[str, Choice(*WIDTHS)] = "48") -> Figure:  # fmt: skip
    """Answers above, parts of the error below."""
    figure = Figure(figsize=(5.2, 5.2))
    above, below = figure.subplots(2, 1, height_ratios=[1.2, 1])
    row, widths = WIDTHS.index(units), np.array(WIDTHS, dtype=float)
    above.plot(GRID, np.clip(answers[row].T, -3, 3), color=colours.OUTPUT, lw=0.7, alpha=0.45)
    above.plot(GRID, answers[row].mean(axis=0), color=colours.INK, lw=2)
    above.plot(GRID, curve(GRID), color=colours.TARGET, ls="--")
    above.set(xlim=(-REACH, REACH), ylim=(-2, 2), yticks=(-1, 0, 1), xlabel="$x$", ylabel=r"$\hat y$")
    above.set_title(f"units: {units}")
    for name, part, ink, mark, place in (
        ("bias²", bias, colours.FIRST, "o", (0.87, 0.18)),
        ("variance", variance, colours.SECOND, "s", (17, 0.04)),
        ("sum, with noise", bias + variance + NOISE**2, colours.INK, "^", (1.25, 0.43)),
    ):
        below.plot(widths, part, mark, ls="-", color=ink, ms=5, clip_on=False)
        below.plot(widths[row], part[row], mark, color=ink, ms=9, clip_on=False)
        below.text(*place, name, color=ink)
    below.axhline(NOISE**2, color=colours.MUTED, lw=1, ls="dotted")
    below.text(0.86, NOISE**2 - 0.015, "noise", color=colours.MUTED, va="top")
    below.set(xscale="log", xlabel="units", ylabel="mean square", xlim=(0.84, 58), ylim=(0, 0.52))
    below.set_xticks(widths, WIDTHS)
    below.minorticks_off()
    return figure
