"""A gate is a line: two weights and a bias cut the square of inputs in two, and the truth table follows.

Left: the plane of the inputs with the four rows of the table as points, the line w₁x₁ + w₂x₂ + b = 0 and its two
sides. Right: the table of the neuron, each row held against the gate that is wanted.
Page: What one neuron can and cannot compute. Source: McCulloch and Pitts (1943); Minsky and Papert (1969).
"""

from itertools import product
from typing import Annotated, Any

import numpy as np
from matplotlib.figure import Figure

from figures.engine import Choice, Slider
from figures.neural.datasets import gate
from figures.neural.perceptron import predict
from figures.plane.half_planes import draw_corners, draw_half_planes, frame_plane
from figures.style import colours

WEIGHT_1 = Slider(-1, 1, step=0.5, symbol="w_1")  # the ratio of the weights turns the line; their size does not
WEIGHT_2 = Slider(-1, 1, step=0.5, symbol="w_2")
BIAS = Slider(-1.5, 1.5, step=0.5, symbol="b")
GATE = Choice("AND", "OR", "NAND", "XOR")
COLUMNS = {"$x_1$": 0.05, "$x_2$": 0.2, "$y$": 0.38, r"$\hat{y}$": 0.56, "row": 0.84}  # x in fractions of the panel


def experiment() -> dict[str, Any]:
    """How many settings of the sliders make each gate."""
    settings = list(product(WEIGHT_1.values(), WEIGHT_2.values(), BIAS.values()))
    makers = {}
    for name in GATE.options:
        x, y = gate(name)
        makers[name] = sum(bool((predict(x, np.array([w1, w2]), b) == y).all()) for w1, w2, b in settings)
    return {"settings": len(settings), "makers": makers}


def facts(w1: float, w2: float, b: float, target: str) -> dict[str, Any]:
    """How many rows of the target's truth table the setting gets right."""
    x, y = gate(target)
    return {"target": target, "rows_right": int((predict(x, np.array([w1, w2]), b) == y).sum())}


def draw(
    *,
    w1: Annotated[float, WEIGHT_1] = 1.0,
    w2: Annotated[float, WEIGHT_2] = 1.0,
    b: Annotated[float, BIAS] = -1.5,
    target: Annotated[str, GATE] = "AND",
) -> Figure:
    """The cut plane beside the truth table that it makes."""
    figure = Figure(figsize=(5.2, 2.8))
    plane, table = figure.subplots(1, 2, width_ratios=[1.1, 1])
    x, y = gate(target)
    answers = predict(x, np.array([w1, w2]), b)
    draw_half_planes(plane, (w1, w2), b)
    draw_corners(plane, x, y)
    frame_plane(plane, -0.6, 1.6)
    table.set(xlim=(0, 1), ylim=(0, 6.4))
    table.axis("off")
    for heading, column in COLUMNS.items():
        table.text(column, 5.5, heading, ha="center", color=colours.MUTED)
    table.axhline(5.2, color=colours.GRID, lw=1)
    for row, (inputs, wanted, answer) in enumerate(zip(x, y, answers, strict=True)):
        right = wanted == answer
        cells = (f"{inputs[0]:.0f}", f"{inputs[1]:.0f}", f"{wanted}", f"{answer:.0f}", "right" if right else "wrong")
        inks = (colours.INPUT, colours.INPUT, colours.TARGET, colours.OUTPUT, colours.MUTED if right else colours.LOSS)
        for cell, ink, column in zip(cells, inks, COLUMNS.values(), strict=True):
            table.text(column, 4.4 - row, cell, ha="center", color=ink)
    table.text(0.5, 0.2, f"{int((answers == y).sum())} of 4 rows right", ha="center")
    return figure
