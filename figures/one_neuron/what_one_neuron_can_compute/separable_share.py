"""A single neuron computes nearly all gates with two inputs, less than half with three and few with four.

One bar for each number of inputs: the share of all truth tables that some weights and bias compute, with the counts.
Page: What one neuron can and cannot compute. Source: Minsky and Papert (1969).
"""

from itertools import product
from typing import Any

import numpy as np
from matplotlib.figure import Figure

from figures.neural import Array, Labels
from figures.style import colours

MOST_INPUTS = 4
LARGEST_WEIGHT = 3  # whole numbers up to this size reach every separable table with up to four inputs


def separable_tables(inputs: int) -> int:
    """How many of the 2^(2^n) truth tables with n inputs some neuron computes, counted by trying weights.

    Weights are whole numbers from −3 to 3 and thresholds lie halfway between whole numbers, so no corner is on a line.
    """
    corners = np.array(list(product([0, 1], repeat=inputs)))
    weights = np.array(list(product(range(-LARGEST_WEIGHT, LARGEST_WEIGHT + 1), repeat=inputs)))
    sums = weights @ corners.T  # (settings, corners)
    places = 2.0 ** np.arange(len(corners))  # each table as one number, its answers as binary digits
    found: set[float] = set()
    for threshold in np.arange(-LARGEST_WEIGHT * inputs - 0.5, LARGEST_WEIGHT * inputs + 1):
        found.update(((sums > threshold) @ places).tolist())
    return len(found)


def experiment() -> dict[str, Any]:
    """Numbers of truth tables, all and separable, for one to four inputs."""
    inputs = np.arange(1, MOST_INPUTS + 1)
    every = 2.0 ** (2.0**inputs)
    separable = np.array([separable_tables(int(n)) for n in inputs])
    return {
        "inputs": inputs, "every": every, "separable": separable,
        "count": {f"of_{n}": int(k) for n, k in zip(inputs, separable, strict=True)},
        "total": {f"of_{n}": int(k) for n, k in zip(inputs, every, strict=True)},
        "missing_of_2": int(every[1] - separable[1]),
        "share": {f"of_{n}": float(k / t) for n, k, t in zip(inputs, separable, every, strict=True)},
    }  # fmt: skip


def draw(inputs: Labels, every: Array, separable: Labels) -> Figure:
    """One bar for each number of inputs: the share that a neuron computes."""
    figure = Figure(figsize=(5.2, 2.6))
    axes = figure.subplots()
    axes.barh(inputs, np.ones(len(inputs)), color=colours.GRID, height=0.6)
    axes.barh(inputs, separable / every, color=colours.FIRST, height=0.6)
    for n, count, total in zip(inputs, separable, every, strict=True):
        axes.text(1.02, n, f"{count:,.0f} of {total:,.0f}", va="center")
    axes.set(yticks=inputs, xlim=(0, 1.45), ylabel="inputs", title="Truth tables that one neuron computes")
    axes.set_xticks([0, 0.5, 1], ["0%", "50%", "100%"])
    axes.spines["bottom"].set_bounds(0, 1)
    axes.tick_params(axis="y", length=0)
    axes.invert_yaxis()
    return figure
