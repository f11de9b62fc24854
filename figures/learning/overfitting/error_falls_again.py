"""More parameters raise the error on fresh points up to where all examples are met exactly; beyond, it falls again.

Fixed random ReLU units, and output weights that meet the noisy examples as well as they can, the smallest such ones
where several do. Above, the fit of one data set with the number of units that the reader sets; below, the errors over
that number, medians of many data sets. Page: Overfitting. Source: Belkin et al. (2019). Longer than most
scripts: a fit to turn, and the errors of many data sets below it.
"""

from functools import cache
from typing import Annotated, Any

import numpy as np
from matplotlib.figure import Figure

from figures.engine import Slider
from figures.learning.overfitting.fitting.noisy_curve import GRID, NOISE, REACH, curve
from figures.neural import Array
from figures.style import colours

SEEDS, POINTS, FRESH = 61, 20, 200
WIDTHS = np.round(2 ** np.arange(1, 9.25, 0.25)).astype(int)  # 2 to 512 units


@cache
def corners(seed: int) -> tuple[Array, Array]:
    """To which side 512 units are open, and where their corners lie: a smaller network has the first of them."""
    rng = np.random.default_rng([7, seed])
    return rng.choice([-1.0, 1.0], 512), rng.uniform(-REACH, REACH, 512)


def units(x: Array, width: int, seed: int) -> Array:
    """What random ReLU units with corners all over the range answer, (N, width), half of them open to the left."""
    side, corner = corners(seed)
    return np.asarray(np.maximum(0, side[:width] * (x - corner[:width])) / np.sqrt(width))


@cache
def sample(count: int, seed: int, purpose: int) -> tuple[Array, Array]:
    """x and y (count, 1): the curve and noise."""
    rng = np.random.default_rng([purpose, seed])
    x = rng.uniform(-REACH, REACH, (count, 1))
    return x, curve(x) + rng.normal(0, NOISE, (count, 1))


def fit(width: int, seed: int, *places: Array) -> list[Array]:
    """The answers at the places, of the output weights of least length among those with the least squared error."""
    x, y = sample(POINTS, seed, 0)
    v = np.linalg.lstsq(units(x, width, seed), y, rcond=1e-10)[0]
    return [units(at, width, seed) @ v for at in places]


def experiment() -> dict[str, Any]:
    """Errors (2, widths, SEEDS) on examples and fresh points, and the fits of one data set, (widths, 101)."""
    errors, fits = np.zeros((2, len(WIDTHS), SEEDS)), []
    for row, width in enumerate(WIDTHS):
        for seed in range(SEEDS):
            sets = [sample(POINTS, seed, 0), sample(FRESH, seed, 1)]
            answers = fit(width, seed, *(x for x, _ in sets))
            errors[:, row, seed] = [np.sqrt(np.mean((a - y) ** 2)) for a, (_, y) in zip(answers, sets, strict=True)]
        fits.append(fit(width, 0, GRID)[0][:, 0])
    middle, x_y = np.median(errors[1], axis=1), sample(POINTS, 0, 0)
    worst = int(middle.argmax())
    return {"errors": np.median(errors, axis=2), "fits": np.array(fits), "points_x": x_y[0][:, 0],
            "points_y": x_y[1][:, 0], "examples": POINTS, "sets": SEEDS, "worst_width": int(WIDTHS[worst]),
            "worst": float(middle[worst]), "widest": int(WIDTHS[-1]), "at_widest": float(middle[-1]),
            "better": int(np.sum(errors[1, -1] < errors[1, worst])), "best": float(middle.min()),
            "met": float(np.median(errors[0, -1]))}  # fmt: skip


def facts(setting: float) -> dict[str, Any]:
    """How many units the setting stands for."""
    return {"units": int(WIDTHS[round(setting)])}


def draw(errors: Array, fits: Array, points_x: Array, points_y: Array, *,
         setting: Annotated[float, Slider(0, 32, step=1)] = 13.0) -> Figure:  # fmt: skip
    """A fit above two curves."""
    figure = Figure(figsize=(5.2, 5.0))
    above, below = figure.subplots(2, 1, height_ratios=[1.2, 1])
    row = round(setting)
    above.plot(GRID, curve(GRID), color=colours.TARGET, ls="--")
    above.plot(GRID, np.clip(fits[row], -9, 9), color=colours.OUTPUT)
    above.plot(points_x, points_y, "o", color=colours.INK, ms=4, clip_on=False)
    above.set(xlim=(-REACH, REACH), ylim=(-2.5, 2.5), xlabel="$x$", ylabel=r"$\hat y$")
    above.set_title(f"{WIDTHS[row]} units")
    for of, ink in zip(errors, (colours.FIRST, colours.SECOND), strict=True):
        below.plot(WIDTHS, of, color=ink)
        below.plot(WIDTHS[row], of[row], "o", color=ink)
    below.axvline(POINTS, color=colours.MUTED, lw=1, ls="--")
    below.text(2.2, 0.95, "fresh points", color=colours.SECOND)
    below.text(2.2, 0.2, "examples", color=colours.FIRST)
    below.text(POINTS * 0.92, 1.75, "units = examples", color=colours.MUTED, ha="right")
    below.set(xscale="log", xlim=(2, 512), ylim=(0, 2), yticks=(0, 1, 2), xlabel="units", ylabel="RMSE")
    below.set_xticks([2, 20, 200], ["2", "20", "200"])
    below.minorticks_off()
    return figure
