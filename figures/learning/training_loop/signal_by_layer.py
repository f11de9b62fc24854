"""The start decides whether a signal fades, holds or explodes on its way through the layers.

The typical size of the activations in each of 20 ReLU layers, relative to the input, on a logarithmic scale, for four
variances of the weights: medians and middle four fifths of 30 random networks, dashed what the formula says.
Page: The training loop. Source: Glorot and Bengio (2010); He et al. (2015).
"""

from typing import Any

import numpy as np
from matplotlib.figure import Figure

from figures.neural import Array
from figures.style import colours

SEEDS, WIDTH, EXAMPLES, DEPTH = 30, 64, 32, 20
GAINS = {"tenth": 0.1, "Glorot": 1.0, "He": 2.0, "large": 8.0}  # n times the variance of a weight
LABELS = ("a twentieth of He’s", "Glorot", "He", "four times He’s")
INKS = (colours.FOURTH, colours.FIRST, colours.THIRD, colours.SECOND)


def sizes(gain: float) -> Array:
    """√ mean of a² over examples and units, by layer, relative to that of the input, (DEPTH + 1, SEEDS)."""
    rng = np.random.default_rng(0)  # the same draws for every gain
    a = rng.normal(size=(SEEDS, EXAMPLES, WIDTH))
    found = [np.sqrt(np.mean(a**2, axis=(1, 2)))]
    for _ in range(DEPTH):
        a = np.maximum(0, a @ rng.normal(0.0, np.sqrt(gain / WIDTH), (SEEDS, WIDTH, WIDTH)))
        found.append(np.sqrt(np.mean(a**2, axis=(1, 2))))
    return np.asarray(np.array(found) / found[0])


def predicted(gain: float) -> Array:
    """(n Var(w) / 2)^(l/2) for the layers l = 0, …, DEPTH."""
    return np.asarray((gain / 2) ** (np.arange(DEPTH + 1) / 2))


def experiment() -> dict[str, Any]:
    """Quantiles over the networks: bands (gain, quantile, layer)."""
    bands = np.array([np.quantile(sizes(gain), (0.1, 0.5, 0.9), axis=1) for gain in GAINS.values()])
    ends = {name: dict(zip(("low", "median", "high"), band[:, -1].tolist(), strict=True))
            for name, band in zip(GAINS, bands, strict=True)}  # fmt: skip
    return {"bands": bands, "formula": np.array([predicted(gain) for gain in GAINS.values()]), "end": ends,
            "layers": DEPTH, "width": WIDTH, "seeds": SEEDS,
            "predicted_glorot": float(predicted(GAINS["Glorot"])[-1])}  # fmt: skip


def draw(bands: Array, formula: Array) -> Figure:
    """Four bands with their formulas."""
    figure = Figure(figsize=(5.2, 3.4))
    axes = figure.subplots()
    layers = np.arange(DEPTH + 1)
    for (low, median, high), line, ink, label in zip(bands, formula, INKS, LABELS, strict=True):
        axes.fill_between(layers, low, high, color=ink, alpha=0.25, lw=0)
        axes.plot(layers, median, color=ink)
        axes.plot(layers, line, color=colours.INK, lw=1, ls="dashed")
        axes.text(DEPTH + 0.4, line[-1], label, color=ink, va="center")
    axes.set(yscale="log", xlim=(0, 30), ylim=(1e-14, 1e8), xticks=[0, 5, 10, 15, 20], xlabel="layer",
             ylabel="size of the activations", yticks=[1e-12, 1e-8, 1e-4, 1, 1e4, 1e8])  # fmt: skip
    axes.minorticks_off()
    axes.spines["bottom"].set_bounds(0, 20)
    return figure
