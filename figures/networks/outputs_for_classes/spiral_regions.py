"""Without a hidden layer softmax cuts the plane by straight lines; with one it follows three spiral arms.

Above: the regions of the network of middling accuracy of each kind, with its training points. Below: the share of
fresh points that is right by training step, the median and the whole range over the seeds; each seed has its own
points and its own first weights. Maps and bands together make it longer than most scripts.
Page: Outputs for classes. Source: Lang & Witbrock (1988), for the task.
"""

from typing import Any

import numpy as np
from matplotlib.figure import Figure

from figures.neural import Array, Labels
from figures.neural.activation_registry import ACTIVATIONS
from figures.neural.batched import Networks, descend, seeded_networks
from figures.neural.datasets import spirals
from figures.neural.losses import LOSSES
from figures.neural.optimisers import Adam
from figures.neural.outputs import one_hot
from figures.style import colours

HIDDEN = {"linear": (), "hidden": (24,)}  # widths of the hidden layers
SEEDS, COUNT, CLASSES = 30, 40, 3  # networks, points of an arm, arms
TURNS, NOISE = 0.75, 0.05  # of the arms; noise makes some points undecidable
STEPS, EVERY, RATE = 400, 10, 0.05  # updates on all points, updates between two looks, learning rate of Adam
EDGE, GRID = 1.2, 61  # half the width of the drawn plane, grid points along it
INKS, MARKS = (colours.FIRST, colours.SECOND, colours.THIRD), ("o", "s", "^")


def arms(first_seed: int) -> tuple[Array, Labels]:
    """Points (SEEDS, 3 · COUNT, 2), anew for every seed, and their common labels."""
    drawn = [spirals(COUNT, np.random.default_rng(first_seed + s), CLASSES, TURNS, NOISE) for s in range(SEEDS)]
    return np.stack([x for x, _ in drawn]), drawn[0][1]


def right(networks: Networks, x: Array, y: Labels) -> Array:
    """Each network's share of points whose largest logit is the label's, (SEEDS,)."""
    return np.asarray((networks.forward(x).argmax(axis=-1) == y).mean(axis=-1))


def experiment() -> dict[str, Any]:
    """Accuracies (looks, SEEDS) of both kinds, the regions and the training points of the middling network of each."""
    x, y = arms(0)
    fresh, _ = arms(1000)
    side = np.linspace(-EDGE, EDGE, GRID)
    plane = np.stack(np.meshgrid(side, side), axis=-1).reshape(-1, 2)
    loss, targets = LOSSES["categorical_cross_entropy_from_logits"], one_hot(y, CLASSES)
    found: dict[str, Any] = {"steps": np.arange(0, STEPS + 1, EVERY), "side": side, "labels": y, "seeds": SEEDS}
    for name, hidden in HIDDEN.items():
        networks = seeded_networks((2, *hidden, CLASSES), ACTIVATIONS["tanh"], range(SEEDS))
        optimiser, accuracy = Adam(learning_rate=RATE), [right(networks, fresh, y)]
        for _ in range(STEPS // EVERY):
            descend(networks, x, targets, loss, optimiser, EVERY)
            accuracy.append(right(networks, fresh, y))
        ends = accuracy[-1]
        middle = int(np.argsort(ends)[SEEDS // 2])
        found |= {
            f"{name}_accuracy": np.array(accuracy),
            f"{name}_points": x[middle],
            f"{name}_logits": networks.forward(plane)[middle].reshape(GRID, GRID, CLASSES),
            name: {"least": float(ends.min()), "median": float(np.median(ends)), "most": float(ends.max())},
        }
    return found


def draw(steps: Labels, side: Array, labels: Labels, linear_accuracy: Array, linear_points: Array, linear_logits: Array,
         hidden_accuracy: Array, hidden_points: Array, hidden_logits: Array) -> Figure:  # fmt: skip
    """Two maps above, two bands below."""
    figure = Figure(figsize=(5.2, 5.4))
    panels = figure.subplot_mosaic([["linear", "hidden"], ["bands", "bands"]], height_ratios=[1.15, 1])
    kinds = (("linear", "no hidden layer", linear_points, linear_logits),
             ("hidden", "24 hidden units", hidden_points, hidden_logits))  # fmt: skip
    for name, title, points, logits in kinds:
        axes = panels[name]
        for k, (ink, mark) in enumerate(zip(INKS, MARKS, strict=True)):
            lead = logits[..., k] - np.delete(logits, k, axis=-1).max(axis=-1)  # positive where class k wins
            axes.contourf(side, side, lead, levels=[0, np.inf], colors=[ink], alpha=0.2)
            axes.plot(*points[labels == k].T, mark, color=ink, ms=3)
        axes.set(title=title, aspect="equal", xticks=[], yticks=[], xlim=(-EDGE, EDGE), ylim=(-EDGE, EDGE))
        axes.spines[:].set_visible(False)
    axes = panels["bands"]
    bands = (
        (linear_accuracy, colours.MUTED, "no hidden layer", 0.4),
        (hidden_accuracy, colours.INK, "24 hidden units", 0.78),
    )
    for accuracy, ink, name, height in bands:
        axes.fill_between(steps, accuracy.min(axis=1), accuracy.max(axis=1), color=ink, alpha=0.25, lw=0)
        axes.plot(steps, np.median(accuracy, axis=1), color=ink)
        axes.text(steps[-1], height, name, color=ink, ha="right", va="center")
    axes.set(xlim=(0, STEPS), ylim=(0, 1.02), xlabel="training step", ylabel="fresh points right")
    axes.set_yticks([0, 0.5, 1], ["0%", "50%", "100%"])
    return figure
