"""With the product x1 x2 as a third input one neuron computes XOR: a straight cut there is a bent line here.

Above: the plane of the inputs with the corners of XOR and the side of the ones. Below: the same corners by what they
add, x1 + x2, and by their product; there the cut is straight. Page: What one neuron can and cannot compute.
Source: Minsky and Papert (1969), for the product as a mask; Cover (1965), for the idea of more inputs.
"""

from typing import Annotated, Any

import numpy as np
from matplotlib.figure import Figure

from figures.engine import Slider
from figures.neural import Array, Labels
from figures.neural.activations import step
from figures.neural.datasets import gate
from figures.plane.half_planes import draw_corners, draw_half_planes, frame_plane
from figures.style import colours

LOW, HIGH = -0.5, 1.5  # the plane that is drawn


def answers(x: Array, w3: float, b: float) -> Array:
    """step(x1 + x2 + w3 x1 x2 + b), with x (N, 2)."""
    return step(x.sum(axis=1) + w3 * x.prod(axis=1) + b)


def experiment() -> dict[str, Any]:
    """The rows of XOR."""
    x, y = gate("XOR")
    return {"x": x, "y": y}


def facts(x: Array, y: Labels, w3: float, b: float) -> dict[str, Any]:
    """The setting and how many rows it gets right."""
    return {"w3": w3, "b": b, "right": int((answers(x, w3, b) == y).sum())}


def draw(
    x: Array, y: Labels,
    *,
    w3: Annotated[float, Slider(-3, 1, step=0.25, symbol="w_3")] = -2.0,
    b: Annotated[float, Slider(-1, 0, step=0.25, symbol="b")] = -0.25,
) -> Figure:  # fmt: skip
    """The bent line above, the straight one below."""
    figure = Figure(figsize=(5.2, 6.6))
    ours, wider = figure.subplots(2, 1, height_ratios=[1.25, 1])
    across = np.linspace(LOW, HIGH, 161)
    slope = 1 + w3 * across  # z = slope · x2 + across + b
    slope[slope == 0] = -1e-9  # there x1 decides alone
    crossed = w3 * b == 1  # then z = w3 (x1 + b)(x2 + b), and the edge is two straight lines
    edge = np.full_like(across, -b) if crossed else np.clip(-(across + b) / slope, LOW - 1, HIGH + 1)
    ours.set_facecolor(colours.CLASS_0_AREA)
    ours.fill_between(across, np.where(slope > 0, edge, LOW - 1), np.where(slope > 0, HIGH + 1, edge),
                      color=colours.CLASS_1_AREA, lw=0, zorder=0)  # fmt: skip
    ours.plot(across, np.where(np.abs(edge - 0.5) < 1.4, edge, np.nan), color=colours.INK, lw=1.5, zorder=1)
    ours.plot([-b, -b], [LOW - 1, HIGH + 1], color=colours.INK, lw=1.5, alpha=float(crossed), zorder=1)
    draw_corners(ours, x, y)
    frame_plane(ours, LOW, HIGH)
    ours.set_title(f"{(answers(x, w3, b) == y).sum()} of 4 rows right")
    draw_half_planes(wider, (1.0, w3), b)
    draw_corners(wider, np.column_stack([x.sum(axis=1), x.prod(axis=1)]), y)
    wider.set(xlim=(-0.5, 2.5), ylim=(-0.5, 1.5), xticks=(0, 1, 2), yticks=(0, 1), xlabel="$x_1 + x_2$",
              ylabel="$x_1 x_2$")  # fmt: skip
    return figure
