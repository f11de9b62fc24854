"""The other activations of Keras: those flat on both sides, which squash, and those flat on neither, which let through.

One panel for each activation that Keras lists and that acts on single numbers, in the two families.
Page: Activation functions. Source: the installed Keras, asked for its list.
"""

import warnings
from typing import Any

import numpy as np
from matplotlib.figure import Figure

from figures.neural import Array
from figures.one_neuron.activation_functions.catalogue.keras_activations import listed, on_numbers, on_vectors
from figures.one_neuron.activation_functions.catalogue.panels import COLUMNS, around_0, draw_grid, draw_key

WIDE = around_0(8)  # past ±6, where relu6 ends
NEAR = around_0(3)  # what is flat on neither side is interesting near 0


def experiment() -> dict[str, Any]:
    """φ and φ′ of each on one grid, and the census of all that Keras lists."""
    both, neither = on_numbers(2), on_numbers(0)
    family, every, vectors = both + neither, listed(), on_vectors()
    celu = next(activation for activation in every if "celu" in activation.names)
    softmax = next(activation for activation in vectors if "softmax" in activation.names)
    with warnings.catch_warnings(record=True) as said:  # Keras warns of a softmax over one number, and is right
        warnings.simplefilter("always")
        alone = softmax(WIDE[:, None])
    z = np.array([WIDE] * len(both) + [NEAR] * len(neither))
    return {
        "names": np.array(["\n= ".join(activation.names) for activation in family]), "z": z,
        "values": np.array([activation(x) for activation, x in zip(family, z, strict=True)]),
        "slopes": np.array([activation.slope(x) for activation, x in zip(family, z, strict=True)]),
        "flat_on_both": len(both), "flat_on_neither": len(neither),
        "functions": len(every), "listed_names": sum(len(activation.names) for activation in every),
        "on_vectors": len(vectors), "vector_names": ", ".join(name for found in vectors for name in found.names),
        "demanding": ", ".join(activation.names[0] for activation in every if activation.settings),
        "celu_slope_at_0": float(celu.slope([0.0])[0]),
        "softmax_of_one": {"least": float(alone.min()), "most": float(alone.max()), "warnings": len(said)},
    }  # fmt: skip


def draw(names: Array, z: Array, values: Array, slopes: Array, flat_on_both: int) -> Figure:
    """Two grids of panels, one under the other."""
    rows = [-(-count // COLUMNS) for count in (flat_on_both, len(names) - flat_on_both)]
    figure = Figure(figsize=(5.2, 1.45 * sum(rows) + 0.9))
    draw_key(figure)
    grid = figure.add_gridspec(2, 1, height_ratios=rows)
    first, second = figure.add_subfigure(grid[0]), figure.add_subfigure(grid[1])
    both, neither = slice(flat_on_both), slice(flat_on_both, None)
    for half, part, title in ((first, both, "Flat on both sides"), (second, neither, "Flat on neither side")):
        draw_grid(half, list(names[part]), z[part], values[part], slopes[part])
        half.suptitle(title, x=0.01, ha="left", fontsize=11)
    return figure
