"""A dead ReLU unit is a lost corner: the fewer units are left alive, the larger the error.

200 networks of five ReLU units, trained alike from different random starts. Each dot is a network: how many of its
units still answer to some training point at the end, and its error. The bars are medians; in brackets the networks.
Page: Six ways of being wrong. Source: Maas, Hannun and Ng (2013) for dead units.
"""

from typing import Any

import numpy as np
from matplotlib.figure import Figure

from figures.examples.sine.fits import MSE, RATE, STEPS, X_TEST, Y_TEST, X, Y, rmse, start
from figures.neural import Array, Labels
from figures.neural.batched import Networks, descend
from figures.neural.optimisers import Adam
from figures.style import colours

WIDTH, NETWORKS = 5, 200


def alive(networks: Networks) -> Labels:
    """How many hidden units of each network have z > 0 at one training point or more, (S,)."""
    networks.forward(X)
    counts: Labels = np.sum((networks.z[0] > 0).any(axis=1), axis=-1)
    return counts


def experiment() -> dict[str, Any]:
    """Count the living units before and after training."""
    networks = start("ReLU", WIDTH, range(NETWORKS))
    before = alive(networks)
    descend(networks, X, Y, MSE, Adam(RATE), STEPS)
    after, errors = alive(networks), rmse(networks.forward(X_TEST), Y_TEST)
    medians = {count: float(np.median(errors[after == count])) for count in np.unique(after)}
    return {
        "alive": after, "errors": errors, "networks": NETWORKS, "width": WIDTH, "died": int(np.sum(after < WIDTH)),
        "all_alive_before": bool(np.all(before == WIDTH)), "share": float(np.mean(after < WIDTH)),
        "median_all_alive": medians[WIDTH], "median_two_dead": medians[WIDTH - 2], "fewest": int(after.min()),
    }  # fmt: skip


def draw(alive: Labels, errors: Array) -> Figure:
    """A column of dots for each number of living units; spread sideways by rank so that they do not hide each other."""
    figure = Figure(figsize=(5.2, 2.8))
    axes, names = figure.subplots(), []
    for count in np.unique(alive):
        cell = errors[alive == count]
        sideways = 0.25 * np.sin(np.arange(len(cell)) * 2.4)  # any fixed spread does
        axes.semilogy([count - 0.38, count + 0.38], [np.median(cell)] * 2, color=colours.INK, lw=1)
        axes.semilogy(count + sideways, cell, "o", color=colours.LOSS, ms=4, alpha=0.4, mew=0)
        names.append(f"{count}\n({len(cell)})")
    axes.set(xlim=(-0.5 + alive.min(), WIDTH + 0.5), xticks=np.unique(alive), ylim=(0.01, 1.2))
    axes.set(xticklabels=names, xlabel=f"units alive after training, of {WIDTH} (networks)", ylabel="RMSE")
    return figure
