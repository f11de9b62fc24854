"""The bias moves the line of a neuron and never bends it, so it helps AND and cannot help XOR.

Above: the line of w = (1, 1) at the bias that the reader sets, before the lines at all other biases; they are parallel.
Below: how many rows of each truth table are right at each bias.
Page: What one neuron can and cannot compute. Source: Minsky and Papert (1969).
"""

from typing import Annotated, Any

import numpy as np
from matplotlib.figure import Figure

from figures.engine import Slider
from figures.neural import Array
from figures.neural.datasets import gate
from figures.neural.perceptron import predict
from figures.plane.half_planes import draw_corners, draw_half_planes, frame_plane, line_points
from figures.style import colours

WEIGHTS = np.array([1.0, 1.0])
BIAS = Slider(-2.75, 0.75, step=0.25, symbol="b")
GATES = ("AND", "XOR")
ANGLES = np.radians(np.arange(0.5, 360))  # of w; the half degree keeps off directions where a corner lies on the line
EVERY_BIAS = np.linspace(-2, 2, 81)  # enough for all lines: |w·x| is at most √2 on the corners when ‖w‖ = 1


def rows_right(name: str, bias: float) -> int:
    """How many rows of the truth table the neuron with w = (1, 1) and this bias gets right."""
    x, y = gate(name)
    return int((predict(x, WEIGHTS, bias) == y).sum())


def experiment() -> dict[str, Any]:
    """Rows right by bias, the direction of the line at each bias, and the most rows of XOR over lines of all kinds."""
    bias = np.array(BIAS.values())
    ends = np.array([line_points(WEIGHTS, b) for b in bias])
    direction = np.degrees(np.arctan2(*(ends[:, 1] - ends[:, 0]).T[::-1]))
    x, y = gate("XOR")
    z = (x @ np.array([np.cos(ANGLES), np.sin(ANGLES)]))[:, :, None] + EVERY_BIAS
    right = ((z >= 0) == y[:, None, None]).sum(axis=0)
    return {"bias": bias, "right": np.array([[rows_right(name, b) for b in bias] for name in GATES]),
            "turned_by": float(np.ptp(direction)), "lines_tried": right.size, "most_of_xor": int(right.max()),
            "places": len(bias)}  # fmt: skip


def facts(b: float) -> dict[str, Any]:
    """What the bias that is set achieves."""
    return {"now": b, "now_and": rows_right("AND", b), "now_xor": rows_right("XOR", b)}


def draw(bias: Array, right: Array, *, b: Annotated[float, BIAS] = -1.5) -> Figure:
    """Two planes with the same line above the count over all biases."""
    figure = Figure(figsize=(5.2, 4.8))
    panels = figure.subplot_mosaic([list(GATES), ["rows", "rows"]], height_ratios=[1.35, 1])
    for name in GATES:
        axes = panels[name]
        draw_half_planes(axes, WEIGHTS, b)
        for other in bias:
            axes.plot(*line_points(WEIGHTS, other).T, color=colours.MUTED, lw=0.7, alpha=0.35, zorder=0.5)
        draw_corners(axes, *gate(name))
        frame_plane(axes, -0.6, 1.6)
        axes.set_title(f"{name}: {rows_right(name, b)} of 4 right")
    axes = panels["rows"]
    for row, ink in zip(right, (colours.BIAS, colours.LOSS), strict=True):
        axes.plot(bias, row, "o-", ms=4, color=ink, drawstyle="steps-post")  # a corner on the line counts as 1
        axes.plot(b, row[bias == b][0], "o", ms=9, color=ink)
    axes.text(-1.45, 4.35, "AND", color=colours.BIAS)
    axes.text(-0.6, 3.35, "XOR", color=colours.LOSS)
    axes.set(xlabel="bias $b$", ylabel="rows right", xlim=(-2.85, 0.85), ylim=(0, 5), yticks=range(5))
    return figure
