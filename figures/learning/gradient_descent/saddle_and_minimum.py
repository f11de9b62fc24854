"""A saddle and a minimum look alike to the gradient, which is 0 at both; the eigenvalues of the Hessian part them.

Above: the middle of the two-weight surface with its bad minimum and the saddle beside it, the eigenvectors as arrows,
and two walks away from the saddle. Below: steps to leave the saddle by the size of a nudge.
Longer than most scripts because it shows two things: what a saddle is, and how long it holds.
Page: Gradient descent. Source: Dauphin et al. (2014); the time of escape is our experiment.
"""

from typing import Any

import numpy as np
from matplotlib.figure import Figure

from figures.learning.gradient_descent.surfaces.two_weights import gradient, loss
from figures.neural import Array
from figures.neural.descent import descend, hessian
from figures.neural.optimisers import SGD
from figures.style import colours

RATE, STEPS, RUNS, FAR = 0.3, 500, 200, 0.1  # away means FAR from the saddle
NUDGES = 10.0 ** np.arange(-8, -1)
GUESSES = {"saddle": np.array([0.3, -0.1]), "minimum": np.array([0.1, 0.3])}
LENGTH = 0.13  # of the arrows
NOTES = ((((-0.06, -0.13), "right"), ((0.14, 0.09), "left")), (((-0.09, 0.11), "right"), ((0.14, 0.09), "left")))
LEVELS = np.array([0.0757, 0.078, 0.0825, 0.09, 0.1, 0.12, 0.15, 0.2])


def experiment() -> dict[str, Any]:
    """Both places by Newton's method, their eigenvalues, and the escapes from the saddle."""
    places, values, arrows, facts = [], [], [], {}
    for name, place in GUESSES.items():
        for _ in range(20):
            place = place - np.linalg.solve(hessian(gradient, place), gradient(place))
        eigenvalues, eigenvectors = np.linalg.eigh(hessian(gradient, place))
        places.append(place)
        values.append(eigenvalues)
        arrows.append(eigenvectors.T)
        facts[name] = {
            "low": float(eigenvalues[0]),
            "high": float(eigenvalues[1]),
            "loss": float(loss(place)),
            "slope": float(np.linalg.norm(gradient(place))),
        }
    saddle, rng = places[0], np.random.default_rng(0)
    starts = saddle + NUDGES[:, None, None] * rng.normal(size=(len(NUDGES), RUNS, 2))
    path = descend(gradient, starts, SGD(RATE), STEPS)
    away = np.linalg.norm(path - saddle, axis=-1) > FAR
    sides = saddle + np.array([[0.02], [-0.02]]) * arrows[0][0]
    fine = np.linspace(-0.5, 0.7, 161)
    quarters = np.quantile(away.argmax(axis=0), [0.25, 0.5, 0.75], axis=1)
    return {
        **facts, "places": np.array(places), "values": np.array(values), "arrows": np.array(arrows), "fine": fine,
        "surface": loss(np.stack(np.meshgrid(fine, fine), axis=-1)), "quarters": quarters, "runs": RUNS, "rate": RATE,
        "walks": descend(gradient, sides, SGD(RATE), 120)[::4], "all_left": bool(away.any(axis=0).all()),
        "steps": {"tiny": int(quarters[1, 0]), "large": int(quarters[1, -1])},
        "per_decade": float(np.mean(-np.diff(quarters[1]))), "predicted": np.log(10) / np.log(1 - RATE * values[0][0]),
    }  # fmt: skip


def draw(fine: Array, surface: Array, places: Array, values: Array, arrows: Array, walks: Array, quarters: Array
         ) -> Figure:  # fmt: skip
    """The two places with their curvatures above the time of escape."""
    figure = Figure(figsize=(5.2, 6.6))
    axes, time = figure.subplots(2, 1, height_ratios=[2, 1])
    axes.contour(fine, fine, surface, LEVELS, colors=[colours.MUTED], linewidths=0.8, alpha=0.8)
    for walk in walks.swapaxes(0, 1):
        axes.plot(*walk.T, lw=1.4, color=colours.INK, ls=":")
    for place, eigenvalues, vectors, notes in zip(places, values, arrows, NOTES, strict=True):
        for value, vector, (shift, side) in zip(eigenvalues, vectors, notes, strict=True):
            ink = colours.LOSS if value < 0 else colours.TARGET
            ends = place + LENGTH * np.array([[1], [-1]]) * vector
            axes.annotate("", ends[0], ends[1], arrowprops={
                "arrowstyle": "<|-|>", "color": ink, "lw": 1.8, "shrinkA": 0, "shrinkB": 0})  # fmt: skip
            axes.text(
                *(place + shift),
                f"$\\lambda$ = {value:.2f}".replace("-", "−"),
                color=ink,
                ha=side,
                va="center",
                bbox={"facecolor": colours.PAPER, "edgecolor": "none", "pad": 0.5},
            )
    for place, mark, size in zip(places, "s*", (9, 16), strict=True):
        axes.plot(*place, mark, ms=size, color=colours.WEIGHT)
    axes.set(xlim=(-0.5, 0.7), ylim=(-0.5, 0.7), xlabel="weight $w_1$", ylabel="weight $w_2$", aspect="equal")
    time.fill_between(NUDGES, quarters[0], quarters[2], color=colours.WEIGHT, alpha=0.2, lw=0)
    time.plot(NUDGES, quarters[1], "o-", color=colours.WEIGHT)
    time.set(xscale="log", ylim=(0, 340), xlabel="size of the nudge off the saddle", ylabel="steps to leave")
    return figure
