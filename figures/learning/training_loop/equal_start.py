"""Units that start equal stay equal: four of them learn what one could, and XOR is more than that.

Above: the first weight of each of four hidden units by step, from an equal start and from a random one. Below: the loss
of the equal start and the losses of all 24 random ones. Page: The training loop. Source: Rumelhart et al. (1986), who
break the symmetry by small random weights.
"""

from typing import Any

import numpy as np
from matplotlib.figure import Figure

from figures.neural import Array, Labels
from figures.neural.activation_registry import ACTIVATIONS
from figures.neural.batched import descend, losses, seeded_networks
from figures.neural.datasets import gate
from figures.neural.losses import LOSSES
from figures.neural.optimisers import Adam
from figures.style import colours

SEEDS, UNITS, RATE, EVERY, LOOKS = 24, 4, 0.05, 5, 60  # random starts, hidden units, Adam's rate, steps a look, looks
EQUAL, SHOWN = 0.5, 1  # every weight of the equal start; number of the random start that is drawn
LOSS = LOSSES["binary_cross_entropy_from_logits"]


def experiment() -> dict[str, Any]:
    """Network 0 starts with all weights equal, the others at random; weights (looks, network, unit) and losses."""
    x, labels = gate("XOR")
    y = labels[:, None].astype(float)
    networks, optimiser = seeded_networks((2, UNITS, 1), ACTIVATIONS["tanh"], range(SEEDS + 1)), Adam(RATE)
    for W in networks.W:
        W[0] = EQUAL
    weights, found = [networks.W[0][:, 0].copy()], [losses(networks.forward(x), y, LOSS)]
    for _ in range(LOOKS):
        descend(networks, x, y, LOSS, optimiser, EVERY)
        weights.append(networks.W[0][:, 0].copy())
        found.append(losses(networks.forward(x), y, LOSS))
    loss, path = np.array(found), np.array(weights)
    return {"steps": EVERY * np.arange(LOOKS + 1), "weights": path[:, [0, SHOWN]], "loss": loss, "seeds": SEEDS,
            "units": UNITS, "last_step": EVERY * LOOKS, "equal_loss": float(loss[-1, 0]),
            "different_units": len(np.unique(path[-1, 0])), "spread": float(np.ptp(path[:, 0], axis=1).max()),
            "random": {"low": float(loss[-1, 1:].min()), "median": float(np.median(loss[-1, 1:])),
                       "high": float(loss[-1, 1:].max())},
            "solved": int(np.sum(loss[-1, 1:] < np.log(2) / 4))}  # fmt: skip


def draw(steps: Labels, weights: Array, loss: Array) -> Figure:
    """Weights above, losses below."""
    figure = Figure(figsize=(5.2, 4.6))
    panels = figure.subplot_mosaic([["equal", "random"], ["loss", "loss"]])
    for number, (name, title) in enumerate((("equal", "all weights equal"), ("random", "random weights"))):
        axes = panels[name]
        axes.plot(steps, weights[:, number], color=colours.WEIGHT, lw=3 if name == "equal" else 1.8)
        axes.set(title=title, ylim=(-5, 5), yticks=[-4, 0, 4], xlim=(0, steps[-1]), xticks=[0, 150, 300])
    panels["equal"].text(290, -2.2, "four lines in one", color=colours.WEIGHT, ha="right")
    panels["equal"].set_ylabel("$W_{1j}$ of unit $j$")
    axes = panels["loss"]
    axes.plot(steps, loss[:, 1:], color=colours.MUTED, lw=0.8, alpha=0.6)
    axes.plot(steps, loss[:, 0], color=colours.LOSS, lw=2.5)
    axes.text(295, 0.63, "equal start", color=colours.LOSS, ha="right", va="bottom")
    axes.text(295, 0.1, "random starts", color=colours.MUTED, ha="right", va="bottom")
    axes.set(xlim=(0, steps[-1]), ylim=(0, 1), yticks=[0, 0.5, 1], xticks=[0, 100, 200, 300], xlabel="step",
             ylabel="loss")  # fmt: skip
    return figure
