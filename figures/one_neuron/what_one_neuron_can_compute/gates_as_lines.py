"""AND, OR and NAND are lines between the corners of a square, NOT is a point on a line, and XOR is neither.

Four squares with the rows of each truth table as corners; the fourth shows why XOR has no line: the diagonals that join
equal answers cross. Below: NOT, with one input.
Page: What one neuron can and cannot compute. Source: McCulloch and Pitts (1943); Minsky and Papert (1969).
"""

from typing import Any

import numpy as np
from matplotlib.figure import Figure

from figures.neural.datasets import gate
from figures.neural.perceptron import predict
from figures.plane.half_planes import draw_corners, draw_half_planes, frame_plane
from figures.style import colours

WEIGHTS = {"AND": (1.0, 1.0), "OR": (1.0, 1.0), "NAND": (-1.0, -1.0), "NOT": (-1.0,)}
BIASES = {"AND": -1.5, "OR": -0.5, "NAND": 1.5, "NOT": 0.5}  # each line halfway between the corners it parts


def experiment() -> dict[str, Any]:
    """How many rows of its truth table each gate gets right, and where NOT switches."""
    right = {}
    for name, w in WEIGHTS.items():
        x, y = gate(name)
        right[name] = int((predict(x, np.array(w), BIASES[name]) == y).sum())
    return {"right": right, "bias": BIASES, "switch": -BIASES["NOT"] / WEIGHTS["NOT"][0]}


def draw(switch: float) -> Figure:
    """Four squares above one line of numbers."""
    figure = Figure(figsize=(5.2, 6.2))
    grid = figure.add_gridspec(2, 1, height_ratios=[5, 1.2])
    squares, below = figure.add_subfigure(grid[0]), figure.add_subfigure(grid[1])
    for axes, name in zip(squares.subplots(2, 2).flat, ("AND", "OR", "NAND", "XOR"), strict=True):
        x, y = gate(name)
        if name in WEIGHTS:
            draw_half_planes(axes, WEIGHTS[name], BIASES[name])
        else:
            axes.plot(*x[y == 0].T, color=colours.CLASS_0, lw=1.5, ls="--")
            axes.plot(*x[y == 1].T, color=colours.CLASS_1, lw=1.5, ls="--")
        draw_corners(axes, x, y)
        frame_plane(axes, -0.6, 1.6)
        axes.set_title(name if name in WEIGHTS else f"{name}: no line")
    axes = below.subplots()
    x, y = gate("NOT")
    axes.axvspan(-0.6, switch, color=colours.CLASS_1_AREA, lw=0)
    axes.axvspan(switch, 1.6, color=colours.CLASS_0_AREA, lw=0)
    axes.axvline(switch, color=colours.INK, lw=1.5)
    draw_corners(axes, np.column_stack([x, np.zeros(2)]), y)
    axes.spines["left"].set_visible(False)
    axes.set(xlim=(-0.6, 1.6), ylim=(-1, 1), xticks=[0, 1], yticks=[], title="NOT")
    axes.set_xlabel("$x_1$", labelpad=-6, color=colours.INPUT)
    return figure
