"""Batch normalisation measures each column, over the examples; layer normalisation each row, over the units.

A table of pre-activations, four examples by five units, whose units differ much in size. Outlined: what shares a mean
and a spread. The reader chooses. Page: Normalisation. Source: Ba, Kiros and Hinton (2016).
"""

from typing import Annotated, Any

import numpy as np
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from figures.engine import Choice
from figures.neural import Array
from figures.neural.normalisation import standardise
from figures.style import colours

Z = np.array([[2.0, 11, -3, 0.1, 5], [4.0, 13, -5, 0.3, 5], [1.0, 12, -4, 0.4, 8], [5.0, 8, -8, 0.0, 6]])
AXES = {"batch": 0, "layer": 1}


def experiment() -> dict[str, Any]:
    """The numbers as they are, by columns and by rows, (3, 4, 5)."""
    tables = np.array([Z, *(standardise(Z, axis)[0] for axis in AXES.values())])
    return {"tables": tables, "first": float(Z[0, 1]), "by_batch": float(tables[1, 0, 1]),
            "by_layer": float(tables[2, 0, 1]), "unit_mean": float(Z[:, 1].mean())}  # fmt: skip


def draw(tables: Array, *, over: Annotated[str, Choice("nothing", "batch", "layer")] = "batch") -> Figure:
    """A table of numbers; boxes around what is measured together."""
    figure = Figure(figsize=(5.2, 3.4))
    axes = figure.subplots()
    table = tables[["nothing", "batch", "layer"].index(over)]
    for row, column in np.ndindex(table.shape):
        box = Rectangle((column - 0.46, row - 0.42), 0.92, 0.84, lw=0)
        box.set_facecolor(colours.CLASS_1_AREA if table[row, column] > 0 else colours.CLASS_0_AREA)
        axes.add_patch(box)
        text = f"{table[row, column]:.2f}" if over != "nothing" else f"{table[row, column]:g}"
        axes.text(column, row, text.replace("-", "−"), ha="center", va="center")
    for place in range(5):
        if over == "batch":
            axes.add_patch(Rectangle((place - 0.48, -0.46), 0.96, 3.92, fill=False, lw=2, ec=colours.WEIGHT))
        elif over == "layer" and place < 4:
            axes.add_patch(Rectangle((-0.48, place - 0.44), 4.96, 0.88, fill=False, lw=2, ec=colours.WEIGHT))
    axes.set(xlim=(-0.6, 4.6), ylim=(3.6, -0.6))
    axes.set_xticks(range(5), [f"unit {i + 1}" for i in range(5)])
    axes.set_yticks(range(4), [f"example {i + 1}" for i in range(4)])
    axes.xaxis.tick_top()
    axes.tick_params(length=0)
    axes.spines[:].set_visible(False)
    return figure
