"""Bad minima trap small networks and hardly any wide ones: every network here could reach a loss of 0.

The targets come from a network with three hidden units, so width 3 is enough. Each dot is the loss of one trained
network, as a part of the targets' variance; above the line it counts as stuck. Over each width: the share of those.
Page: Gradient descent. Source: the experiment is ours; Safran and Shamir (2018) prove that such minima exist.
"""

from typing import Any

import numpy as np
from matplotlib.figure import Figure

from figures.neural import Array
from figures.neural.activation_registry import ACTIVATIONS
from figures.neural.batched import Networks, descend, loss_gradients, losses
from figures.neural.losses import LOSSES
from figures.neural.optimisers import Adam
from figures.style import colours

WIDTHS, SEEDS = (3, 4, 5, 6), 200
STEPS, RATES = 1000, (0.03, 0.015, 0.004)  # so many steps at each rate
SPREAD = 2  # of the first weights and biases: steps all over the inputs
LIMIT = 0.01  # a network is stuck if it misses more than this part of the variance
INPUTS = np.linspace(-2, 2, 24)[:, None]
TARGETS = np.tanh(3 * INPUTS + 4) - np.tanh(3 * INPUTS) + np.tanh(3 * INPUTS - 4)  # three hidden units
LOSS = LOSSES["mean_squared_error"]


def experiment() -> dict[str, Any]:
    """The final loss of every network, and how steep it still is where the stuck ones stand."""
    final, share, slopes = [], {}, []
    for width in WIDTHS:
        rng = np.random.default_rng(width)
        weights = [rng.normal(0, SPREAD, (SEEDS, 1, width)), rng.normal(0, width**-0.5, (SEEDS, width, 1))]
        biases = [rng.normal(0, SPREAD, (SEEDS, 1, width)), np.zeros((SEEDS, 1, 1))]
        networks = Networks(weights, biases, ACTIVATIONS["tanh"])
        optimiser = Adam()
        for optimiser.learning_rate in RATES:
            descend(networks, INPUTS, TARGETS, LOSS, optimiser, STEPS)
        y_hat = networks.forward(INPUTS)
        final.append(losses(y_hat, TARGETS, LOSS) / TARGETS.var())
        gradients = networks.backward(loss_gradients(y_hat, TARGETS, LOSS))
        slope = np.sqrt(sum((gradient**2).sum(axis=(1, 2)) for gradient in gradients))
        slopes += list(slope[final[-1] > LIMIT])
        share[f"of_{width}"] = float(np.mean(final[-1] > LIMIT))
    return {"final": np.array(final), "share": share, "limit": LIMIT, "seeds": SEEDS, "steps": STEPS * len(RATES),
            "rates": ", ".join(map(str, RATES)), "spread": SPREAD,
            "stuck_in_all": len(slopes), "median_slope": float(np.median(slopes)), "narrowest": WIDTHS[0],
            "stuck_loss": float(np.median(final[0][final[0] > LIMIT]))}  # fmt: skip


def draw(final: Array) -> Figure:
    """One column of dots for each width."""
    figure = Figure(figsize=(5.2, 3.6))
    axes = figure.subplots()
    jitter = np.random.default_rng(0).uniform(-0.3, 0.3, SEEDS)  # only to part the dots
    axes.axhline(LIMIT, color=colours.INK, lw=1, ls="--")
    for column, values in enumerate(final):
        for group, ink, mark in ((values > LIMIT, colours.CLASS_1, "o"), (values <= LIMIT, colours.CLASS_0, "s")):
            kept = np.flatnonzero(group)[:: 1 if mark == "o" else 2]  # every second of the many good ones
            axes.plot(column + jitter[kept], values[kept].clip(1e-9), mark, ms=3, mew=0, color=ink, alpha=0.6)
        axes.text(column, 3, f"{np.mean(values > LIMIT):.1%} stuck", ha="center", color=colours.CLASS_1)
    axes.set(yscale="log", ylim=(5e-10, 1.2), xticks=range(len(WIDTHS)), xticklabels=map(str, WIDTHS), xlim=(-0.5, 3.5))
    axes.set(xlabel="hidden units", ylabel="final loss / variance")
    return figure
