"""Two steep sigmoids, one up and one down, make a bump: the atom of universal approximation.

Three panels: the step up at 0.3, the step down at 0.7, and h times their sum, the bump. The reader turns the steepness
and the height. Page: Any function: universal approximation.
Source: Nielsen (2015), chapter 4.
"""

from typing import Annotated, Any

import numpy as np
from matplotlib.figure import Figure

from figures.engine import Slider
from figures.neural import Array
from figures.neural.activations import sigmoid
from figures.style import colours

START, END = 0.3, 0.7  # the edges of the bump
NEAR = 0.01  # a sigmoid this close to 0 or 1 counts as arrived


def experiment() -> dict[str, Any]:
    """The inputs; dense near the edges, so that a steep step is drawn upright."""
    close = np.linspace(-0.05, 0.05, 41)
    x = np.unique(np.concatenate([np.linspace(0, 1, 61), START + close, END + close]).round(6))
    return {"x": x, "start": START, "end": END, "near": NEAR}


def facts(steepness: float, height: float) -> dict[str, Any]:
    """The setting, and how far from its edge a step still differs from 0 or 1 by more than NEAR."""
    return {"steepness": steepness, "height": height, "slope_reach": float(np.log(1 / NEAR - 1) / steepness)}


def draw(
    x: Array,
    *,
    steepness: Annotated[float, Slider(10, 200, step=10, symbol="w")] = 60.0,
    height: Annotated[float, Slider(-1, 1, step=0.25, symbol="h")] = 0.75,
) -> Figure:
    """Up, down, and the bump."""
    figure = Figure(figsize=(5.2, 4.4))
    panels = figure.subplots(3, 1, sharex=True)
    up, down = sigmoid(steepness * (x - START)), -sigmoid(steepness * (x - END))
    curves = (up, down, height * (up + down))
    titles = ("step up at 0.3", "step down at 0.7", "$h$ times the sum: a bump")
    inks = (colours.FIRST, colours.FIRST, colours.OUTPUT)
    for axes, curve, title, ink in zip(panels, curves, titles, inks, strict=True):
        axes.axhline(0, color=colours.GRID, lw=0.8, zorder=0)
        axes.plot(x, curve, color=ink)
        axes.set(ylim=(-1.15, 1.15), yticks=[-1, 0, 1], title=title)
    panels[2].set(xlim=(0, 1), xlabel="input $x$", xticks=[0, 0.3, 0.7, 1])
    return figure
