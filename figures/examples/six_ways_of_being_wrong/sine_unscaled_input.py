"""The same sine, the same network, but the angle in degrees: tanh units saturate, and learning hardly begins.

The error by training step with the input in radians, in degrees, and in degrees scaled to mean 0 and spread 1; the
median over 21 networks of nine tanh units and the band over them.
Page: Six ways of being wrong. Source: LeCun et al. (1998) on scaling inputs.
"""

from typing import Any

import numpy as np
from matplotlib.figure import Figure

from figures.examples.sine.asymptotes import corners
from figures.examples.sine.fits import MSE, RATE, X_TEST, Y_TEST, X, Y, band, rmse, start, told
from figures.neural import Array
from figures.neural.activations import tanh_prime
from figures.neural.batched import descend
from figures.neural.optimisers import Adam
from figures.style import colours

WIDTH, STEPS, EVERY = 9, 1000, 20
SCALES = {"radians": 1.0, "degrees": 180 / np.pi, "scaled": 1 / float(np.std(X))}  # x is multiplied by it
FLAT = 0.05  # a slope of tanh below this counts as saturated, as on the page on activation functions


def learn(scale: float) -> tuple[Array, float, Array]:
    """Errors before training and after every 20 steps, (51, S), the share of saturated activations at first, |b/w|."""
    networks, optimiser = start("tanh", WIDTH), Adam(RATE)
    networks.forward(scale * X)
    saturated = float(np.mean(tanh_prime(networks.z[0]) <= FLAT))
    errors = [rmse(networks.forward(scale * X_TEST), Y_TEST)]
    for _ in range(STEPS // EVERY):
        descend(networks, scale * X, Y, MSE, optimiser, EVERY)
        errors.append(rmse(networks.forward(scale * X_TEST), Y_TEST))
    return np.array(errors), saturated, np.abs(corners(networks))


def experiment() -> dict[str, Any]:
    """Train on each scale."""
    runs = {name: learn(scale) for name, scale in SCALES.items()}
    return {
        "steps": np.arange(0, STEPS + 1, EVERY), "bands": np.array([band(each, axis=1) for each, *_ in runs.values()]),
        **told({name: each[-1] for name, (each, *_) in runs.items()}),
        "saturated": {name: share for name, (_, share, _) in runs.items()}, "last": STEPS,
        "half_within": float(np.median(runs["degrees"][2])),
        "why": "its units are saturated" if runs["degrees"][1] > 0.5 else "its units are dead",
    }  # fmt: skip


def draw(steps: Array, bands: Array) -> Figure:
    """Three curves with bands."""
    figure = Figure(figsize=(5.2, 3.0))
    axes = figure.subplots()
    for (low, median, high), name, colour in zip(
        bands, SCALES, (colours.FIRST, colours.SECOND, colours.THIRD), strict=True
    ):
        axes.fill_between(steps, low, high, color=colour, alpha=0.2, lw=0)
        axes.semilogy(steps, median, color=colour, lw=1.6)
        place = {"radians": "top", "scaled": "bottom"}.get(name, "center")  # the two end close to each other
        axes.text(STEPS * 1.02, median[-1], name, color=colour, va=place)
    axes.set(xlim=(0, STEPS * 1.25), xticks=[0, 500, 1000], ylim=(2e-3, 5), xlabel="steps", ylabel="RMSE")
    axes.spines["bottom"].set_bounds(0, STEPS)
    return figure
