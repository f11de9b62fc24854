"""Through ten layers the derivatives multiply: those of the sigmoid vanish, those of ReLU on an active path stay 1.

One panel on a logarithmic scale: the product of φ′ over the layers; the median over random pre-activations and the
middle 80% as a band, and the best case of the sigmoid.
Page: Activation functions. Source: LeCun et al. (1998); Glorot and Bengio (2010).
"""

from typing import Any

import numpy as np
from matplotlib.figure import Figure

from figures.neural import Array
from figures.neural.activations import relu_prime, sigmoid_prime, tanh_prime
from figures.style import colours

LAYERS = 10
DRAWS = 200_000  # random paths through the layers: enough for two digits of the medians
SEED = 0


def experiment() -> dict[str, Any]:
    """Products for normally distributed z, with the sigmoid at its best and ReLU where it is active."""
    z = np.random.default_rng(SEED).normal(size=(DRAWS, LAYERS))
    layers = np.arange(1, LAYERS + 1)
    products = {"sigmoid": np.cumprod(sigmoid_prime(z), axis=1), "tanh": np.cumprod(tanh_prime(z), axis=1)}
    spread = {name: np.quantile(paths, (0.1, 0.5, 0.9), axis=0) for name, paths in products.items()}
    left = {name: float(f"{1 / middle[-1]:.1e}") for name, (_, middle, _) in spread.items()}  # two digits
    best = float(sigmoid_prime(np.zeros(1))[0])
    return {
        "layers": layers, "sigmoid": spread["sigmoid"], "tanh": spread["tanh"], "sigmoid_best": best**layers,
        "active_relu": relu_prime(np.ones(1))[0] ** layers, "depth": LAYERS, "best_slope": best,
        "one_part_in": {"sigmoid_best": best**-LAYERS, **left}, "millions": {"sigmoid": left["sigmoid"] / 1e6},
    }  # fmt: skip


def draw(layers: Array, sigmoid: Array, tanh: Array, sigmoid_best: Array, active_relu: Array) -> Figure:
    """Four falling lines, or three falling and one that stays."""
    figure = Figure(figsize=(5.2, 3.4))
    axes = figure.subplots()
    for name, (low, middle, high), colour in (("sigmoid", sigmoid, colours.FIRST), ("tanh", tanh, colours.SECOND)):
        axes.fill_between(layers, low, high, color=colour, alpha=0.15, lw=0)
        axes.semilogy(layers, middle, color=colour)
        axes.text(layers[-1] + 0.2, middle[-1], name, color=colour, va="center")
    axes.semilogy(layers, sigmoid_best, color=colours.FIRST, ls="--", lw=1.4)
    axes.text(layers[-1] + 0.2, sigmoid_best[-1], "sigmoid\nat best", color=colours.FIRST, va="bottom")
    axes.semilogy(layers, active_relu, color=colours.THIRD)
    axes.text(layers[-1] + 0.2, 1, "active\nReLU", color=colours.THIRD, va="center")
    axes.set(xlim=(1, layers[-1] + 2.2), xticks=[1, 4, 7, 10], xlabel="layers")
    axes.set(ylim=(1e-8, 4), yticks=[1, 1e-2, 1e-4, 1e-6, 1e-8], ylabel=r"product of $\varphi'$")
    axes.spines["bottom"].set_bounds(1, layers[-1])
    return figure
