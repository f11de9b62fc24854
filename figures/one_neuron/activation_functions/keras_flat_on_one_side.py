"""The rectifiers of Keras and their kin: flat on one side, so that a unit can be silent and still learn when active.

One panel for each activation that Keras lists, acts on single numbers and is flat on exactly one side.
Page: Activation functions. Source: the installed Keras, asked for its list.
"""

from typing import Any

import numpy as np
from matplotlib.figure import Figure

from figures.neural import Array
from figures.one_neuron.activation_functions.catalogue.keras_activations import on_numbers
from figures.one_neuron.activation_functions.catalogue.panels import draw_grid, draw_key

Z = np.linspace(-8, 8, 160)  # past ±6, where relu6 ends; an even count, so that no point falls on a corner


def experiment() -> dict[str, Any]:
    """φ and φ′ of each, from Keras and TensorFlow, on one grid."""
    family = on_numbers(1)
    return {
        "names": np.array(["\n= ".join(activation.names) for activation in family]), "z": np.tile(Z, (len(family), 1)),
        "values": np.array([activation(Z) for activation in family]),
        "slopes": np.array([activation.slope(Z) for activation in family]),
        "shown": len(family),
    }  # fmt: skip


def draw(names: Array, z: Array, values: Array, slopes: Array) -> Figure:
    """The family as a grid of panels."""
    figure = Figure(figsize=(5.2, 1.4 * -(-len(names) // 3) + 0.4))
    draw_key(figure)
    draw_grid(figure, list(names), z, values, slopes)
    return figure
