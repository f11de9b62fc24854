"""Up to twice as many points as parameters, a neuron makes at least half of all splits; beyond, soon none to speak of.

One curve: the share of the 2ᴺ ways to split N points in general position that one neuron with n inputs makes, over
N / (n + 1). The reader chooses n. Page: What one neuron can and cannot compute. Source: Cover (1965).
"""

from math import comb
from typing import Annotated, Any

import numpy as np
from matplotlib.figure import Figure

from figures.engine import Slider
from figures.neural import Array
from figures.style import colours

FAINT = (1, 8, 50)  # numbers of inputs that stay in the background


def splits(points: int, inputs: int) -> int:
    """Cover's count C(N, n) = 2 Σ_{k=0}^{n} binom(N − 1, k) of N points in general position in n dimensions."""
    return 2 * sum(comb(points - 1, k) for k in range(inputs + 1))


def shares(inputs: int) -> tuple[Array, Array]:
    """N / (n + 1) up to 4 and the share of splits there."""
    points = range(1, 4 * (inputs + 1) + 1)
    return np.array(points) / (inputs + 1), np.array([splits(N, inputs) / 2**N for N in points])


def experiment() -> dict[str, Any]:
    """The curves in the background, one after the other with a gap, and the counts for the corners of cubes."""
    curves = [np.column_stack(shares(n)) for n in FAINT]
    gap = np.full((1, 2), np.nan)
    return {"faint": np.concatenate([part for curve in curves for part in (curve, gap)]),
            "corners": {f"of_{n}": splits(2**n, n) for n in (2, 3, 4)}}  # fmt: skip


def facts(inputs: float) -> dict[str, Any]:
    """The number of inputs, how many points it can always split, and the shares at and beyond its capacity."""
    n = int(inputs)
    return {"inputs": n, "always": n + 1, "capacity": 2 * (n + 1), "at_capacity": splits(2 * n + 2, n) / 4 ** (n + 1),
            "beyond": splits(3 * n + 3, n) / 8 ** (n + 1)}  # fmt: skip


def draw(faint: Array, *, inputs: Annotated[float, Slider(1, 50, step=1, symbol="n")] = 2.0) -> Figure:
    """The chosen curve over those in the background."""
    figure = Figure(figsize=(5.2, 3.4))
    axes = figure.subplots()
    axes.plot(*faint.T, color=colours.GRID, lw=1.5)
    axes.plot([2, 2, 0], [0, 0.5, 0.5], color=colours.MUTED, lw=1, ls="--")
    axes.plot(*shares(int(inputs)), "o-", color=colours.FIRST, ms=3.5, lw=1.5)
    axes.text(1.4, 0.7, "1 input", color=colours.MUTED, ha="right")
    axes.text(1.86, 0.88, "50 inputs", color=colours.MUTED)
    words = "half of all splits, at twice\nas many points as parameters"
    axes.text(2.06, 0.53, words, color=colours.MUTED, va="bottom")
    axes.set(xlim=(0, 4.05), ylim=(-0.02, 1.05), xticks=(0, 1, 2, 3, 4), ylabel="share of all splits",
             xlabel="points for each of the $n + 1$ parameters", title=f"{int(inputs)} inputs")  # fmt: skip
    axes.set_yticks([0, 0.5, 1], ["0%", "50%", "100%"])
    return figure
