"""How many ReLU units are dead: before training it is the bias that kills, during training the learning rate.

Above: the share of dead units after training, by the learning rate of Adam, for two initialisations; medians and middle
four fifths of 24 networks. Below: the share that is dead before the first step, by the bias that all units start with,
and dashed what the formula 1 − exp(−b² / 2) predicts. Page: The training loop. Source: Maas, Hannun and Ng (2013)
for dead units; He et al. (2015) and Glorot and Bengio (2010) for the initialisations; the formula is derived there.
Longer than most scripts: two experiments.
"""

from collections.abc import Callable
from typing import Any

import numpy as np
from matplotlib.figure import Figure

from figures.neural import Array
from figures.neural.activation_registry import ACTIVATIONS
from figures.neural.batched import Networks, descend, seeded_networks
from figures.neural.datasets import circle
from figures.neural.initialisers import glorot_uniform, he_normal
from figures.neural.losses import LOSSES
from figures.neural.optimisers import Adam
from figures.style import colours

SEEDS, WIDTHS, COUNT, STEPS = 24, (2, 16, 16, 1), 40, 150  # networks, units, points of each class, steps on all points
RATES = np.geomspace(0.003, 3, 10)
STARTS: dict[str, Callable[[int, int, np.random.Generator], Array]] = {"Glorot": glorot_uniform, "He": he_normal}
BIASES, UNITS = np.linspace(-4, 1, 11), 64  # starting biases, units of the single layer below
LOSS = LOSSES["binary_cross_entropy_from_logits"]


def dead_share(networks: Networks, x: Array) -> Array:
    """The share of hidden units whose z is negative at every point, (S,)."""
    networks.forward(x)
    silent = [(z <= 0).all(axis=1) for z in networks.z[:-1]]
    return np.asarray(np.concatenate(silent, axis=1).mean(axis=1))


def after_training(start: str) -> Array:
    """(rates, SEEDS): every seed at every learning rate."""
    x, labels = circle(COUNT, np.random.default_rng(0))
    found = []
    for rate in RATES:  # one after the other: arrays for all of them would not fit into the processor's own memory
        networks = seeded_networks(WIDTHS, ACTIVATIONS["relu"], range(SEEDS), STARTS[start])
        descend(networks, x, labels[:, None].astype(float), LOSS, Adam(float(rate)), STEPS)
        found.append(dead_share(networks, x))
    return np.array(found)


def before_training(bias: float) -> Array:
    """(SEEDS,): one layer with He's weights and this bias everywhere, on points of the unit circle."""
    angles = np.linspace(0, 2 * np.pi, 200, endpoint=False)
    networks = seeded_networks((2, UNITS, 1), ACTIVATIONS["relu"], range(SEEDS), he_normal)
    networks.b[0] += bias
    return dead_share(networks, np.column_stack([np.cos(angles), np.sin(angles)]))


def predicted(bias: Array) -> Array:
    """P(dead) = 1 − exp(−b² / 2s²R²) for b < 0, else 0; here s² = 2 / n_in = 1 and R = 1."""
    return np.asarray(1 - np.exp(-(np.minimum(bias, 0.0) ** 2) / 2))


def experiment() -> dict[str, Any]:
    """Bands of both experiments."""
    trained = {start: after_training(start) for start in STARTS}
    fresh = np.array([before_training(float(bias)) for bias in BIASES])
    quantiles = np.array([np.quantile(each, (0.1, 0.5, 0.9), axis=1) for each in trained.values()])
    words = ("low", "median", "high")
    low, high = 2, len(RATES) - 1  # rates that are quoted
    return {
        "trained": quantiles, "fresh": np.quantile(fresh, (0.1, 0.5, 0.9), axis=1), "seeds": SEEDS, "steps": STEPS,
        "units": sum(WIDTHS[1:-1]), "rate": {"low": float(RATES[low]), "high": float(RATES[high])},
        "after": {start: {name: dict(zip(words, quantiles[k, :, place].tolist(), strict=True))
                          for name, place in (("low", low), ("high", high))} for k, start in enumerate(STARTS)},
        "at_bias_0": float(fresh[BIASES == 0].max()), "predicted_at_minus_2": float(predicted(np.array(-2.0))),
    }  # fmt: skip


def draw(trained: Array, fresh: Array) -> Figure:
    """Shares by learning rate above, by starting bias below."""
    figure = Figure(figsize=(5.2, 5.0))
    above, below = figure.subplots(2, 1)
    for (low, median, high), ink in zip(trained, (colours.FIRST, colours.THIRD), strict=True):
        above.fill_between(RATES, low, high, color=ink, alpha=0.2, lw=0)
        above.plot(RATES, median, "o-", color=ink, ms=4)
    above.text(RATES[5], 0.8, "Glorot", color=colours.FIRST, ha="right")
    above.text(RATES[5], 0.65, "He", color=colours.THIRD, ha="right")
    above.set(xscale="log", xlabel=r"learning rate $\eta$ of Adam", title="after training")
    above.set_xticks([0.01, 0.1, 1], ["0.01", "0.1", "1"])
    above.minorticks_off()
    bias = np.linspace(BIASES[0], BIASES[-1], 101)
    below.plot(bias, predicted(bias), color=colours.BIAS, ls="dashed", lw=1.5)
    below.fill_between(BIASES, fresh[0], fresh[2], color=colours.BIAS, alpha=0.2, lw=0)
    below.plot(BIASES, fresh[1], "o", color=colours.BIAS, ms=5, clip_on=False)
    below.set(xlabel="bias $b$ at the start", title="before training", xlim=(BIASES[0], BIASES[-1]))
    for axes in (above, below):
        axes.set(ylim=(-0.03, 1.03), ylabel="dead units")
        axes.set_yticks([0, 0.5, 1], ["0%", "50%", "100%"])
    return figure
