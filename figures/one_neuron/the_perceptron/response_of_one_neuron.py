"""The response of a neuron with one input, a = φ(wx + b): w steepens it, b shifts it, the step lies at x = −b/w.

The reader turns w, b and the activation. Shown on the page "The perceptron".
Source: Nielsen (2015), chapter 4, for s = −b/w; Poine, "ANN Elucubrations", for the sweep of weight and bias.
"""

from typing import Annotated, Any

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import NDArray

from figures.engine import Choice, Slider
from figures.neural.activation_registry import ACTIVATIONS
from figures.style import colours

WEIGHT, BIAS = 2.0, 1.0  # where the sliders begin
REACH = 4.0  # inputs from −4 to 4
JUMP = np.array([-1e-9, 0.0, 1e-9])  # just before, at and just after the step


def step_place(weight: float, bias: float) -> float:
    """x = −b/w, where the pre-activation wx + b is 0; not a number at w = 0, where no input moves it."""
    return np.nan if weight == 0 else 0.0 - bias / weight  # 0 − 0 is 0, where −0 would be written with its sign


def experiment() -> dict[str, Any]:
    """The inputs, and the place of the step at the settings the sliders begin with."""
    return {"x": np.linspace(-REACH, REACH, 81), "step": step_place(WEIGHT, BIAS)}


def facts(weight: float, bias: float, activation: str) -> dict[str, Any]:
    """The setting, and in words where wx + b is 0."""
    place = step_place(weight, bias)
    words = f"{place:.2f}".replace("-", "−")
    if weight == 0:
        words = "nowhere, as no input moves the sum" if bias else "everywhere, so there is no dot"
    elif abs(place) > REACH:
        words += ", outside the figure"
    return {"weight": weight, "bias": bias, "activation": activation, "dot": words}


def draw(
    x: NDArray[np.float64],
    *,
    weight: Annotated[float, Slider(-4, 4, step=0.5, symbol="w")] = WEIGHT,
    bias: Annotated[float, Slider(-4, 4, step=0.5, symbol="b")] = BIAS,
    activation: Annotated[str, Choice("step", "sign", "sigmoid", "tanh", "relu", symbol=r"\varphi")] = "sigmoid",
) -> Figure:
    """One curve; a dot on it where wx + b = 0."""
    figure = Figure(figsize=(5.2, 3.0))
    axes = figure.subplots()
    place = step_place(weight, bias)
    seen = -REACH <= place <= REACH
    spot = place if seen else np.nan
    phi = ACTIVATIONS[activation]
    inputs = np.sort(np.append(x, (spot if seen else 0.0) + JUMP))  # so that a jump is drawn upright
    level = float(phi(np.zeros(1))[0])
    axes.axhline(0, color=colours.GRID, linewidth=0.8, zorder=0)
    axes.plot(inputs, phi(weight * inputs + bias), color=colours.OUTPUT)
    axes.plot([spot, spot], [-1.35, level], color=colours.BIAS, linewidth=1, linestyle="dashed")
    axes.plot(spot, level, "o", color=colours.BIAS)
    note = f"$-b/w = {place:.2f}$" if seen else "no step in sight"
    note_x = float(np.clip(spot, 1 - REACH, REACH - 1)) if seen else 0.0
    axes.text(note_x, -1.55, note, color=colours.BIAS, ha="center", va="center")
    axes.set(xlim=(-REACH, REACH), ylim=(-1.8, 2.2), yticks=(-1, 0, 1, 2), xlabel="input $x$", ylabel="activation $a$")
    return figure
