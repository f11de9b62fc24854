"""Why slopes at all? Changes by lot find the way down too, and need the more tries, the more parameters there are.

The number of losses looked at until the distance to the minimum of a round bowl is a tenth, over the number of
parameters: by lot, by nudging each parameter, and by backpropagation. Page: Gradient descent.
Source: Schumer and Steiglitz (1968), for the length of the best change and the progress that it makes.
"""

from typing import Any

import numpy as np
from matplotlib.figure import Figure

from figures.neural import Array
from figures.style import colours

PARAMETERS = (3, 10, 30, 100, 300, 1000)
LENGTH = 1.22  # of a change, times the distance over √n: the best one where n is large
RUNS, NEAR = 11, 0.1
PASSES = 3  # there and back: the way back costs about two forward passes (Backpropagation in matrices)


def tries_by_lot(n: int, rng: np.random.Generator) -> Array:
    """For each run: how many changes in random directions, kept if the loss θ·θ/2 falls, lead to the distance NEAR."""
    theta = np.zeros((RUNS, n))
    theta[:, 0] = 1.0
    tries = np.zeros(RUNS)
    while (far := np.linalg.norm(theta, axis=1) > NEAR).any():
        change = rng.normal(size=(RUNS, n))
        change *= LENGTH / np.sqrt(n) * np.linalg.norm(theta, axis=1, keepdims=True) / np.linalg.norm(
            change, axis=1, keepdims=True)  # fmt: skip
        lower = np.square(theta + change).sum(axis=1) < np.square(theta).sum(axis=1)
        theta[lower] += change[lower]
        tries += far
    return tries


def experiment() -> dict[str, Any]:
    """All counts, and those of the most parameters for the text."""
    rng = np.random.default_rng(0)
    n = np.array(PARAMETERS)
    tries = np.array([tries_by_lot(count, rng) for count in PARAMETERS])
    median = np.median(tries, axis=1)
    return {"n": n, "tries": tries, "nudges": 2 * n, "passes": PASSES, "runs": RUNS, "most": int(n[-1]),
            "median": {f"of_{count}": float(m) for count, m in zip(n, median, strict=True)},
            "tries_a_parameter": float(median[-1] / n[-1])}  # fmt: skip


def draw(n: Array, tries: Array, nudges: Array, passes: int) -> Figure:
    """Three lines on logarithmic scales; the band holds every run."""
    figure = Figure(figsize=(5.2, 3.2))
    axes = figure.subplots()
    axes.fill_between(n, tries.min(axis=1), tries.max(axis=1), color=colours.SECOND, alpha=0.2, lw=0)
    axes.plot(n, np.median(tries, axis=1), "-o", ms=4, color=colours.SECOND)
    axes.plot(n, nudges, color=colours.FIRST)
    axes.axhline(passes, color=colours.DERIVATIVE)
    for x, y, name, ink, side in ((70, 2000, "changes by lot", colours.SECOND, "right"),
                                  (130, 130, "each parameter nudged", colours.FIRST, "left"),
                                  (130, 1.6, "backpropagation", colours.DERIVATIVE, "left")):  # fmt: skip
        axes.text(x, y, name, color=ink, ha=side, va="center")
    axes.set(
        xscale="log",
        yscale="log",
        xlim=(2.6, 1150),
        ylim=(1, 3e4),
        xlabel="parameters $n$",
        ylabel="work, in forward passes",
    )
    return figure
