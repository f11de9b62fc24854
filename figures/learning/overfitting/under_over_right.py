"""Too small, about right, too large: what the errors on training and validation data say about a network.

Three columns, 1, 4 and 48 hidden units. Above: the middle one of 24 networks, its training points and the true curve
dashed. Below: the error by epoch on the training and on the validation points, medians and middle four fifths.
Longer than most scripts: six panels and their labels.
Page: Overfitting. Source: Geman, Bienenstock and Doursat (1992), for the dilemma; the task is ours.
"""

from typing import Any

import numpy as np
from matplotlib.figure import Figure

from figures.learning.overfitting.fitting.noisy_curve import (
    GRID,
    LOOKS,
    NOISE,
    POINTS,
    REACH,
    SEEDS,
    curve,
    examples,
    learn,
)
from figures.neural import Array, Labels
from figures.style import colours

WIDTHS = {"under": 1, "right": 4, "over": 48}
TITLES = ("too small", "about right", "too large")
QUANTILES = (0.1, 0.5, 0.9)


def diagnosis(train: float, validation: float) -> str:
    """Which case two errors belong to, by how far they lie from the noise and from each other."""
    if validation > 2 * train:
        return "overfitting"
    return "underfitting" if train > 1.5 * NOISE else "a good fit"


def experiment() -> dict[str, Any]:
    """Quantiles (case, set, quantile, look), the middle network of each case and the errors at the end."""
    runs = {name: learn(width) for name, width in WIDTHS.items()}
    x, y = examples(POINTS, 0)
    middle = {name: int(np.argsort(run.validation[-1])[SEEDS // 2]) for name, run in runs.items()}
    ends = {
        name: {
            of: dict(zip(("low", "median", "high"), np.quantile(getattr(run, of)[-1], QUANTILES).tolist(), strict=True))
            for of in ("train", "validation")
        }
        for name, run in runs.items()
    }
    over = runs["over"]
    return {
        "looks": LOOKS, "seeds": SEEDS, "points": POINTS, "noise": NOISE, "epochs": int(LOOKS[-1]), "width": WIDTHS,
        "bands": np.array([np.quantile([run.train, run.validation], QUANTILES, axis=2).swapaxes(0, 1)
                           for run in runs.values()]),
        "answers": np.array([run.answers[middle[name]] for name, run in runs.items()]),
        "points_x": x[list(middle.values()), :, 0], "points_y": y[list(middle.values()), :, 0], "end": ends,
        "verdict": {name: diagnosis(each["train"]["median"], each["validation"]["median"])
                    for name, each in ends.items()},
        "best_epoch": dict(zip(("low", "median", "high"),
                               np.quantile(LOOKS[over.stopped_early()], QUANTILES).tolist(), strict=True)),
    }  # fmt: skip


def draw(looks: Labels, bands: Array, answers: Array, points_x: Array, points_y: Array) -> Figure:
    """Fits above, errors below."""
    figure = Figure(figsize=(5.2, 4.6))
    panels = figure.subplots(2, 3, sharey="row")
    epochs = np.maximum(looks, 0.5)  # the untrained network stands at the left end of the logarithmic scale
    for column, title in enumerate(TITLES):
        above, below = panels[:, column]
        above.plot(GRID, curve(GRID), color=colours.TARGET, ls="dashed", lw=1.5)
        above.plot(GRID, answers[column], color=colours.OUTPUT)
        above.plot(points_x[column], points_y[column], "o", color=colours.INK, ms=3)
        above.set(title=title, xlim=(-REACH, REACH), ylim=(-2.2, 2.2), xticks=[-1, 0, 1], xlabel="$x$")
        for (low, median, high), ink in zip(bands[column], (colours.FIRST, colours.SECOND), strict=True):
            below.fill_between(epochs, low, high, color=ink, alpha=0.2, lw=0)
            below.plot(epochs, median, color=ink)
        below.axhline(NOISE, color=colours.MUTED, lw=1, ls="dotted")
        below.set(xscale="log", xlim=(0.5, looks[-1]), ylim=(0, 1.2), xlabel="epoch")
        below.set_xticks([1, 30, 1000], ["1", "30", "1000"])
        below.set_yticks([0, 0.5, 1], ["0", "0.5", "1"])
        below.minorticks_off()
    panels[0, 0].set_ylabel("answer")
    panels[1, 0].set_ylabel("RMSE")
    panels[1, 2].text(1700, 0.62, "validation", color=colours.SECOND, ha="right")
    panels[1, 2].text(1700, 0.03, "training", color=colours.FIRST, ha="right")
    panels[1, 0].text(0.65, NOISE - 0.04, "noise", color=colours.MUTED, va="top")
    return figure
