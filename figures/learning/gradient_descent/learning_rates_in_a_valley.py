"""In a valley one learning rate must serve two curvatures: the steep direction sets the limit, the flat one the time.

Three panels: the same start in L = ½ (λ₁θ₁² + λ₂θ₂²) with a low rate, the best rate and a rate just above 2/λ_max.
Page: Gradient descent. Source: LeCun et al. (1998), section 5.
"""

from typing import Any

import numpy as np
from matplotlib.figure import Figure

from figures.neural import Array
from figures.neural.descent import best_learning_rate, descend, learning_rate_threshold
from figures.neural.optimisers import SGD
from figures.style import colours

CURVATURES = np.array([1.0, 15.0])  # λ along the valley and across it
START, STEPS = np.array([-9.0, 1.3]), 20
LEVELS = np.array([0.5, 2, 6, 15, 30, 50])  # of the loss


def experiment() -> dict[str, Any]:
    """The three walks, what is left of each coordinate, and the rates that theory names."""
    hessian = np.diag(CURVATURES)
    limit, best = learning_rate_threshold(hessian), best_learning_rate(hessian)
    rates = {"low": 0.2 * limit, "best": best, "high": 1.02 * limit}
    walks = {name: descend(lambda theta: CURVATURES * theta, START, SGD(rate), STEPS) for name, rate in rates.items()}
    kappa = float(CURVATURES[1] / CURVATURES[0])
    return {
        "walks": np.array(list(walks.values())), "eta": np.array(list(rates.values())), "rates": rates,
        "threshold": limit, "kappa": kappa, "factor": (kappa - 1) / (kappa + 1), "steps": STEPS,
        "steps_to_a_thousandth": int(np.ceil(np.log(1e-3) / np.log((kappa - 1) / (kappa + 1)))),
        "left_along": {name: float(walk[-1, 0] / START[0]) for name, walk in walks.items()},
        "left_across": {name: float(abs(walk[-1, 1] / START[1])) for name, walk in walks.items()},
    }  # fmt: skip


def draw(walks: Array, eta: Array) -> Figure:
    """One panel for each rate."""
    figure = Figure(figsize=(5.2, 5.6))
    turn = np.linspace(0, 2 * np.pi, 181)
    ellipses = np.sqrt(2 * LEVELS[:, None] / CURVATURES)[..., None] * np.array([np.cos(turn), np.sin(turn)])
    words = ("low", "best", "just too high")
    for axes, walk, rate, word in zip(figure.subplots(3, 1, sharex=True), walks, eta, words, strict=True):
        for ellipse in ellipses:
            axes.plot(*ellipse, lw=0.7, color=colours.MUTED, alpha=0.7)
        axes.plot(*walk.T, "o-", ms=3.5, lw=1, color=colours.WEIGHT)
        axes.plot(*START, "o", ms=7, color=colours.INK)
        axes.plot(0, 0, "+", ms=11, mew=2, color=colours.TARGET)
        axes.set(xlim=(-10, 4), ylim=(-2.2, 2.2), yticks=[-2, 0, 2])
        axes.set_ylabel(r"$\theta_2$", rotation=0, va="center")
        axes.set_title(f"{word}: $\\eta$ = {rate:.3f}")
    axes.set_xlabel(r"$\theta_1$")
    return figure
