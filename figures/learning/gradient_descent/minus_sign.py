"""The minus sign: the derivative points uphill, so a step against it lowers the loss and a step along it raises it.

Above: a loss with its tangent at the start, and two walks from there, against the slope and along it.
Below: their losses.
Page: Gradient descent. Source: Cauchy (1847).
"""

from typing import Any

import numpy as np
from matplotlib.figure import Figure

from figures.neural import Array
from figures.neural.descent import descend
from figures.neural.optimisers import SGD
from figures.style import colours

START, RATE, STEPS = 1.0, 0.3, 4
REACH = 3.0  # θ from −REACH to REACH


def loss(theta: Array) -> Array:
    """L(θ) = ½ θ², whose slope is L′(θ) = θ."""
    return theta**2 / 2


def experiment() -> dict[str, Any]:
    """A few steps with each sign; a negative learning rate is a walk along the gradient."""
    start = np.array([START])
    down, up = (descend(lambda t: t, start, SGD(rate), STEPS)[:, 0] for rate in (RATE, -RATE))
    theta = np.linspace(-REACH, REACH, 105)
    return {
        "theta": theta, "curve": loss(theta), "down": down, "up": up, "steps": STEPS, "rate": RATE, "start": START,
        "loss_at_start": float(loss(down[0])), "loss": {"against": float(loss(down[-1])), "along": float(loss(up[-1]))},
        "first_step": {"slope": START, "change": float(down[1] - down[0]),
                       "promised": -RATE * START**2, "lowered_by": float(loss(down[1]) - loss(down[0]))},
    }  # fmt: skip


def draw(theta: Array, curve: Array, down: Array, up: Array) -> Figure:
    """The two walks on the curve above their losses."""
    figure = Figure(figsize=(5.2, 5.0))
    hill, fall = figure.subplots(2, 1, height_ratios=[1.5, 1])
    hill.plot(theta, curve, color=colours.LOSS)
    tangent = np.array([0.25, 1.9])
    hill.plot(tangent, loss(down[0]) + down[0] * (tangent - down[0]), color=colours.DERIVATIVE, lw=1.3, ls="--")
    hill.text(0.35, -0.55, "tangent at the start", color=colours.DERIVATIVE, ha="left")
    for walk, ink in ((down, colours.TARGET), (up, colours.OUTPUT)):
        hill.plot(walk, loss(walk), "o", ms=6, color=ink)
        hill.annotate(
            "",
            (walk[1], loss(walk[1])),
            (walk[0], loss(walk[0])),
            arrowprops={"arrowstyle": "-|>", "color": ink, "lw": 1.6, "shrinkA": 0, "shrinkB": 0},
        )
        fall.plot(loss(walk), "o-", ms=5, color=ink, clip_on=False)
    hill.plot(down[0], loss(down[0]), "o", ms=7, color=colours.INK)
    hill.text(-0.35, 0.75, "against\nthe slope", color=colours.TARGET, ha="center")
    hill.text(1.55, 2.4, "along the slope", color=colours.OUTPUT, ha="right")
    hill.text(0.95, 0.85, "start", ha="right")
    hill.set(xlim=(-REACH, REACH), ylim=(-0.8, 4.4), xlabel=r"parameter $\theta$", ylabel="loss $L$")
    fall.text(STEPS - 0.2, 0.3, r"$\theta \leftarrow \theta - \eta\,g$", color=colours.TARGET, ha="right", va="bottom")
    fall.text(2.9, 2.9, r"$\theta \leftarrow \theta + \eta\,g$", color=colours.OUTPUT, ha="right")
    fall.set(xlim=(-0.15, STEPS + 0.15), ylim=(0, 4.4), xticks=range(STEPS + 1), xlabel="step", ylabel="loss $L$")
    return figure
