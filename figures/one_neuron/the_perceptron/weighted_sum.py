"""The worked example of the page "The perceptron": four products and a bias add up to one number.

One row for each term; every bar begins where the one above it ended, so the last one ends at the output.
Source: the inputs, weights and bias are a common first example of courses on neural networks.
"""

from typing import Any

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import NDArray

from figures.style import colours

INPUTS = np.array([1.0, 2.0, 3.0, 2.5])
WEIGHTS = np.array([0.2, -0.27, -0.5, 1.0])
BIAS = 2.0


def experiment() -> dict[str, Any]:
    """The terms w_j x_j and b, and the sums of the first one, two, … of them."""
    terms = np.append(WEIGHTS * INPUTS, BIAS)
    sums = np.cumsum(terms)
    return {
        "terms": terms,
        "sums": sums,
        "term": dict(zip(["x1", "x2", "x3", "x4", "bias"], terms.tolist(), strict=True)),
        "products": float(sums[-2]),
        "output": float(sums[-1]),
    }


def signed(number: float) -> str:
    """A number with a true minus sign, as short as it is exact."""
    return f"{number:.3g}".replace("-", "−")


def draw(terms: NDArray[np.float64], sums: NDArray[np.float64]) -> Figure:
    """A bar for each term, carried on from row to row; the sum below."""
    figure = Figure(figsize=(5.2, 3.1))
    axes = figure.subplots()
    starts = sums - terms
    rows = np.arange(len(terms))
    factors = [signed(w) if w > 0 else f"({signed(w)})" for w in WEIGHTS]
    names = [f"{signed(x)} · {w}" for x, w in zip(INPUTS, factors, strict=True)] + ["bias $b$", "sum $z$"]
    tints = [colours.WEIGHT] * len(WEIGHTS) + [colours.BIAS, colours.INK]
    axes.barh(rows, terms, left=starts, height=0.55, color=tints[:-1])
    axes.barh(len(terms), sums[-1], height=0.55, color=tints[-1])
    axes.vlines(sums, rows, rows + 1, colors=colours.MUTED, linewidth=0.8, linestyles="dotted")
    axes.axvline(0, color=colours.MUTED, linewidth=0.8)
    ends = np.append(sums, sums[-1])
    for row, (number, tint) in enumerate(zip([*terms, sums[-1]], tints, strict=True)):
        side, gap = ("left", 0.08) if number >= 0 else ("right", -0.08)
        axes.text(ends[row] + gap, row, signed(number), color=tint, va="center", ha=side)
    axes.set_yticks(range(len(names)), names)
    axes.set(ylim=(len(terms) + 0.6, -0.6), xlim=(-2.6, 3.3), xlabel="running sum")
    axes.spines.left.set_visible(False)
    axes.tick_params(axis="y", length=0)
    return figure
