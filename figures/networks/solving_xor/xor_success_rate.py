"""Two hidden units can compute XOR; how often do they learn it? Success over 200 seeds by width and activation.

A heat map: a row for each activation, a column for each number of hidden units; the deeper the blue, the more of the
seeds ended with all four rows right. Page: Solving XOR. Source: the question is as old as the chapter on error
propagation by Rumelhart, Hinton and Williams (1986); the counts are ours.
"""

from typing import Any

import numpy as np
from matplotlib.figure import Figure

from figures.neural import Array
from figures.neural.activation_registry import ACTIVATIONS
from figures.neural.batched import descend, losses, seeded_networks
from figures.neural.datasets import gate
from figures.neural.losses import LOSSES
from figures.neural.optimisers import Adam
from figures.style import colours

NAMES = ("linear", "relu", "sigmoid", "tanh", "leaky_relu", "silu")
WIDTHS = (1, 2, 3, 4, 8)
SEEDS, STEPS, RATE = 200, 500, 0.05  # full batches, Adam, Glorot's weights, biases 0
SOLVED = np.log(2) / 4  # a row with the wrong answer alone costs ln 2 of the four rows' sum: below this all are right
LOSS = LOSSES["binary_cross_entropy_from_logits"]


def solved_share(name: str, width: int) -> float:
    """The part of the seeds whose loss ends below ln 2 / 4."""
    x, labels = gate("XOR")
    y = labels[:, None].astype(float)
    networks = seeded_networks((2, width, 1), ACTIVATIONS[name], range(SEEDS))
    descend(networks, x, y, LOSS, Adam(RATE), STEPS)
    return float(np.mean(losses(networks.forward(x), y, LOSS) < SOLVED))


def experiment() -> dict[str, Any]:
    """Share of the seeds that solve XOR, rows as NAMES, columns as WIDTHS; the doubt of a share of 200."""
    share = np.array([[solved_share(name, width) for width in WIDTHS] for name in NAMES])
    by_name = {name: {f"of_{w}": float(s) for w, s in zip(WIDTHS, row, strict=True)}
               for name, row in zip(NAMES, share, strict=True)}  # fmt: skip
    bent = share[1:5, 1]  # two units, the bent activations that never fall
    return {"share": share, "rate": by_name, "seeds": SEEDS, "steps": STEPS, "learning_rate": RATE,
            "doubt_points": 196 * float(np.sqrt(0.25 / SEEDS)), "lowest_of_two": float(bent.min()),
            "highest_of_two": float(bent.max()), "threshold": float(SOLVED)}  # fmt: skip


def draw(share: Array) -> Figure:
    """A square a cell, blue by the share, with the share in percent on it."""
    figure = Figure(figsize=(5.2, 3.7))
    axes = figure.subplots()
    for row, values in enumerate(share):
        for column, value in enumerate(values):
            axes.fill([column, column + 1, column + 1, column], [row, row, row + 1, row + 1],
                      color=colours.FIRST, alpha=0.45 * value, lw=0)  # fmt: skip
            axes.text(column + 0.5, row + 0.5, f"{100 * value:.3g}%", ha="center", va="center")
    axes.set(xlim=(0, len(WIDTHS)), ylim=(len(NAMES), 0), xlabel="hidden units", title="Seeds that learn XOR")
    axes.set_xticks(np.arange(len(WIDTHS)) + 0.5, [str(width) for width in WIDTHS])
    axes.set_yticks(np.arange(len(NAMES)) + 0.5, [name.replace("_", " ") for name in NAMES])
    axes.tick_params(length=0)
    axes.grid(False)
    for spine in axes.spines.values():
        spine.set_visible(False)
    return figure
