"""XOR by two lines: OR leaves out one ring, NAND the other, and what both accept holds the two discs alone.

Three panels: the plane as the first hidden unit cuts it, as the second does, and what the output makes of the two.
Page: Solving XOR. Source: Minsky and Papert (1969).
"""

from typing import Any

import numpy as np
from matplotlib.figure import Figure

from figures.neural import Array
from figures.neural.activations import step
from figures.neural.datasets import gate
from figures.plane.half_planes import draw_half_planes, draw_points, half_plane, line_points
from figures.style import colours

W = np.array([[1.0, -1.0], [1.0, -1.0]])  # a column for each hidden unit: OR, then NAND
B = np.array([-0.5, 1.5])
V = np.array([[1.0], [1.0]])  # the output unit is AND
C = np.array([-1.5])
PANELS = ("OR", "NAND", "both: XOR")


def experiment() -> dict[str, Any]:
    """What the hidden units and the output say to the four rows."""
    x, y = gate("XOR")
    hidden = step(x @ W + B)
    answers = step(hidden @ V + C)[:, 0]
    return {"hidden": hidden, "answers": answers, "rows_right": int((answers == y).sum()), "units": W.shape[1]}


def draw(hidden: Array, answers: Array) -> Figure:
    """The half-plane of each hidden unit, then the band that lies in both."""
    figure = Figure(figsize=(5.2, 2.15))
    panels = figure.subplots(1, 3)
    x, _ = gate("XOR")
    for axes, title, says in zip(panels, PANELS, (*hidden.T, answers), strict=True):
        if title in PANELS[:2]:
            unit = PANELS.index(title)
            draw_half_planes(axes, W[:, unit], B[unit])
        else:
            axes.set_facecolor(colours.CLASS_0_AREA)
            band = np.vstack([line_points(W[:, 0], B[0]), line_points(W[:, 1], B[1])])
            axes.fill(*band.T, color=colours.CLASS_1_AREA, lw=0, zorder=0)
            for unit in range(2):
                axes.plot(*half_plane(W[:, unit], B[unit])[:2].T, color=colours.INK, lw=1.5, zorder=1)
        draw_points(axes, x, says.astype(int), size=9)
        axes.set(xlim=(-0.5, 1.5), ylim=(-0.5, 1.5), xticks=[0, 1], yticks=[0, 1], aspect="equal", title=title)
        axes.set_xlabel("$x_1$", color=colours.INPUT, labelpad=-4)
    panels[0].set_ylabel("$x_2$", color=colours.INPUT, rotation=0, labelpad=2)
    return figure
