"""A layer of three units on three examples of four features: z = x W + b, each number where its row meets its column.

x stands to the left of z and W above it, so that row i of x and column j of W meet at z_ij. The reader chooses the
example and the unit. Page: Layers as matrices. Source: Falk's scheme, the way of laying out a product by hand; the
numbers are a common first example of courses on neural networks. Many labels make it longer than most scripts.
"""

from typing import Annotated, Any

import numpy as np
from matplotlib.figure import Figure

from figures.engine import Slider
from figures.neural import Array
from figures.neural.layers import Dense
from figures.shapes.matrices import draw_table, factor, signed
from figures.style import colours

X = np.array([[1.0, 2.0, 3.0, 2.5], [2.0, 5.0, -1.0, 2.0], [-1.5, 2.7, 3.3, -0.8]])
W = np.array([[-0.2, -0.27, -0.5, 1.0], [0.5, 0.91, -0.5, -0.33], [0.2, 0.8, -0.5, 1.0]]).T
B = np.array([2.0, 3.0, 0.5])
RIGHT, BIAS_ROW, LOW = 5.3, 4.5, 6.0  # where W and z begin to the right, b below, and x and z below that


def experiment() -> dict[str, Any]:
    """What the layer is given and gives, and how many parameters it has."""
    return {"x": X, "W": W, "b": B, "z": Dense(W, B).forward(X), "parameters": W.size + B.size}


def facts(z: Array, example: float, unit: float) -> dict[str, Any]:
    """The number that is looked at."""
    return {"example": int(example), "unit": int(unit), "value": float(z[int(example) - 1, int(unit) - 1])}


def draw(
    x: Array, W: Array, b: Array, z: Array,
    *,
    example: Annotated[float, Slider(1, 3, step=1, symbol="i")] = 1.0,
    unit: Annotated[float, Slider(1, 3, step=1, symbol="j")] = 1.0,
) -> Figure:  # fmt: skip
    """Row i of x, column j of W and of b, and the number that they make; the sum in full below."""
    i, j = int(example) - 1, int(unit) - 1
    figure = Figure(figsize=(5.2, 4.5))
    axes = figure.subplots()
    axes.set(xlim=(-1.25, 8.4), ylim=(11.0, -1.0))
    axes.axis("off")
    row, column = np.arange(3)[:, None] == i, np.arange(3) == j
    draw_table(axes, x, (0.0, LOW), colours.INPUT, np.repeat(row, 4, axis=1))
    draw_table(axes, W, (RIGHT, 0.0), colours.WEIGHT, np.tile(column, (4, 1)))
    draw_table(axes, b[None, :], (RIGHT, BIAS_ROW), colours.BIAS, column[None, :])
    draw_table(axes, z, (RIGHT, LOW), colours.OUTPUT, row & column)
    around: dict[str, Any] = {"va": "center", "color": colours.MUTED, "fontsize": 10}
    axes.text(RIGHT + 1.47, -0.5, r"$n_\mathrm{out} = 3$ units", ha="center", **around)
    axes.text(RIGHT - 0.15, 2.0, r"$n_\mathrm{in} = 4$", ha="right", **around)
    axes.text(2.0, LOW - 0.45, r"$n_\mathrm{in} = 4$ features", ha="center", **around)
    axes.text(-0.15, LOW + 1.5, "$N = 3$", ha="right", **around)
    axes.text(1.6, 1.1, "$z = x W + b$", ha="center", va="center", fontsize=14)
    axes.text(1.6, 2.3, "(3, 4) · (4, 3) + (3,)", ha="center", **around)
    axes.text(1.6, 3.2, "gives (3, 3)", ha="center", **around)
    names = (
        ("$x$", -0.7, LOW + 0.75, colours.INPUT),
        ("$W$", RIGHT - 0.7, 1.1, colours.WEIGHT),
        ("$b$", RIGHT - 0.5, BIAS_ROW + 0.47, colours.BIAS),
        ("$z$", RIGHT - 0.5, LOW + 1.47, colours.OUTPUT),
    )
    for name, across, down, ink in names:
        axes.text(across, down, name, ha="center", va="center", color=ink, fontsize=14)
    terms = [f"{factor(p)}·{factor(q)}" for p, q in zip(x[i], W[:, j], strict=True)]
    sum_in_full = f"$z_{{{i + 1}{j + 1}}}$ = {' + '.join(terms)} + {factor(b[j])}"
    axes.text(3.6, 9.6, sum_in_full, ha="center", va="center", fontsize=10)
    axes.text(3.6, 10.5, f"= {signed(z[i, j])}", ha="center", va="center", color=colours.OUTPUT)
    return figure
