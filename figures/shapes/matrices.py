"""Matrices drawn as tables of numbers, or to scale as rectangles with their shapes."""

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from figures.neural import Array
from figures.style import colours


def signed(number: float) -> str:
    """A number with a true minus sign, as short as it is exact to four decimals."""
    return f"{round(number, 4):g}".replace("-", "−")


def factor(number: float) -> str:
    """The same within a product: a negative one stands in brackets."""
    return signed(number) if number >= 0 else f"({signed(number)})"


def draw_table(axes: Axes, numbers: Array, corner: tuple[float, float], ink: str, strong: Array) -> None:
    """A matrix as a table, its first cell at `corner` (left, top) and a cell one unit wide, on axes that point down.

    strong: which cells are looked at, of the matrix's shape. Numbers are shown with two decimals at most.
    """
    for (row, column), number in np.ndenumerate(numbers):
        left, top = corner[0] + column, corner[1] + row
        axes.add_patch(Rectangle((left, top), 0.94, 0.9, color=ink, alpha=0.35 if strong[row, column] else 0.1, lw=0))
        axes.text(
            left + 0.47, top + 0.47, signed(round(number, 2)), ha="center", va="center", color=colours.INK, fontsize=10
        )


def draw_block(axes: Axes, left: float, shape: tuple[int, int], name: str, ink: str, inks: Sequence[str],
               below: float) -> None:  # fmt: skip
    """A matrix to scale, its middle at height 0, with its name inside; at `below` its shape, each size in its ink."""
    rows, columns = shape
    axes.add_patch(Rectangle((left, -rows / 2), columns, rows, facecolor=ink, alpha=0.05, lw=0))
    axes.add_patch(Rectangle((left, -rows / 2), columns, rows, fill=False, edgecolor=ink, lw=1.6))
    middle = left + columns / 2
    axes.text(middle, 0, name, ha="center", va="center", color=ink, fontsize=13)
    for side, text, tint in (("right", f"({rows}, ", inks[0]), ("left", f"{columns})", inks[1])):
        axes.text(middle, below, text, ha=side, va="center", color=tint, fontweight="bold")
