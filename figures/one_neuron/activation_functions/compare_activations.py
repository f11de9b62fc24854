"""Two activation functions at a time: above the functions, below their derivatives, on equal scales.

Page: Activation functions. Source: the registry of figures/neural, whose formulas are Keras's.
"""

from typing import Annotated, Any

import numpy as np
from matplotlib.figure import Figure

from figures.engine import Choice
from figures.neural import Array
from figures.neural.activation_registry import ACTIVATIONS
from figures.neural.activations import sigmoid
from figures.one_neuron.activation_functions.catalogue.panels import around_0, broken_at_jumps
from figures.style import colours

NAMES = ("step", "sigmoid", "tanh", "softsign", "relu", "leaky_relu", "elu", "softplus", "gelu", "silu")
Z = around_0(5)
FINE = np.linspace(-5, 5, 2001)  # 0 is among them: there softplus is farthest from relu


def experiment() -> dict[str, Any]:
    """φ and φ′ of each name on one grid, rows in the order of NAMES."""
    chosen = [ACTIVATIONS[name] for name in NAMES]
    gelu = ACTIVATIONS["gelu"](FINE)
    others = {name: ACTIVATIONS[name](FINE) for name in ("silu", "relu")} | {"steep": FINE * sigmoid(1.702 * FINE)}
    apart = {f"gelu_{name}": float(np.abs(gelu - values).max()) for name, values in others.items()}
    return {"apart": apart, "z": Z, "values": np.array([phi(Z) for phi in chosen]),
            "slopes": np.array([phi.derivative(Z) for phi in chosen])}  # fmt: skip


def facts(first: str, second: str) -> dict[str, Any]:
    """The pair, and how far apart the two ever are."""
    gap = np.abs(ACTIVATIONS[first](FINE) - ACTIVATIONS[second](FINE)).max()
    return {"first": first, "second": second, "gap": float(gap)}


def draw(
    z: Array, values: Array, slopes: Array,
    *, first: Annotated[str, Choice(*NAMES)] = "relu", second: Annotated[str, Choice(*NAMES)] = "gelu",
) -> Figure:  # fmt: skip
    """The pair of functions above the pair of derivatives."""
    figure = Figure(figsize=(5.2, 4.8))
    above, below = figure.subplots(2, 1, sharex=True, height_ratios=[1.4, 1])
    for name, colour, width, place in ((first, colours.FIRST, 4, 0.9), (second, colours.SECOND, 2, 0.78)):
        row = NAMES.index(name)
        above.plot(*broken_at_jumps(z, values[row]), color=colour, lw=width)
        below.plot(*broken_at_jumps(z, slopes[row]), color=colour, lw=width)
        above.text(0.03, place, name, color=colour, transform=above.transAxes)
    for axes in (above, below):
        axes.axhline(0, color=colours.GRID, lw=0.8, zorder=0)
    above.set(xlim=(z[0], z[-1]), ylim=(-1.3, 5.2), yticks=[-1, 0, 1, 3, 5], ylabel=r"$\varphi(z)$")
    below.set(ylim=(-0.25, 1.25), yticks=[0, 0.5, 1], ylabel=r"$\varphi'(z)$", xlabel="$z$")
    return figure
