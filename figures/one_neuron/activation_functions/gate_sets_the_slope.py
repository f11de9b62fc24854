"""A gated unit multiplies: one number, the gate, decides how much of the other passes.

Above: the gate g(v). Below: the answer u g(v) over u, a line whose slope is the gate. The reader moves v and chooses
the gate. Page: Activation functions. Source: Dauphin, Fan, Auli and Grangier (2017); Shazeer (2020).
"""

from typing import Annotated, Any

import numpy as np
from matplotlib.figure import Figure

from figures.engine import Choice, Slider
from figures.neural import Array
from figures.neural.activation_registry import ACTIVATIONS
from figures.style import colours

GATES = {"GLU: sigmoid": "sigmoid", "SwiGLU: SiLU": "silu", "ReGLU: ReLU": "relu", "bilinear: none": "linear"}
FAINT = np.arange(-4.0, 5.0)  # gates whose lines stay in the background


def experiment() -> dict[str, Any]:
    """Each gate over v, rows in the order of GATES."""
    v = np.linspace(-4, 4, 81)
    return {"v": v, "gates": np.array([ACTIVATIONS[name](v) for name in GATES.values()])}


def facts(at: float, gate: str) -> dict[str, Any]:
    """The setting and how much of u passes."""
    return {"v": at, "gate": gate, "slope": float(ACTIVATIONS[GATES[gate]](np.array(at)))}


def draw(
    v: Array, gates: Array,
    *, at: Annotated[float, Slider(-4, 4, step=0.5, symbol="v")] = 2.0,
    gate: Annotated[str, Choice(*GATES)] = "SwiGLU: SiLU",
) -> Figure:  # fmt: skip
    """The gate with a dot at v above the lines that it makes."""
    figure = Figure(figsize=(5.2, 4.8))
    above, below = figure.subplots(2, 1, height_ratios=[1, 1.4])
    row, phi = list(GATES).index(gate), ACTIVATIONS[GATES[gate]]
    slope = float(phi(np.array(at)))
    above.axhline(0, color=colours.GRID, lw=0.8, zorder=0)
    above.plot(v, gates[row], color=colours.BIAS)
    above.plot(at, slope, "o", color=colours.BIAS, ms=8)
    above.set(xlim=(-4, 4), xticks=(-4, 0, 4), ylim=(-4.4, 4.4), yticks=(-4, 0, 4), xlabel="$v$", ylabel="gate $g(v)$")
    u = np.array([-2.0, 2.0])
    for each in FAINT:
        below.plot(u, u * phi(np.array(each)), color=colours.GRID, lw=1)
    below.plot(u, u * slope, color=colours.OUTPUT, lw=2.6)
    below.set(xlim=(-2, 2), xticks=(-2, 0, 2), ylim=(-4.4, 4.4), yticks=(-4, 0, 4), xlabel="$u$",
              ylabel="answer $u\\,g(v)$", title=f"slope {slope:.2f}".replace("-", "−"))  # fmt: skip
    return figure
