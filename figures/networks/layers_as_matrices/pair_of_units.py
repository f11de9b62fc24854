"""The response of a 1–2–1 network: two tanh units with output weights −1 and 1, whose steps make a bump.

Thin: what each hidden unit adds. Thick: their sum. The reader turns the weights and biases of both units.
Page: Layers as matrices. Source: Poine, "ANN Elucubrations", for the network and its output weights.
"""

from typing import Annotated, Any

import numpy as np
from matplotlib.figure import Figure

from figures.engine import Slider
from figures.neural import Array
from figures.neural.activations import tanh
from figures.style import colours

OUTPUT_WEIGHTS = np.array([-1.0, 1.0])  # of the output unit, which has bias 0 and no activation
REACH = 6.0  # inputs from −6 to 6


def contributions(x: Array, w: Array, b: Array) -> Array:
    """v_j tanh(w_j x + b_j) for each hidden unit j, with x (n,) and w, b (2,); the result is (2, n)."""
    return OUTPUT_WEIGHTS[:, None] * tanh(w[:, None] * x + b[:, None])


def experiment() -> dict[str, Any]:
    """The inputs."""
    return {"x": np.linspace(-REACH, REACH, 97)}


def facts(x: Array, w1: float, b1: float, w2: float, b2: float) -> dict[str, Any]:
    """The setting, and the highest point of the response on the stretch drawn."""
    response = contributions(x, np.array([w1, w2]), np.array([b1, b2])).sum(axis=0)
    highest = float(response.max())
    if abs(highest) < 0.005:
        highest = 0.0  # so that two decimals never say −0.00
    return {"w1": w1, "b1": b1, "w2": w2, "b2": b2, "highest": highest}


def draw(
    x: Array,
    *,
    w1: Annotated[float, Slider(0, 2, step=1, symbol="w_1")] = 1.0,
    b1: Annotated[float, Slider(-2, 1, step=0.5, symbol="b_1")] = -1.0,
    w2: Annotated[float, Slider(0, 2, step=1, symbol="w_2")] = 1.0,
    b2: Annotated[float, Slider(-1, 4, step=0.5, symbol="b_2")] = 1.0,
) -> Figure:
    """Two thin curves and their sum; a triangle below each step."""
    figure = Figure(figsize=(5.2, 3.2))
    axes = figure.subplots()
    units = contributions(x, np.array([w1, w2]), np.array([b1, b2]))
    axes.axhline(0, color=colours.GRID, lw=0.8, zorder=0)
    for unit, w, b, ink in zip(units, (w1, w2), (b1, b2), (colours.FIRST, colours.THIRD), strict=True):
        axes.plot(x, unit, color=ink, lw=1.2)
        axes.plot(-b / w if w else np.nan, -2.25, "^", color=ink, ms=7)
    axes.plot(x, units.sum(axis=0), color=colours.OUTPUT, lw=2.4)
    axes.set(
        xlim=(-REACH, REACH), ylim=(-2.45, 3.1), yticks=(-2, -1, 0, 1, 2), xlabel="input $x$", ylabel=r"output $\hat y$"
    )
    for place, name, ink in ((-3, "unit 1", colours.FIRST), (0, "sum", colours.OUTPUT), (3, "unit 2", colours.THIRD)):
        axes.text(place, 2.75, name, color=ink, ha="center", va="center")
    return figure
