"""A network as a graph: four inputs, a hidden layer of three units, an output layer of three; every edge is a weight.

The edges into the first hidden unit are drawn strongly: they are the first column of the first weight matrix.
Page: Layers as matrices. Source: Rumelhart et al. (1986), for layers between input and output.
"""

from typing import Any

import numpy as np
from matplotlib.figure import Figure
from matplotlib.patches import Circle

from figures.neural.activation_registry import ACTIVATIONS
from figures.neural.network import multilayer_perceptron
from figures.style import colours

WIDTHS = (4, 3, 3)
ACROSS = (1.0, 5.0, 9.0)  # where each layer stands
RADIUS = 0.42
BATCH = 1000  # examples, for the count of multiplications


def experiment() -> dict[str, Any]:
    """The network's parameters, counted in the arrays themselves; each weight multiplies once for each example."""
    network = multilayer_perceptron(WIDTHS, ACTIVATIONS["relu"], np.random.default_rng(0))
    sizes = [parameter.size for parameter in network.parameters]
    return {"parameters": sum(sizes), "weights": sum(sizes[::2]), "biases": sum(sizes[1::2]),
            "layer": {"hidden": sum(sizes[:2]), "output": sum(sizes[2:])},
            "multiplications": BATCH * sum(sizes[::2])}  # fmt: skip


def heights(count: int) -> list[float]:
    """The units of a layer from top to bottom, centred on 0."""
    return [1.25 * ((count - 1) / 2 - k) for k in range(count)]


def draw() -> Figure:
    """Inputs on the left, outputs on the right."""
    figure = Figure(figsize=(5.2, 3.5))
    axes = figure.subplots(subplot_kw={"aspect": "equal", "xlim": (0.0, 10.2), "ylim": (-3.9, 3.1)})
    axes.axis("off")
    for layer in (0, 1):
        for start in heights(WIDTHS[layer]):
            for unit, end in enumerate(heights(WIDTHS[layer + 1])):
                strong = layer == 0 and unit == 0
                axes.plot(
                    ACROSS[layer : layer + 2],
                    (start, end),
                    color=colours.WEIGHT if strong else colours.MUTED,
                    lw=2.2 if strong else 0.8,
                    alpha=1 if strong else 0.6,
                    zorder=2 if strong else 1,
                )
        shape = rf"$W^{{({layer + 1})}}$ ({WIDTHS[layer]}, {WIDTHS[layer + 1]})"
        axes.text(sum(ACROSS[layer : layer + 2]) / 2, 2.65, shape, ha="center", va="center", color=colours.WEIGHT)
    kinds = (
        ("x", colours.INPUT, "input", "4 features"),
        ("a", colours.INK, "hidden layer", "3 units"),
        (r"\hat{y}", colours.OUTPUT, "output layer", "3 units"),
    )
    for across, width, (letter, ink, name, size) in zip(ACROSS, WIDTHS, kinds, strict=True):
        for index, height in enumerate(heights(width), start=1):
            axes.add_patch(Circle((across, height), RADIUS, facecolor=colours.PAPER, edgecolor=ink, lw=1.8, zorder=3))
            axes.text(across, height, f"${letter}_{index}$", ha="center", va="center", color=ink, fontsize=12, zorder=4)
        axes.text(across, -2.85, name, ha="center", va="center", color=ink)
        axes.text(across, -3.5, size, ha="center", va="center", color=colours.MUTED, fontsize=10)
    return figure
