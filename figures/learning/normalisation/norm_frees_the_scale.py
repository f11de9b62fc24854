"""Without normalisation a deep network learns from weights of the right size only; with it, from a wide range.

The loss after training over the size of the first weights, as a multiple of He's: medians and the whole range of five
networks. Page: Normalisation. Source: Ioffe and Szegedy (2015); Ba, Kiros and Hinton (2016).
"""

from typing import Any

import numpy as np
from matplotlib.figure import Figure

from figures.learning.normalisation.deep_networks import AXES, NormalisedNetworks
from figures.neural import Array
from figures.neural.activation_registry import ACTIVATIONS
from figures.neural.batched import descend, losses, seeded_networks
from figures.neural.initialisers import he_normal
from figures.neural.losses import LOSSES
from figures.neural.optimisers import SGD
from figures.style import colours

SEEDS, FACTORS, STEPS, RATE, HIDDEN = 5, np.array([0.1, 0.2, 0.5, 1, 2, 5, 10]), 250, 0.1, (16,) * 6
ENTROPY = LOSSES["binary_cross_entropy_from_logits"]


def trained(axis: int | None) -> Array:
    """The loss after STEPS steps of SGD on all points, (factors, SEEDS); 5 stands for all that is larger."""
    x = np.random.default_rng(0).normal(size=(64, 2))
    y = (x[:, :1] * x[:, 1:] > 0).astype(float)  # XOR of the signs: the length of x does not matter, see the page
    start = seeded_networks((2, *HIDDEN, 1), ACTIVATIONS["relu"], list(range(SEEDS)) * len(FACTORS), he_normal)
    scale = np.repeat(FACTORS, SEEDS)[:, None, None]
    W = [scale * each for each in start.W[:-1]] + start.W[-1:]
    networks = NormalisedNetworks(W, start.b, start.activation, axis=axis)
    with np.errstate(over="ignore", invalid="ignore"):  # without normalisation the largest weights run away
        descend(networks, x, y, ENTROPY, SGD(RATE), STEPS)
        found = losses(networks.forward(x), y, ENTROPY)
    return np.minimum(np.nan_to_num(found, nan=5.0, posinf=5.0), 5.0).reshape(len(FACTORS), SEEDS)


def experiment() -> dict[str, Any]:
    """Losses (kinds, factors, SEEDS) and what the page tells of them."""
    loss = np.array([trained(axis) for axis in AXES.values()])
    learned = (loss < np.log(2) / 2).sum(axis=2)  # half of what it costs to know nothing
    return {"factors": FACTORS, "loss": loss, "seeds": SEEDS, "layers": len(HIDDEN), "steps": STEPS, "rate": RATE,
            "least": float(FACTORS[0]), "most": float(FACTORS[-1]), "cases": loss[0].size,
            "learned": dict(zip(AXES, learned.sum(axis=1).tolist(), strict=True)),
            "he": {name: float(np.median(row[3])) for name, row in zip(AXES, loss, strict=True)}}  # fmt: skip


def draw(factors: Array, loss: Array) -> Figure:
    """Three curves with bands."""
    figure = Figure(figsize=(5.2, 3.8))
    axes = figure.subplots()
    for rows, ink, name, place in zip(loss, (colours.SECOND, colours.FIRST, colours.THIRD),
                                      ("none", "batch", "layer"), ((0.11, 0.82), (0.11, 0.02), (0.165, 0.2)),
                                      strict=True):  # fmt: skip
        axes.fill_between(factors, rows.min(axis=1), rows.max(axis=1), color=ink, alpha=0.2, lw=0)
        axes.plot(factors, np.median(rows, axis=1), "o-", color=ink)
        axes.text(*place, name, color=ink)
    axes.axhline(np.log(2), color=colours.MUTED, lw=1, ls="--")
    axes.set(
        xscale="log", yscale="log", ylim=(3e-3, 7), ylabel="loss $L$", xlabel="size of the first weights, times He’s"
    )
    axes.set_xticks([0.1, 1, 10], ["0.1", "1", "10"])
    axes.set_yticks([0.01, 0.1, 1], ["0.01", "0.1", "1"])
    axes.minorticks_off()
    return figure
