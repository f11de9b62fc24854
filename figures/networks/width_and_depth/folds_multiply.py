"""Each layer of two ReLU units folds the line once more, so the pieces double; one hidden layer only adds them.

Above: the tent applied once to four times. Below: pieces by number of hidden units, all counted by code: folded by
hand, the most that one hidden layer can have, and deep networks with random weights.
Page: Width and depth.
Source: Telgarsky (2016); Montúfar, Pascanu, Cho and Bengio (2014); Hanin and Rolnick (2019) for random weights.
"""

from typing import Any

import numpy as np
from matplotlib.figure import Figure

from figures.neural import Array, Labels
from figures.neural.activation_registry import ACTIVATIONS
from figures.neural.construction import broken_line
from figures.neural.initialisers import he_normal
from figures.neural.network import Network, multilayer_perceptron
from figures.neural.pieces import corners, count_pieces, fold
from figures.style import colours

DEPTHS = np.arange(1, 7)  # layers of two units
SEEDS = 50


def random_network(depth: int, seed: int) -> Network:
    """`depth` hidden layers of two ReLU units with random weights and biases."""
    rng = np.random.default_rng(seed)
    network = multilayer_perceptron((1, *[2] * depth, 1), ACTIVATIONS["relu"], rng, he_normal)
    for bias in network.parameters[1::2]:
        bias += rng.normal(0.0, 0.5, bias.shape)
    return network


def experiment() -> dict[str, Any]:
    """Pieces on [0, 1] by depth: folded, in one layer with as many units, and random."""
    folded = np.array([count_pieces(fold(int(d)), 0, 1) for d in DEPTHS])
    knots = [np.arange(2.0 * d + 1) / (2.0 * d) for d in DEPTHS.tolist()]
    zigzags = [broken_line(knot, np.arange(float(len(knot))) % 2) for knot in knots]
    shallow = np.array([count_pieces(network, -1, 1) for network in zigzags])  # one more, left of the first knot
    chance = np.array([[count_pieces(random_network(int(d), s), -1, 1) for s in range(SEEDS)] for d in DEPTHS])
    return {"depths": DEPTHS, "folded": folded, "shallow": shallow, "random": chance, "seeds": SEEDS,
            "deepest": int(DEPTHS[-1]), "units": int(2 * DEPTHS[-1]), "most_folded": int(folded[-1]),
            "most_shallow": int(shallow[-1]), "most_random": int(chance[-1].max()),
            "median_random": float(np.median(chance[-1]))}  # fmt: skip


def draw(depths: Array, folded: Labels, shallow: Labels, random: Labels) -> Figure:
    """Four tents, and the counts below."""
    figure = Figure(figsize=(5.2, 6.4))
    panels = figure.subplot_mosaic([["1", "2"], ["3", "4"], ["count", "count"]], height_ratios=[1, 1, 2.2])
    for depth in (1, 2, 3, 4):
        axes = panels[str(depth)]
        axes.plot(*corners(fold(depth), 0, 1), color=colours.OUTPUT, lw=1.5)
        axes.set(xlim=(0, 1), ylim=(0, 1.05), xticks=[0, 1], yticks=[0, 1])
        axes.set_title(f"{depth} layer{'s' * (depth > 1)}: {folded[depth - 1]} pieces")
    axes = panels["count"]
    units = 2 * depths
    axes.fill_between(units, random.min(axis=1), random.max(axis=1), color=colours.MUTED, alpha=0.25, lw=0)
    for values, ink, name in ((folded, colours.OUTPUT, "folded"), (shallow, colours.FIRST, "one layer"),
                              (np.median(random, axis=1), colours.MUTED, "random")):  # fmt: skip
        axes.plot(units, values, "o-", ms=4, color=ink)
        axes.text(12.3, values[-1], name, color=ink, va="center")
    axes.set(yscale="log", xlim=(1.7, 14.6), ylim=(0.8, 80), xticks=units, xlabel="hidden units", ylabel="pieces")
    axes.set_yticks([1, 2, 4, 8, 16, 32, 64], ["1", "2", "4", "8", "16", "32", "64"])
    axes.minorticks_off()
    return figure
