"""Batch size at equal cost: small batches take many noisy steps, large ones few sure steps.

Above: paths of batch sizes 1, 16 and 256 that all look at the same number of examples. Below: the loss above its
minimum, over the examples looked at; median and middle half of many runs.
Page: Gradient descent. Source: Bottou et al. (2018), section 3; Prince (2023), section 6.2.
"""

from typing import Any

import numpy as np
from matplotlib.figure import Figure

from figures.learning.gradient_descent.surfaces.line_fit import batch_noise, noisy_line, stochastic_descent
from figures.neural import Array
from figures.style import colours

EXAMPLES, EPOCHS, RUNS = 256, 4, 200
SIZES = (1, 16, 256)
RATE, START = 0.1, np.array([-2.0, -1.0])  # the same rate for all, so that only the batch differs
LABELS = {1: (1010, 0.6, "right"), 16: (1010, 0.0012, "right"), 256: (560, 6.0, "left")}


def experiment() -> dict[str, Any]:
    """All runs of one size at once, and the noise of one gradient at the start."""
    rng = np.random.default_rng(0)
    fit = noisy_line(EXAMPLES, rng)
    paths = [stochastic_descent(fit, START, RATE, size, EPOCHS, RUNS, rng) for size in SIZES]
    quarters = [np.quantile(fit.excess(path), [0.25, 0.5, 0.75], axis=1) for path in paths]
    noise = [batch_noise(fit, START, size, 4000, rng) for size in SIZES]
    facts = {
        f"batch_{size}": {"steps": EPOCHS * EXAMPLES // size, "noise": noise[i], "low": float(quarters[i][0, -1]),
                          "median": float(quarters[i][1, -1]), "high": float(quarters[i][2, -1])}
        for i, size in enumerate(SIZES)
    }  # fmt: skip
    names = [f"of_{size}" for size in SIZES]
    return {
        **facts, "one_run": {name: path[:, 0] for name, path in zip(names, paths, strict=True)}, "best": fit.best,
        "quarters": dict(zip(names, quarters, strict=True)), "runs": RUNS, "examples": EXAMPLES, "epochs": EPOCHS,
        "noise_ratio": noise[0] / noise[1], "rate": RATE, "start_loss": float(fit.excess(START)),
        "lowest_at_the_end": str(SIZES[int(np.argmin([quarter[1, -1] for quarter in quarters]))]),
    }  # fmt: skip


def draw(one_run: dict[str, Array], best: Array, quarters: dict[str, Array]) -> Figure:
    """Three paths above the losses of all runs."""
    figure = Figure(figsize=(5.2, 5.2))
    grid = figure.add_gridspec(2, 3, height_ratios=[1, 1.5])
    below = figure.add_subplot(grid[1, :])
    inks = (colours.SECOND, colours.THIRD, colours.FIRST)
    each = zip(SIZES, one_run.values(), quarters.values(), inks, strict=True)
    for column, (size, path, quarter, ink) in enumerate(each):
        axes = figure.add_subplot(grid[0, column])
        axes.plot(*path[:160].T, "-o", ms=2, lw=0.8, color=ink)
        axes.plot(*START, "o", ms=6, color=colours.INK)
        axes.plot(*best, "+", ms=12, mew=2, color=colours.INK)
        axes.set(xlim=(-2.4, 2.6), ylim=(-1.6, 1.9), xticks=[-2, 0, 2], yticks=[-1, 0, 1], title=f"batch {size}")
        axes.set_xlabel("$w$", labelpad=1)
        axes.tick_params(labelleft=column == 0)
        low, median, high = quarter[:, :: max(1, quarter.shape[1] // 128)]
        seen = np.linspace(0, EXAMPLES * EPOCHS, len(median))
        below.fill_between(seen, low, high, color=ink, alpha=0.2, lw=0)
        below.plot(seen, median, color=ink, lw=1.6)
        x, y, side = LABELS[size]
        below.text(x, y, f"batch {size}", color=ink, ha=side)
    figure.axes[1].set_ylabel("$b$", rotation=0)
    below.set(yscale="log", xlim=(0, EXAMPLES * EPOCHS), ylim=(8e-4, 20))
    below.set(xlabel="examples looked at", ylabel="loss above its minimum")
    return figure
