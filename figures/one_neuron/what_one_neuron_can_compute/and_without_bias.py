"""Without a bias the line passes through the origin, and there no direction of the weights makes AND.

Above: AND with two of the many lines through the origin; both put corners on the wrong side. Below: rows of the truth
table that come out right, for every direction of w, at b = 0 and at the best b.
Page: What one neuron can and cannot compute. Source: Minsky and Papert (1969).
"""

from typing import Any

import numpy as np
from matplotlib.figure import Figure

from figures.neural import Array, Labels
from figures.neural.datasets import gate
from figures.neural.perceptron import predict
from figures.plane.half_planes import draw_corners, draw_half_planes, frame_plane
from figures.shapes.circuit import arrow
from figures.style import colours

SHOWN = (45, 120)  # degrees of two attempts: one falling line and one rising
ANGLES = np.arange(0.5, 360)  # degrees; the half degree keeps off directions where a corner lies on the line
BIASES = np.linspace(-2, 2, 81)  # enough: |w·x| is at most √2 on the corners when ‖w‖ = 1


def experiment() -> dict[str, Any]:
    """Right rows of AND by direction of w, at b = 0 and at the best bias."""
    x, y = gate("AND")
    directions = np.column_stack([np.cos(np.radians(ANGLES)), np.sin(np.radians(ANGLES))])
    right = np.array([[int((predict(x, w, b) == y).sum()) for b in BIASES] for w in directions])
    without = np.array([int((predict(x, w, 0.0) == y).sum()) for w in directions])
    best = right.max(axis=1)
    works = ANGLES[best == len(y)]
    return {
        "x": x, "y": y, "angle": ANGLES, "without_bias": without, "best_bias": best, "rows": len(y),
        "most_without_bias": int(without.max()), "most_with_bias": int(best.max()),
        "works_from": float(np.floor(works.min())), "works_to": float(np.ceil(works.max())),
        "most_if_the_line_says_0": max(int(((x @ w > 0) == y).sum()) for w in directions),
    }  # fmt: skip


def draw(x: Array, y: Labels, angle: Array, without_bias: Array, best_bias: Array) -> Figure:
    """Two attempts through the origin above the count over all attempts."""
    figure = Figure(figsize=(5.2, 4.6))
    grid = figure.add_gridspec(2, 1, height_ratios=[1.25, 1])
    above, below = figure.add_subfigure(grid[0]), figure.add_subfigure(grid[1])
    for axes, degrees in zip(above.subplots(1, 2), SHOWN, strict=True):
        w = np.array([np.cos(np.radians(degrees)), np.sin(np.radians(degrees))])
        draw_half_planes(axes, w, 0.0)
        draw_corners(axes, x, y)
        frame_plane(axes, -0.6, 1.6)
        arrow(axes, (0, 0), (w[0], w[1]), colours.WEIGHT)
        axes.text(*(0.6 * w + 0.17 * np.array([w[1], -w[0]])), "$w$", color=colours.WEIGHT, ha="center", va="center")
        axes.set_title(f"{degrees}°: {int((predict(x, w, 0.0) == y).sum())} of {len(y)} right")
    axes = below.subplots()
    axes.plot(angle, best_bias, color=colours.BIAS, drawstyle="steps-mid")
    axes.plot(angle, without_bias, color=colours.MUTED, drawstyle="steps-mid")
    axes.text(100, 3.75, "best $b$", color=colours.BIAS)
    axes.text(100, 1.3, "$b = 0$", color=colours.MUTED)
    axes.set(xlabel="direction of $w$ in degrees", ylabel="rows right", ylim=(0, 4.4), xlim=(0, 360))
    axes.set(xticks=range(0, 361, 90), yticks=range(5))
    return figure
