"""Five folds settle on nearly the same degree whatever the data; one cut of the same size scatters.

Polynomials of degree 1 to 9 are fitted to 20 noisy points, for each of 200 sets of points. Above, what is held back in
the five rounds, fold by fold; one cut is the first round alone. Below, how often each degree has the least error on
what was held back. Page: Overfitting. Source: Stone (1974), for the method; the experiment is ours.
"""

from typing import Any

import numpy as np
from matplotlib.figure import Figure
from numpy.polynomial.legendre import legvander

from figures.neural import Array
from figures.neural.splitting import folds
from figures.style import colours

SETS, POINTS, NOISE, FOLDS, DEGREES = 200, 20, 0.3, 5, range(1, 10)
GRID = np.linspace(-1, 1, 201)


def truth(x: Array) -> Array:
    """sin 3x."""
    return np.asarray(np.sin(3 * x))


def fitted(x: Array, y: Array, at: Array) -> Array:
    """For each degree the values at `at` of the polynomial that fits the points best, (degrees, len(at))."""
    known, asked = legvander(x, DEGREES[-1]), legvander(at, DEGREES[-1])
    weights = (np.linalg.lstsq(known[:, : degree + 1], y, rcond=None)[0] for degree in DEGREES)
    return np.array([asked[:, : len(w)] @ w for w in weights])


def held_back_errors(x: Array, y: Array, rng: np.random.Generator) -> Array:
    """The sum of squared errors on each fold of the polynomials that did not see it, (FOLDS, degrees)."""
    parts = folds(len(x), FOLDS, rng)
    return np.array([((fitted(x[seen], y[seen], x[held]) - y[held]) ** 2).sum(axis=1) for seen, held in parts])


def experiment() -> dict[str, Any]:
    """How often each degree is chosen, (2, degrees): one cut, five folds; and the errors that follow on the truth."""
    chosen, true_errors = [], []
    for number in range(SETS):
        x = (rng := np.random.default_rng(number)).uniform(-1, 1, POINTS)
        y = truth(x) + rng.normal(0.0, NOISE, POINTS)
        errors = held_back_errors(x, y, rng)
        chosen.append((errors[0].argmin(), errors.sum(axis=0).argmin()))
        true_errors.append(np.sqrt(np.mean((fitted(x, y, GRID) - truth(GRID)) ** 2, axis=1)))
    rows, picked = np.array(true_errors), np.array(chosen)
    one, five = (rows[np.arange(SETS), column] for column in picked.T)
    counts = np.array([np.bincount(column, minlength=len(DEGREES)) for column in picked.T])
    used = {"sets": SETS, "points": POINTS, "held": POINTS // FOLDS, "folds": FOLDS, "noise": NOISE}
    return used | {
        "counts": counts,
        "most": int(DEGREES[counts[1].argmax()]),
        "share": {"one": counts[0].max() / SETS, "five": counts[1].max() / SETS},
        "median": {"one": float(np.median(one)), "five": float(np.median(five))},
        "worst_tenth": {"one": float(np.quantile(one, 0.9)), "five": float(np.quantile(five, 0.9))},
        "better": float(np.mean(five < one)),
        "worse": float(np.mean(five > one)),
    }


def draw(counts: Array) -> Figure:
    """The rounds above, the choices below."""
    figure = Figure(figsize=(5.2, 4.4))
    above, below = figure.subplots(2, 1, height_ratios=[1, 1.5])
    held = POINTS // FOLDS
    for fold in range(FOLDS):
        above.barh(-fold, POINTS, height=0.7, color=colours.GRID)
        above.barh(-fold, held, left=held * fold, height=0.7, color=colours.SECOND if fold else colours.FIRST)
    above.set(xlim=(0, POINTS), ylim=(0.6 - FOLDS, 0.6), xticks=[], xlabel="the points, in an order by lot")
    above.set_yticks(range(0, -FOLDS, -1), [f"round {fold + 1}" for fold in range(FOLDS)])
    above.text(held + 0.3, 0, "held back; one cut is this round alone", va="center", fontsize=10)
    for row, ink, shift in zip(counts, (colours.FIRST, colours.SECOND), (-0.2, 0.2), strict=True):
        below.bar(np.array(DEGREES) + shift, row / counts.sum(axis=1).max() * 100, width=0.38, color=ink)
    below.set(xlabel="degree chosen", ylabel="of the sets, %", xticks=list(DEGREES), ylim=(0, 75))
    below.text(9.4, 62, "by five folds", color=colours.SECOND, ha="right")
    below.text(9.4, 52, "by one cut", color=colours.FIRST, ha="right")
    return figure
