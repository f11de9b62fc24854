"""Judged on its training points a network looks perfect: between them it may be anywhere.

27 tanh units learn the sine from eight noisy points: the middle one of 21 networks and the band over them. In the title
the median error on the eight points, and on the 200 test points.
Page: Six ways of being wrong. Source: Poine, "ANN Elucubrations", where the sine is judged on the training points.
"""

from typing import Any

import numpy as np
from matplotlib.figure import Figure

from figures.examples.sine.fits import MSE, RATE, X_CURVE, X_TEST, Y_TEST, band, rmse, start
from figures.examples.sine.panels import PI_TICKS, draw_fit, short
from figures.neural import Array
from figures.neural.batched import descend
from figures.neural.optimisers import Adam
from figures.style import colours

WIDTH, POINTS, NOISE, STEPS, SEED = 27, 8, 0.3, 3000, 1  # hidden units; points and the spread of their noise


def experiment() -> dict[str, Any]:
    """Train on the noisy points; errors on them and on the true curve."""
    rng = np.random.default_rng(SEED)
    x = np.linspace(-3, 3, POINTS)[:, None]
    y = np.sin(x) + rng.normal(0, NOISE, x.shape)
    networks = start("tanh", WIDTH)
    descend(networks, x, y, MSE, Adam(RATE), STEPS)
    seen, unseen = rmse(networks.forward(x), y), rmse(networks.forward(X_TEST), Y_TEST)
    curves = networks.forward(X_CURVE)
    return {
        "x": X_CURVE[:, 0], "middle": curves[np.argsort(unseen)[len(unseen) // 2], :, 0],
        "edges": band(curves[:, :, 0])[[0, 2]], "x_train": x[:, 0], "y_train": y[:, 0], "points": POINTS,
        "width": WIDTH, "noise": NOISE, "seen": float(np.median(seen)), "unseen": float(np.median(unseen)),
        "times": float(f"{np.median(unseen) / np.median(seen):.2g}"),
    }  # fmt: skip


def draw(
    x: Array, middle: Array, edges: Array, x_train: Array, y_train: Array, seen: float, unseen: float
) -> Figure:  # fmt: skip
    """The curve through the points."""
    figure = Figure(figsize=(5.2, 3.0))
    axes = figure.subplots()
    draw_fit(axes, x, middle, edges)
    axes.plot(x_train, y_train, "o", color=colours.INK, ms=5, zorder=4)
    axes.text(-1.9, -1.35, "the sine", color=colours.TARGET, ha="center")
    axes.text(0.85, 1.35, "the network", color=colours.OUTPUT, ha="center")
    axes.set_title(f"RMSE {short(seen)} on the dots, {short(unseen)} elsewhere")
    axes.set(xlim=(-np.pi, np.pi), ylim=(-1.9, 1.9), yticks=[-1, 0, 1], xlabel="$x$", **PI_TICKS)
    return figure
