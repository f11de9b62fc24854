"""Three learning rates of Adam: one arrives, one soon rests, one is thrown so far that it learns nothing.

The error of nine tanh units by training step; the median over 21 networks and the band over them, on a log scale.
Page: Six ways of being wrong. Source: Kingma and Ba (2015) for Adam.
"""

from typing import Any

import numpy as np
from matplotlib.figure import Figure

from figures.examples.sine.bounds import LINE_RMSE
from figures.examples.sine.fits import MSE, X_TEST, Y_TEST, X, Y, band, rmse, start, told
from figures.neural import Array
from figures.neural.batched import descend
from figures.neural.optimisers import Adam
from figures.style import colours

WIDTH, STEPS, EVERY = 9, 1000, 20
RATES = {"right": 0.02, "high": 1.0, "far_too_high": 5.0}


def learn(rate: float) -> Array:
    """Errors on the test points before training and after every 20 steps, (51, S)."""
    networks, optimiser = start("tanh", WIDTH), Adam(rate)
    errors = [rmse(networks.forward(X_TEST), Y_TEST)]
    for _ in range(STEPS // EVERY):
        descend(networks, X, Y, MSE, optimiser, EVERY)
        errors.append(rmse(networks.forward(X_TEST), Y_TEST))
    return np.array(errors)


def experiment() -> dict[str, Any]:
    """Train at each rate."""
    errors = {name: learn(rate) for name, rate in RATES.items()}
    return {
        "steps": np.arange(0, STEPS + 1, EVERY), "bands": np.array([band(each, axis=1) for each in errors.values()]),
        "rate": RATES, "last": STEPS, **told({name: each[-1] for name, each in errors.items()}),
        "worse_than_line": int(np.sum(errors["far_too_high"][-1] > LINE_RMSE)), "seeds": errors["high"].shape[1],
    }  # fmt: skip


def draw(steps: Array, bands: Array) -> Figure:
    """Three curves with bands."""
    figure = Figure(figsize=(5.2, 3.0))
    axes = figure.subplots()
    for (low, median, high), rate, colour in zip(
        bands, RATES.values(), (colours.THIRD, colours.FIRST, colours.SECOND), strict=True
    ):
        axes.fill_between(steps, low, high, color=colour, alpha=0.2, lw=0)
        axes.semilogy(steps, median, color=colour, lw=1.6)
        axes.text(STEPS * 1.02, median[-1], rf"$\eta = {rate:g}$", color=colour, va="center")
    axes.set(xlim=(0, STEPS * 1.25), xticks=[0, 500, 1000], ylim=(2e-3, 20), xlabel="steps", ylabel="RMSE")
    axes.spines["bottom"].set_bounds(0, STEPS)
    return figure
