"""Four ways to keep a network that is too large from learning the noise, judged on fresh points.

One row a way; each dot is one of 24 networks with its own points, and the bar is the median. The dotted line is the
noise, below which nothing can be expected. Page: Overfitting.
Source: Prechelt (1998), early stopping; Krogh & Hertz (1992), L2; Srivastava et al. (2014), dropout.
"""

from typing import Any

import numpy as np
from matplotlib.figure import Figure

from figures.learning.overfitting.fitting.noisy_curve import NOISE, POINTS, SEEDS, learn
from figures.neural import Array
from figures.style import colours

WIDTH, STRENGTH, DROPOUT, TIMES = 48, 0.001, 0.2, 3  # units, λ, share left out, how many times as many points
NAMES = ("nothing", "early stopping", "L2", "dropout", "more data")


def experiment() -> dict[str, Any]:
    """The RMSE on fresh points, (ways, SEEDS), and how much too good the validation error at the stop is."""
    plain = learn(WIDTH)
    stop, seeds = plain.stopped_early(), np.arange(SEEDS)
    others = (learn(WIDTH, strength=STRENGTH), learn(WIDTH, dropout=DROPOUT), learn(WIDTH, points=TIMES * POINTS))
    errors = np.array([plain.test[-1], plain.test[stop, seeds], *(run.test[-1] for run in others)])
    keys = [name.replace(" ", "_") for name in NAMES]
    ranges = np.quantile(errors, (0.1, 0.5, 0.9), axis=1)
    return {
        "errors": errors, "seeds": SEEDS, "width": WIDTH, "strength": STRENGTH, "rate": DROPOUT, "times": TIMES,
        "points": POINTS, "many_points": TIMES * POINTS, "noise": NOISE,
        "rmse": {key: dict(zip(("low", "median", "high"), column.tolist(), strict=True))
                 for key, column in zip(keys, ranges.T, strict=True)},
        "better": {key: int(np.sum(row < errors[0])) for key, row in zip(keys, errors, strict=True)},
        "at_the_stop": {"validation": float(plain.validation[stop, seeds].mean()), "test": float(errors[1].mean())},
    }  # fmt: skip


def draw(errors: Array) -> Figure:
    """A row of dots for each way."""
    figure = Figure(figsize=(5.2, 3.2))
    axes = figure.subplots()
    for row, values in enumerate(errors):
        apart = 0.14 * np.sin(2.4 * np.arange(len(values)))  # any fixed spread, so that dots do not hide each other
        axes.plot(values, row + apart, "o", color=colours.SECOND if row == 0 else colours.FIRST, ms=4, alpha=0.5, mew=0)
        axes.plot([np.median(values)] * 2, [row - 0.3, row + 0.3], color=colours.INK)
    axes.axvline(NOISE, color=colours.MUTED, lw=1, ls="dotted")
    axes.text(NOISE - 0.005, -0.75, "noise", color=colours.MUTED, ha="right", va="center")
    axes.set(xlim=(0.22, 0.9), ylim=(len(errors) - 0.5, -1.1), xlabel="RMSE on fresh points")
    axes.set_yticks(np.arange(len(errors)), NAMES)
    axes.tick_params(axis="y", length=0)
    axes.spines["left"].set_visible(False)
    return figure
