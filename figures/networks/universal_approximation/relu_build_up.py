"""How ReLU units build a broken line: three lines are drawn, clipped at zero, weighted, and added.

Three columns of panels, one for each hidden unit; three rows for line, clipped, weighted; the sum below. The reader
turns the output weights. Page: Any function: universal approximation.
Source: the order of the panels follows Prince (2023), figure 3.3.
"""

from typing import Annotated, Any

import numpy as np
from matplotlib.figure import Figure

from figures.engine import Slider
from figures.neural import Array
from figures.neural.activations import relu
from figures.style import colours

W, B = np.array([1.5, -2.0, 2.5]), np.array([-0.3, 1.0, -1.75])  # kinks at 0.2, 0.5 and 0.7
INKS = (colours.FIRST, colours.THIRD, colours.FOURTH)  # the sum has the colour of outputs, which SECOND resembles
V1, V2, V3 = (Slider(-2, 2, step=1, symbol=f"v_{k}") for k in (1, 2, 3))


def experiment() -> dict[str, Any]:
    """The three lines and the three clipped lines over the inputs, and where they bend."""
    x = np.sort(np.append([0.0, 1.0], -B / W))
    z = np.outer(W, x) + B[:, None]
    kinks = {f"of_{k}": float(kink) for k, kink in enumerate(-B / W, 1)}
    return {"x": x, "z": z, "a": relu(z), "kinks": kinks}


def facts(x: Array, a: Array, v1: float, v2: float, v3: float) -> dict[str, Any]:
    """How many straight pieces the sum has."""
    slopes = np.diff(np.array([v1, v2, v3]) @ a) / np.diff(x)
    return {"pieces": 1 + int((np.abs(np.diff(slopes)) > 1e-9).sum())}


def draw(
    x: Array, z: Array, a: Array,
    *, v1: Annotated[float, V1] = -1.0, v2: Annotated[float, V2] = 2.0, v3: Annotated[float, V3] = 2.0,
) -> Figure:  # fmt: skip
    """Nine small panels and the sum."""
    figure = Figure(figsize=(5.2, 6.2))
    panels = figure.subplot_mosaic("abc;def;ghi;sss", height_ratios=[1, 1, 1, 1.7], sharex=True)
    v = np.array([v1, v2, v3])
    for row, curves, name in (("abc", z, "line"), ("def", a, "clipped"), ("ghi", v[:, None] * a, "weighted")):
        for unit, (curve, ink) in enumerate(zip(curves, INKS, strict=True)):
            axes = panels[row[unit]]
            axes.axhline(0, color=colours.GRID, lw=0.8, zorder=0)
            axes.plot(x, curve, color=ink)
            axes.set(ylim=(-2.6, 2.6), yticks=[-2, 0, 2] if unit == 0 else [])
            axes.set_title(f"unit {unit + 1}" if row == "abc" else "")
        panels[row[0]].set_ylabel(name)
    panels["s"].axhline(0, color=colours.GRID, lw=0.8, zorder=0)
    panels["s"].plot(x, v @ a, color=colours.OUTPUT, lw=2.5)
    for corner, height, ink in zip(x[1:-1], (v @ a)[1:-1], INKS, strict=True):
        panels["s"].plot(corner, height, "o", color=ink, ms=7, zorder=3)
    panels["s"].set_xticks(x, [f"{place:g}" for place in x])
    panels["s"].set(xlim=(0, 1), ylim=(-4.2, 4.2), yticks=[-4, 0, 4], xlabel="input $x$", ylabel="sum")
    return figure
