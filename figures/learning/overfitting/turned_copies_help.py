"""Copies of the examples that are turned about the origin teach what does not matter, where it does not matter.

Networks learn the disc in the ring from ten points, each with so many turned copies as the reader sets. Above, the
answer of the middle network; below, the share of fresh points right, every network a dot.
Page: Overfitting. Source: Simard, Steinkraus and Platt (2003).
"""

from typing import Annotated, Any

import numpy as np
from matplotlib.figure import Figure

from figures.engine import Choice
from figures.neural import Array
from figures.neural.activation_registry import ACTIVATIONS
from figures.neural.batched import descend, seeded_networks
from figures.neural.datasets import circle
from figures.neural.losses import LOSSES
from figures.neural.optimisers import Adam
from figures.style import colours

COPIES, SEEDS, POINTS, FRESH, STEPS = (0, 1, 3, 7, 15), 15, 5, 500, 200  # POINTS a class
SIDE = np.linspace(-1.1, 1.1, 45)


def turned(x: Array, copies: int) -> Array:
    """x (N, 2) and `copies` of it, turned by equal parts of a full turn: (N · (copies + 1), 2)."""
    angles = 2 * np.pi * np.arange(copies + 1) / (copies + 1)
    turns = np.array([[np.cos(angles), np.sin(angles)], [-np.sin(angles), np.cos(angles)]])
    return np.concatenate([x @ turns[:, :, k] for k in range(copies + 1)])


def experiment() -> dict[str, Any]:
    """Shares right (copies, SEEDS) and, of the middle network, answers on a grid and its points."""
    drawn = [(circle(POINTS, rng), circle(FRESH, rng)) for rng in map(np.random.default_rng, range(SEEDS))]
    grid = np.stack(np.meshgrid(SIDE, SIDE), axis=-1).reshape(-1, 2)
    shares, maps, points = [], [], []
    for copies in COPIES:
        x = np.stack([turned(few[0], copies) for few, _ in drawn])
        y = np.stack([np.tile(few[1], copies + 1) for few, _ in drawn])[..., None].astype(float)
        networks = seeded_networks((2, 32, 1), ACTIVATIONS["tanh"], range(SEEDS))
        descend(networks, x, y, LOSSES["binary_cross_entropy_from_logits"], Adam(0.05), STEPS)
        says = networks.forward(np.stack([many[0] for _, many in drawn]))[..., 0] > 0
        shares.append(np.mean(says == np.stack([many[1] for _, many in drawn]), axis=1))
        middle = int(np.argsort(shares[-1])[SEEDS // 2])
        maps.append(networks.forward(grid)[middle, :, 0].reshape(len(SIDE), -1))
        points.append(np.pad(x[middle], ((0, 2 * POINTS * (COPIES[-1] - copies)), (0, 0)), constant_values=np.nan))
    found = np.array(shares)
    medians = np.median(found, axis=1)
    return {"shares": found, "maps": np.array(maps), "points": np.array(points), "networks": SEEDS,
            "examples": 2 * POINTS, "none": float(medians[0]), "most": float(medians[-1]), "copies_at_most": COPIES[-1],
            "better": int(np.sum(found[-1] > found[0]))}  # fmt: skip


def draw(shares: Array, maps: Array, points: Array, *,
         copies: Annotated[str, Choice("0", "1", "3", "7", "15")] = "3") -> Figure:  # fmt: skip
    """A map above dots."""
    figure = Figure(figsize=(5.2, 5.4))
    above, below = figure.subplots(2, 1, height_ratios=[2, 1])
    row = [str(each) for each in COPIES].index(copies)
    above.contourf(SIDE, SIDE, maps[row], levels=[-1e9, 0, 1e9], colors=[colours.CLASS_0_AREA, colours.CLASS_1_AREA])
    for of, ink, mark in ((0, colours.CLASS_0, "s"), (1, colours.CLASS_1, "o")):
        each = points[row].reshape(-1, 2, POINTS, 2)[:, of].reshape(-1, 2)
        above.plot(each[:, 0], each[:, 1], mark, color=ink, ms=4)
    for radius in (0.5, 0.7):
        t = np.linspace(0, 2 * np.pi, 100)
        above.plot(radius * np.cos(t), radius * np.sin(t), color=colours.MUTED, lw=1, ls="--")
    above.set(aspect="equal", xticks=(-1, 0, 1), yticks=(-1, 0, 1), xlabel="$x_1$", ylabel="$x_2$")
    places = np.arange(len(COPIES))[:, None] + np.linspace(-0.2, 0.2, SEEDS)
    below.axvspan(row - 0.4, row + 0.4, color=colours.GRID, lw=0)
    below.plot(places.ravel(), shares.ravel(), "o", color=colours.OUTPUT, ms=4, alpha=0.5, mew=0)
    below.plot(np.median(shares, axis=1), color=colours.OUTPUT)
    below.set(ylim=(0.45, 1.03), xlabel="turned copies of each example", ylabel="fresh points right")
    below.set_xticks(range(len(COPIES)), [str(each) for each in COPIES])
    below.set_yticks([0.5, 0.75, 1], ["50%", "75%", "100%"])
    return figure
