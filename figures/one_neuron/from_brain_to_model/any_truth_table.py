"""Units of 1943 compute every truth table: one unit for each row whose answer is 1, and one that asks if any fires.

The reader chooses one of the sixteen tables with two inputs, and the inputs; what fires is filled.
Page: From brain to model. Source: McCulloch and Pitts (1943).
"""

from typing import Annotated, Any

import numpy as np
from matplotlib.figure import Figure

from figures.engine import Slider, Toggle
from figures.neural import Array
from figures.neural.activations import step
from figures.style import colours

ROWS = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])


def table_of(number: float) -> Array:
    """The answers of the four rows: the binary digits of a number from 0 to 15, the first row first."""
    return np.array([int(number) >> (3 - k) & 1 for k in range(4)], dtype=float)


def fires(x: Array, rows: Array = ROWS) -> Array:
    """Which of the row units fires at x: weights 1 and −1 for its ones and zeros, and as many ones as threshold."""
    return step((2 * rows - 1) @ x - rows.sum(axis=1))


def answer(x: Array, table: Array, rows: Array = ROWS) -> float:
    """step(sum of the row units of the ones − 1): whether any of them fires."""
    return float(step(np.array(fires(x, rows) @ table - 1)))


def experiment() -> dict[str, Any]:
    """Every table with two inputs, and how many there are."""
    return {"tables": np.array([table_of(k) for k in range(16)]), "count": 16}


def facts(tables: Array, table: float, x1: bool, x2: bool) -> dict[str, Any]:
    """The table, the input, the answer and the hidden units in use."""
    y = tables[int(table)]
    return {"y": " ".join(f"{v:.0f}" for v in y), "x": f"({x1:d}, {x2:d})", "units": int(y.sum()),
            "answer": int(answer(np.array([x1, x2], dtype=float), y))}  # fmt: skip


def draw(
    tables: Array,
    *,
    table: Annotated[float, Slider(0, 15, step=1)] = 6.0, x1: Annotated[bool, Toggle(symbol="x_1")] = False,
    x2: Annotated[bool, Toggle(symbol="x_2")] = True,
) -> Figure:  # fmt: skip
    """Two inputs, four row units of which some are used, and the output."""
    figure = Figure(figsize=(5.2, 4.4))
    axes = figure.subplots()
    y, x = tables[int(table)], np.array([x1, x2], dtype=float)
    inputs, hidden, output = [(0.0, 3.6), (0.0, 1.4)], [(2.6, 4.0 - k) for k in range(4)], (5.2, 2.5)
    for place, row, used in zip(hidden, ROWS, y, strict=True):
        for start, excites in zip(inputs, row, strict=True):
            axes.plot(*np.array([start, place]).T, color=colours.WEIGHT, lw=1.6, ls="-" if excites else "--",
                      alpha=1.0 if used else 0.0, zorder=1)  # fmt: skip
        axes.plot(*np.array([place, output]).T, color=colours.WEIGHT, lw=1.6, alpha=used, zorder=1)
    dots = [*zip(inputs, x, np.ones(2), strict=True), *zip(hidden, fires(x), y, strict=True),
            (output, answer(x, y), 1.0)]  # fmt: skip
    for place, on, used in dots:
        ink = colours.OUTPUT if used else colours.GRID
        axes.plot(*place, "o", ms=24, mec=ink, mew=2, mfc=colours.OUTPUT if on and used else colours.PAPER, zorder=2)
    for (across, up), (a, b) in zip(hidden, ROWS, strict=True):
        axes.text(across + 0.12, up + 0.36, f"only {a}{b}", ha="center", va="bottom", color=colours.MUTED, zorder=3)
    for (across, up), name in zip(inputs, ("$x_1$", "$x_2$"), strict=True):
        axes.text(across - 0.35, up, name, ha="right", va="center", color=colours.INPUT)
    axes.text(output[0], output[1] + 0.42, "any", ha="center", va="bottom", color=colours.MUTED)
    axes.set(xlim=(-0.9, 5.7), ylim=(0.4, 5.0))
    axes.set_title("answers of the rows 00, 01, 10, 11:  " + " ".join(f"{v:.0f}" for v in y))
    axes.axis("off")
    return figure
