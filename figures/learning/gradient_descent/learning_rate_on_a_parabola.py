"""The learning rate on a parabola: creeping, good, oscillating, diverging, with the threshold at exactly 2/λ.

Above: L = ½ λ θ² with the steps from θ = −2. Below: the axis of learning rates with its four regimes and where we are.
Longer than most scripts because every setting has its regime, in words and on the axis of rates.
Page: Gradient descent. Source: Zhang et al. (2023), section on gradient descent; the bound is the classical 2/λ.
"""

from typing import Annotated, Any

import numpy as np
from matplotlib.figure import Figure

from figures.engine import Choice, Slider
from figures.neural import Array
from figures.neural.descent import descend, learning_rate_threshold
from figures.neural.optimisers import SGD
from figures.style import colours

START, STEPS, RATE = -2.0, 12, 0.3
CURVATURES = {"½": 0.5, "1": 1.0, "2": 2.0}
REACH, TOP, LAST = 4.0, 4.6, 4.4  # limits of θ and L; the axis of rates ends at LAST, beyond 2/½


def experiment() -> dict[str, Any]:
    """What the formula 1 − ηλ says at the rates that the page speaks of, with λ = 1."""
    rates = {"creeping": 0.1, "good": 0.9, "oscillating": 1.7, "diverging": 2.1}
    left = {name: abs(1 - rate) ** STEPS for name, rate in rates.items()}
    seen = walk(2.2, 1.0)  # what the page asks about: θ changes its side and grows
    sides, grows = bool((seen[1:] * seen[:-1] < 0).all()), bool(abs(seen[-1]) > abs(seen[0]))
    return {
        "threshold": learning_rate_threshold(np.eye(1)),
        "left": left,
        "rates": rates,
        "steps": STEPS,
        "verdict": "too high" if sides and grows else "nothing",
        "asked_factor": float(seen[1] / seen[0]),
        "walked": {name: float(abs(walk(rate, 1.0)[-1] / START)) for name, rate in rates.items()},
    }


def walk(rate: float, curvature: float) -> Array:
    """θ₀, …, θ₁₂ of gradient descent."""
    return descend(lambda theta: curvature * theta, np.array([START]), SGD(rate), STEPS)[:, 0]


def regime(product: float) -> str:
    """The word for ηλ."""
    if abs(product - 2) < 1e-9:
        return "bouncing for ever"
    if abs(product - 1) < 1e-9:
        return "there in one step"
    return "diverging" if product > 2 else "oscillating" if product > 1 else "good" if product > 0.5 else "creeping"


def facts(learning_rate: float, curvature: str) -> dict[str, Any]:
    """The factor of each step and its regime."""
    product = learning_rate * CURVATURES[curvature]
    return {
        "regime": regime(product),
        "factor": f"{1 - product:.2f}".replace("-", "−"),
        "now": learning_rate,
        "limit": 2 / CURVATURES[curvature],
    }


def draw(
    *,
    learning_rate: Annotated[float, Slider(0.1, 4.4, step=0.1, symbol=r"\eta")] = RATE,
    curvature: Annotated[str, Choice(*CURVATURES, symbol=r"\lambda")] = "1",
) -> Figure:
    """The steps on the parabola above the axis of rates."""
    steepness = CURVATURES[curvature]
    figure = Figure(figsize=(5.2, 4.4))
    bowl, axis = figure.subplots(2, 1, height_ratios=[3.2, 1])
    theta, path = np.linspace(-REACH, REACH, 81), walk(learning_rate, steepness)
    gone = np.maximum.accumulate(np.abs(path) > 3 * REACH)
    path[1:][gone[:-1]] = np.nan  # what comes after a point far outside is not drawn
    bowl.plot(theta, steepness * theta**2 / 2, color=colours.LOSS, lw=1.5)
    bowl.plot(path, steepness * path**2 / 2, "o-", ms=5, lw=1, color=colours.WEIGHT)
    bowl.plot(START, steepness * START**2 / 2, "o", ms=8, color=colours.INK)
    bowl.set(xlim=(-REACH, REACH), ylim=(-0.02 * TOP, TOP), xlabel=r"parameter $\theta$", ylabel="loss $L$")
    bowl.set_title(
        f"$1 - \\eta\\lambda$ = {1 - learning_rate * steepness:.2f}: ".replace("-", "−").replace("1 − ", "1 - ")
        + regime(learning_rate * steepness)
    )
    one, two = 1 / steepness, 2 / steepness
    for low, high, ink, word in ((0.0, one, colours.CLASS_0_AREA, "one side"),
                                 (one, two, colours.CLASS_1_AREA, "oscillates"),
                                 (two, LAST, colours.SATURATED_AREA, "diverges")):  # fmt: skip
        axis.fill_between([low, high], 0, 1, color=ink, lw=0)
        if high - low > 0.9:
            axis.text((low + high) / 2, 0.5, word, ha="center", va="center")
    axis.plot([two, two], [0, 1], color=colours.LOSS)
    axis.text(two, 1.12, r"$2/\lambda$", color=colours.LOSS, ha="center")
    axis.plot(learning_rate, 0.0, "^", ms=9, color=colours.WEIGHT, clip_on=False)
    axis.set(xlim=(0, LAST), ylim=(0, 1.5), yticks=[], xlabel=r"learning rate $\eta$")
    return figure
