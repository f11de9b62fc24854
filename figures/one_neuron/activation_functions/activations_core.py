"""Six activation functions that every course meets, each with its derivative and the zones where it has gone flat.

One small panel for each: step, sign, linear, sigmoid, tanh and ReLU.
Page: Activation functions. Source: Rosenblatt (1958); LeCun et al. (1998); Nair and Hinton (2010).
"""

from typing import Any

import numpy as np
from matplotlib.figure import Figure

from figures.neural import Array
from figures.neural.activation_registry import ACTIVATIONS
from figures.one_neuron.activation_functions.catalogue.panels import draw_grid, draw_key, saturated

NAMES = ("step", "sign", "linear", "sigmoid", "tanh", "relu")
Z = np.linspace(-6, 6, 160)  # an even count, so that no point falls on the jump at 0
FINE = np.linspace(-6, 6, 120_001)  # to find the ends of the saturated zones to 0.0001


def experiment() -> dict[str, Any]:
    """φ and φ′ of the six, the largest slope of each, and where the saturated zones of two of them begin."""
    six = [ACTIVATIONS[name] for name in NAMES]
    steepest = {name: float(ACTIVATIONS[name].derivative(FINE).max()) for name in NAMES}
    flat = {name: FINE[saturated(ACTIVATIONS[name].derivative(FINE))] for name in ("sigmoid", "tanh")}
    return {
        "names": np.array(NAMES), "z": np.tile(Z, (len(NAMES), 1)),
        "values": np.array([phi(Z) for phi in six]), "slopes": np.array([phi.derivative(Z) for phi in six]),
        "steepest": steepest, "saturated_from": {name: float(np.abs(z).min()) for name, z in flat.items()},
    }  # fmt: skip


def draw(names: Array, z: Array, values: Array, slopes: Array) -> Figure:
    """Two rows of three panels."""
    figure = Figure(figsize=(5.2, 3.5))
    draw_key(figure)
    draw_grid(figure, list(names), z, values, slopes)
    return figure
