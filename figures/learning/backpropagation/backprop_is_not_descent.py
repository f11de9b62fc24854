"""Backpropagation finds the gradient; what is done with it is another matter, and the minus sign stands there.

The loss of the 2–2–1 network over ten steps: with the gradient of backpropagation used downhill, used uphill and not
used at all; and downhill with a gradient from nudges, which gives the same path without backpropagation.
Page: Backpropagation. Source: Rumelhart, Hinton and Williams (1986).
"""

from collections.abc import Callable
from typing import Any

import numpy as np
from matplotlib.figure import Figure

from figures.learning.worked.two_two_one import by_matrices, by_nudges, loss, parameters
from figures.neural import Array
from figures.neural.optimisers import SGD, Adam, Optimiser
from figures.shapes.digits import scientific
from figures.style import colours

STEPS, RATE = 10, 0.5  # of gradient descent
ADAM_RATE = 0.1


def run(gradient: Callable[[list[Array]], list[Array]], optimiser: Optimiser) -> Array:
    """The loss before the first step and after each."""
    theta = parameters()
    losses = [loss(theta)]
    for _ in range(STEPS):
        optimiser.update(list(zip(theta, gradient(theta), strict=True)))
        losses.append(loss(theta))
    return np.array(losses)


def experiment() -> dict[str, Any]:
    """Five runs from the same start."""
    downhill, dots = run(by_matrices, SGD(RATE)), run(by_nudges, SGD(RATE))
    runs = {"downhill": downhill, "uphill": run(by_matrices, SGD(-RATE)), "unused": run(by_matrices, SGD(0.0)),
            "adam": run(by_matrices, Adam(ADAM_RATE)), "dots": dots}  # fmt: skip
    last = {name: float(losses[-1]) for name, losses in runs.items()}
    return runs | {
        "last": last,
        "start": float(downhill[0]),
        "apart": scientific(float(np.abs(downhill - dots).max())),
        "steps": STEPS,
        "rate": RATE,
        "uphill_loss": "rises" if last["uphill"] > downhill[0] else "falls",
    }


def draw(downhill: Array, uphill: Array, unused: Array, adam: Array, dots: Array) -> Figure:
    """One gradient, four uses; dots for the road without backpropagation."""
    figure = Figure(figsize=(5.2, 3.6))
    axes = figure.subplots()
    for losses, colour, word in (
        (uphill, colours.LOSS, "+ gradient"), (unused, colours.MUTED, "not used"),
        (downhill, colours.FIRST, "− gradient"), (adam, colours.SECOND, "Adam"),
    ):  # fmt: skip
        axes.plot(losses, color=colour)
        x, y = (1.7, 0.07) if word == "Adam" else (STEPS + 0.3, losses[-1] + 0.02)
        axes.text(x, y, word, color=colour, va="center")
    axes.plot(dots, "o", color=colours.WEIGHT, ms=6, clip_on=False)
    axes.text(4.2, 0.3, "dots: by nudges,\nwithout backpropagation", color=colours.WEIGHT, va="center")
    axes.set(xlim=(0, 13), ylim=(0, 1), xticks=[0, 5, 10], xlabel="steps", ylabel="loss $L$")
    axes.spines["bottom"].set_bounds(0, 10)
    return figure
