"""A training loss of 0 is reached on labels drawn by lot too; only fresh points tell learning from remembering.

Networks learn a disc in a ring from true labels and from labels drawn by lot. Above, the training loss, below, the
share right on fresh points: medians and the whole range. Page: Overfitting. Source: Zhang et al. (2017).
"""

from typing import Any

import numpy as np
from matplotlib.figure import Figure

from figures.neural import Array
from figures.neural.activation_registry import ACTIVATIONS
from figures.neural.batched import descend, losses, seeded_networks
from figures.neural.datasets import circle
from figures.neural.losses import LOSSES
from figures.neural.optimisers import Adam
from figures.style import colours

SEEDS, POINTS, FRESH, WIDTHS, RATE = 5, 15, 500, (2, 64, 64, 1), 0.01  # points a class
LOOKS = np.unique(np.geomspace(1, 1500, 24).round()).astype(int)
ENTROPY = LOSSES["binary_cross_entropy_from_logits"]


def learned(by_lot: bool) -> tuple[Array, Array]:
    """Training loss and share of fresh points right at each look, (looks, SEEDS) each."""
    rngs = [np.random.default_rng(seed) for seed in range(SEEDS)]
    sets = [[circle(count, rng) for rng in rngs] for count in (POINTS, FRESH)]
    x, fresh_x = (np.stack([pair[0] for pair in drawn]) for drawn in sets)
    y, fresh_y = (np.stack([pair[1] for pair in drawn])[..., None].astype(float) for drawn in sets)
    if by_lot:
        y = np.stack([rng.permutation(each) for rng, each in zip(rngs, y, strict=True)])
    networks, adam, found = seeded_networks(WIDTHS, ACTIVATIONS["relu"], range(SEEDS)), Adam(RATE), []
    for steps in np.diff(LOOKS, prepend=0):
        descend(networks, x, y, ENTROPY, adam, int(steps))
        right = np.mean((networks.forward(fresh_x) > 0) == fresh_y, axis=(1, 2))
        found.append((losses(networks.forward(x), y, ENTROPY), right))
    return np.array([a for a, _ in found]), np.array([b for _, b in found])


def experiment() -> dict[str, Any]:
    """Losses and shares, (2, looks, SEEDS): true labels, labels by lot."""
    runs = [learned(by_lot) for by_lot in (False, True)]
    loss, right = (np.array(column) for column in zip(*runs, strict=True))
    ends = {name: {"least": float(of[-1].min()), "most": float(of[-1].max())}
            for name, of in zip(("true", "lot"), right, strict=True)}  # fmt: skip
    counts = {"seeds": SEEDS, "points": 2 * POINTS, "last": int(LOOKS[-1])}
    curves = {"steps": LOOKS.astype(float), "loss": loss, "right": right}
    return curves | counts | {"largest": float(loss[:, -1].max()), "end": ends}


def draw(steps: Array, loss: Array, right: Array) -> Figure:
    """Losses above, shares below."""
    figure = Figure(figsize=(5.2, 4.8))
    panels = figure.subplots(2, 1, sharex=True)
    for axes, both in zip(panels, (loss, right), strict=True):
        for rows, ink in zip(both, (colours.FIRST, colours.SECOND), strict=True):
            axes.fill_between(steps, rows.min(axis=1), rows.max(axis=1), color=ink, alpha=0.2, lw=0)
            axes.plot(steps, np.median(rows, axis=1), color=ink)
    panels[0].set(xscale="log", yscale="log", ylabel="training loss", ylim=(1e-5, 2))
    panels[0].set_yticks([1e-4, 1e-2, 1], ["0.0001", "0.01", "1"])
    panels[1].set(xlim=(1, LOOKS[-1]), ylim=(0.3, 1.02), ylabel="fresh points right", xlabel="step")
    panels[1].set_yticks([0.5, 1], ["50%", "100%"])
    panels[1].set_xticks([1, 10, 100, 1000], ["1", "10", "100", "1000"])
    panels[1].text(1.2, 0.9, "true labels", color=colours.FIRST)
    panels[1].text(1.2, 0.36, "labels by lot", color=colours.SECOND)
    for axes in panels:
        axes.minorticks_off()
    return figure
