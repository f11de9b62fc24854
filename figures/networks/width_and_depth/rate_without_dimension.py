"""For some functions the error falls with the root of the number of units, in one dimension as in a hundred.

The root of the mean squared error of a mean of m random waves against the function that it tends to, for 1, 2, 10 and
100 inputs, and how the error of a grid of m cubes falls. Page: Width and depth. Source: Barron (1993).
"""

from typing import Annotated, Any

import numpy as np
from matplotlib.figure import Figure

from figures.engine import Choice
from figures.neural import Array
from figures.style import colours

DIMENSIONS = (1, 2, 10, 100)
UNITS = 2 ** np.arange(0, 11)  # 1 to 1024
DRAWS, POINTS, SEED = 40, 300, 0  # networks for each error, points at which it is measured


def errors(dimension: int) -> Array:
    """The error of the mean of the first m waves cos(x · ω), ω ~ N(0, I/d), against e^(−|x|²/2d), for m in UNITS."""
    rng = np.random.default_rng([SEED, dimension])
    x = rng.normal(size=(POINTS, dimension))
    target = np.exp(-np.square(x).sum(axis=1) / (2 * dimension))
    squares = np.zeros(len(UNITS))
    for _ in range(DRAWS):
        waves = np.cos(x @ rng.normal(0, dimension**-0.5, (dimension, UNITS[-1])))
        means = np.cumsum(waves, axis=1)[:, UNITS - 1] / UNITS
        squares += np.square(means - target[:, None]).mean(axis=0) / DRAWS
    return np.sqrt(squares)


def experiment() -> dict[str, Any]:
    """Errors (dimensions, numbers of units)."""
    found = np.array([errors(d) for d in DIMENSIONS])
    fall = found[:, UNITS == 16] / found[:, UNITS == 1024]  # 64 times the units
    return {"found": found, "most": int(UNITS[-1]), "draws": DRAWS,
            "slowest": float(fall.min()), "fastest": float(fall.max()),
            "at_most": float(found[:, -1].max())}  # fmt: skip


def facts(found: Array, inputs: str) -> dict[str, Any]:
    """The number of inputs, the error with most units, and the units that cubes need to divide their error by ten."""
    d = int(inputs)
    power = {1: "10", 2: "10²", 10: "10¹⁰", 100: "10¹⁰⁰"}[d]
    return {"inputs": d, "error": float(found[DIMENSIONS.index(d), -1]), "cubes": power}


def draw(found: Array, *, inputs: Annotated[str, Choice("1", "2", "10", "100")] = "10") -> Figure:
    """The chosen number of inputs over the others, and the line of the cubes."""
    figure = Figure(figsize=(5.2, 3.8))
    axes = figure.subplots()
    row = DIMENSIONS.index(int(inputs))
    axes.plot(UNITS, found.T, color=colours.GRID, lw=2)
    axes.plot(UNITS, found[row], "o-", color=colours.FIRST, ms=5)
    cubes = found[row, 0] * UNITS ** (-1.0 / int(inputs))
    axes.plot(UNITS, np.where(cubes > 0.006, cubes, np.nan), color=colours.MUTED, lw=1.5, ls="--")
    lower, upper = {"ha": "right", "va": "top"}, {"ha": "left", "va": "bottom"}  # where from its line a name stands
    names = (("waves", colours.FIRST, found[row], lower if inputs == "2" else upper),
             ("cubes", colours.MUTED, cubes, lower if inputs == "1" else upper))  # fmt: skip
    for name, ink, line, side in names:
        at, off = (3, 0.8) if side is lower else (6, 1.15)
        axes.text(UNITS[at] * off, line[at] * off, name, None, color=ink, **side)
    axes.set(xscale="log", yscale="log", xlim=(0.9, 1140), ylim=(0.007, 1), xlabel="units $m$", ylabel="error")
    axes.set_title(f"{inputs} input{'s' * (inputs != '1')}")
    return figure
