"""Stuck networks do not stand still: their weights run off, towards a loss that they come ever nearer to.

Above: the largest weight of two-unit tanh networks by step, those that solved XOR and those whose loss is near ½ log 2.
Below: how far the loss of the stuck ones is above ½ log 2. Page: Solving XOR. Source: Soudry et al. (2018), for the
growth where a loss has no minimum.
"""

from typing import Any

import numpy as np
from matplotlib.figure import Figure

from figures.neural import Array
from figures.neural.activation_registry import ACTIVATIONS
from figures.neural.batched import Networks, descend, losses, seeded_networks
from figures.neural.datasets import gate
from figures.neural.losses import LOSSES
from figures.neural.optimisers import Adam
from figures.style import colours

SEEDS, EACH, RATE = 40, 8, 0.05  # seeds tried, networks of each kind that are followed
STEPS = np.array([20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000])  # when they are looked at
FIRST = 500  # after that many steps the kinds are told apart
LEVEL, SOLVED = np.log(2) / 2, np.log(2) / 4
LOSS = LOSSES["binary_cross_entropy_from_logits"]


def start(seeds: list[int]) -> Networks:
    """Networks with two tanh units, one for each seed."""
    return seeded_networks((2, 2, 1), ACTIVATIONS["tanh"], seeds)


def experiment() -> dict[str, Any]:
    """Largest weights (steps, networks), solved ones first, and the excess loss of the stuck ones."""
    x, labels = gate("XOR")
    y = labels[:, None].astype(float)
    networks = start(list(range(SEEDS)))
    descend(networks, x, y, LOSS, Adam(RATE), FIRST)
    end = losses(networks.forward(x), y, LOSS)
    solved, stuck = np.flatnonzero(end < SOLVED)[:EACH], np.flatnonzero(np.abs(end - LEVEL) < 0.01)[:EACH]
    networks, optimiser = start([*solved.tolist(), *stuck.tolist()]), Adam(RATE)
    largest, excess = [], []
    for steps in np.diff(STEPS, prepend=0):
        descend(networks, x, y, LOSS, optimiser, int(steps))
        largest.append(np.max([np.abs(p).reshape(2 * EACH, -1).max(axis=1) for p in networks.parameters], axis=0))
        excess.append(losses(networks.forward(x), y, LOSS)[EACH:] - LEVEL)
    middle = np.median(np.array(largest)[:, EACH:], axis=1)
    after = {f"after_{at}": float(middle[STEPS == at][0]) for at in (500, 5000, 10_000)}
    return {"steps": STEPS, "largest": np.array(largest), "excess": np.array(excess), "each": EACH, "level": LEVEL,
            **after, "least_excess": float(np.min(excess)), "last": int(STEPS[-1])}  # fmt: skip


def draw(steps: Array, largest: Array, excess: Array) -> Figure:
    """Weights above, excess loss below, both over the steps on a logarithmic axis."""
    figure = Figure(figsize=(5.2, 5.0))
    above, below = figure.subplots(2, 1, sharex=True)
    for runs, ink in ((largest[:, :EACH], colours.FIRST), (largest[:, EACH:], colours.SECOND)):
        above.plot(steps, runs, color=ink, lw=1.2, alpha=0.8)
    above.text(9500, 4.9, "stuck at half log 2", color=colours.SECOND, ha="right")
    above.text(3300, 11.4, "solved", color=colours.FIRST, ha="right")
    above.set(ylim=(0, 16), yticks=(0, 5, 10, 15), ylabel="largest weight")
    below.plot(steps, np.maximum(excess, 1e-9), color=colours.SECOND, lw=1.2, alpha=0.8)
    below.set(xscale="log", xlim=(20, 10_000), yscale="log", ylim=(5e-7, 1), xlabel="steps of training",
              ylabel=r"loss $-\ \frac{1}{2}\log 2$")  # fmt: skip
    return figure
