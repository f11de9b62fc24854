"""Whoever tries often enough finds a network that is good on the test set, though none has learned anything.

Each try guesses; on fresh data half of its answers are right. What the best of n tries gets on a test set of a given
size, with the middle nine tenths of what happens, computed exactly. The reader sets the size.
Page: Overfitting. Source: Dwork et al. (2015).
"""

from math import comb
from typing import Annotated, Any

import numpy as np
from matplotlib.figure import Figure

from figures.engine import Slider
from figures.neural import Array
from figures.style import colours

TRIES = np.unique(np.geomspace(1, 1000, 40).round()).astype(int)
SIZE, MANY = 100, 1000


def share_of_best(size: int, tries: Array) -> tuple[Array, Array]:
    """Mean share right of the best of n guessers, and its 5 and 95% quantiles: P(best ≤ k) = P(one ≤ k)ⁿ."""
    one = np.cumsum([comb(size, k) / 2**size for k in range(size + 1)]).clip(0, 1)
    best = one[:, None] ** tries
    chance = np.diff(best, axis=0, prepend=0)
    share = np.arange(size + 1) / size
    ends = [[share[np.searchsorted(column, q)] for column in best.T] for q in (0.05, 0.95)]
    return share @ chance, np.array(ends)


def experiment() -> dict[str, Any]:
    """What the page tells of a test set of 100."""
    mean, (low, high) = share_of_best(SIZE, np.array([1, 10, MANY]))
    large = share_of_best(1000, np.array([MANY]))[0]
    return {"examples": SIZE, "many": MANY, "of_one": float(mean[0]), "of_ten": float(mean[1]),
            "of_many": float(mean[2]), "low": float(low[2]), "high": float(high[2]),
            "on_large": float(large[0])}  # fmt: skip


def facts(size: float) -> dict[str, Any]:
    """The best of ten and of a thousand at the reader's size."""
    mean = share_of_best(int(size), np.array([10, MANY]))[0]
    return {"size_now": int(size), "ten_now": float(mean[0]), "many_now": float(mean[1])}


def draw(*, size: Annotated[float, Slider(20, 500, step=20)] = float(SIZE)) -> Figure:
    """A rising curve with a band above a level line."""
    figure = Figure(figsize=(5.2, 3.4))
    axes = figure.subplots()
    mean, (low, high) = share_of_best(int(size), TRIES)
    axes.fill_between(TRIES, low, high, color=colours.FIRST, alpha=0.2, lw=0, step="mid")
    axes.plot(TRIES, mean, color=colours.FIRST)
    axes.axhline(0.5, color=colours.SECOND, ls="--")
    axes.text(950, 0.475, "on fresh data", color=colours.SECOND, ha="right", va="top")
    axes.text(1.15, 0.87, "the best, on the test set it was chosen by", color=colours.FIRST)
    axes.set(xscale="log", xlim=(1, 1000), ylim=(0.4, 0.95), xlabel="networks tried", ylabel="share right")
    axes.set_xticks([1, 10, 100, 1000], ["1", "10", "100", "1000"])
    axes.set_yticks([0.5, 0.7, 0.9], ["50%", "70%", "90%"])
    axes.minorticks_off()
    return figure
