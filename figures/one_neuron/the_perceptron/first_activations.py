"""Three first activations: step and sign jump at 0, the sigmoid passes from 0 to 1 without a jump.

A full dot is the value at z = 0, a ring a value that is not taken there. Shown on the page "The perceptron".
Source: McCulloch and Pitts (1943) for the step; Rumelhart, Hinton and Williams (1986) for the sigmoid.
"""

from typing import Any

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import NDArray

from figures.neural.activations import sigmoid, sign, step
from figures.style import colours

REACH = 5.0  # z from −5 to 5: there the sigmoid has come within 0.01 of its limits


def experiment() -> dict[str, Any]:
    """The sigmoid on a grid, and the values of all three at 0 and just beside it."""
    z = np.linspace(-REACH, REACH, 81)
    beside = np.array([-1e-9, 0.0, 1e-9])
    return {
        "z": z,
        "smooth": sigmoid(z),
        "step_at": step(beside),
        "sign_at": sign(beside),
        "at_zero": {phi.__name__: float(phi(beside)[1]) for phi in (step, sign, sigmoid)},
        "sigmoid_at_reach": float(sigmoid(np.array(REACH))),
    }


def draw(
    z: NDArray[np.float64], smooth: NDArray[np.float64], step_at: NDArray[np.float64], sign_at: NDArray[np.float64]
) -> Figure:
    """One panel for each."""
    figure = Figure(figsize=(5.2, 2.1))
    panels = figure.subplots(1, 3, sharey=True)
    for axes, name in zip(panels, ("step", "sign", "sigmoid"), strict=True):
        axes.axhline(0, color=colours.GRID, linewidth=0.8, zorder=0)
        axes.axvline(0, color=colours.GRID, linewidth=0.8, zorder=0)
        axes.set(xlim=(-REACH, REACH), ylim=(-1.25, 1.25), xticks=(-4, 0, 4), yticks=(-1, 0, 1))
        axes.set(title=name, xlabel="$z$")
    for axes, (below, at, above) in zip(panels, (step_at, sign_at), strict=False):
        axes.plot([-REACH, 0], [below, below], color=colours.OUTPUT)
        axes.plot([0, REACH], [above, above], color=colours.OUTPUT)
        for end in {below, above} - {at}:
            axes.plot(0, end, "o", color=colours.OUTPUT, markerfacecolor=colours.PAPER)
        axes.plot(0, at, "o", color=colours.OUTPUT)
    panels[2].plot(z, smooth, color=colours.OUTPUT)
    panels[0].set_ylabel(r"$\varphi(z)$")
    return figure
