"""Wide or deep, at about the same number of parameters? It depends on the curve, and deep networks vary more.

Two panels, a sine and a triangle wave of four teeth: the error of every seed for one to four hidden layers (dots), the
median and the middle half of the seeds (line and band). Page: Width and depth.
Source: none for the counts; Telgarsky (2016) for why a triangle wave suits depth.
"""

from itertools import pairwise
from typing import Any

import numpy as np
from matplotlib.figure import Figure

from figures.neural import Array
from figures.neural.activation_registry import ACTIVATIONS
from figures.neural.batched import descend, losses, seeded_networks
from figures.neural.initialisers import he_normal
from figures.neural.losses import LOSSES
from figures.neural.optimisers import Adam
from figures.style import colours

SHAPES = ((48,), (10, 10), (7, 7, 7), (6, 6, 6, 6))  # hidden layers
SEEDS, STEPS, RATE = 20, 1000, 0.01  # full batches, Adam, He's weights
X = np.linspace(-1, 1, 49)[:, None]
CURVES = {"sine": np.sin(np.pi * X), "teeth": np.abs((4 * (X + 1)) % 2 - 1)}
LOSS = LOSSES["mean_squared_error"]


def parameters(hidden: tuple[int, ...]) -> int:
    """Weights and biases of a network with these hidden layers, one input and one output."""
    return sum(n_in * n_out + n_out for n_in, n_out in pairwise((1, *hidden, 1)))


def errors(hidden: tuple[int, ...], y: Array) -> Array:
    """The root of the mean squared error of every seed after training."""
    networks = seeded_networks((1, *hidden, 1), ACTIVATIONS["relu"], range(SEEDS), he_normal)
    descend(networks, X, y, LOSS, Adam(RATE), STEPS)
    return np.sqrt(losses(networks.forward(X), y, LOSS))


def experiment() -> dict[str, Any]:
    """Errors by curve, shape and seed; medians and bests as facts."""
    runs = np.array([[errors(hidden, y) for hidden in SHAPES] for y in CURVES.values()])
    table = {
        name: {f"layers_{k}": {"best": float(row.min()), "median": float(np.median(row)), "worst": float(row.max()),
                               "spread": float(row.max() / row.min())} for k, row in enumerate(rows, 1)}
        for name, rows in zip(CURVES, runs, strict=True)
    }  # fmt: skip
    counts = [parameters(hidden) for hidden in SHAPES]
    return {"runs": runs, "fewest": min(counts), "most": max(counts), "seeds": SEEDS, "steps": STEPS, **table}


def draw(runs: Array) -> Figure:
    """Dots for seeds over the number of hidden layers."""
    figure = Figure(figsize=(5.2, 5.4))
    panels = figure.subplots(2, 1, sharex=True)
    layers = np.arange(1, len(SHAPES) + 1)
    for axes, rows, title in zip(panels, runs, ("a sine", "a triangle wave with four teeth"), strict=True):
        low, middle, high = np.percentile(rows, [25, 50, 75], axis=1)
        axes.fill_between(layers, low, high, color=colours.FIRST, alpha=0.2, lw=0)
        axes.plot(layers, middle, color=colours.FIRST)
        axes.plot(np.repeat(layers, rows.shape[1]), rows.ravel(), "o", ms=3, color=colours.OUTPUT, alpha=0.6)
        axes.set(yscale="log", ylim=(3e-4, 1.5), ylabel="error", title=title)
    names = [f"{len(hidden)} × {hidden[0]}" for hidden in SHAPES]
    panels[1].set_xticks(layers, names)
    panels[1].set(xlim=(0.7, 4.3), xlabel="hidden layers × units in each")
    return figure
