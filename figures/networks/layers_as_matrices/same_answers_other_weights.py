"""Many sets of weights are one function: exchange two units, or multiply into a ReLU unit and divide after it.

Above: what each of two ReLU units adds to the response, and the sum; no control moves it. Below: the weights, which
every control moves. Page: Layers as matrices. Source: Hecht-Nielsen (1990).
"""

import math
from typing import Annotated, Any

import numpy as np
from matplotlib.figure import Figure

from figures.engine import Slider, Toggle
from figures.neural import Array
from figures.neural.activations import relu
from figures.style import colours

UNITS = np.array([[1.0, 1.0, 0.75], [-1.5, 0.75, 1.0]])  # w, b and v of each hidden unit
C = -1.0  # bias of the output unit
X = np.linspace(-3, 3, 61)


def changed(units: Array, power: float, exchange: bool) -> Array:
    """w and b of the first unit times 2ᵏ and v divided by it; then the units exchanged, if asked for."""
    factor = 2.0**power
    rescaled: Array = units * np.array([[factor, factor, 1 / factor], [1, 1, 1]])
    return rescaled[::-1] if exchange else rescaled


def added(units: Array, x: Array) -> Array:
    """v φ(wx + b) of each unit, (2, n)."""
    w, b, v = units.T[:, :, None]
    responses: Array = v * relu(w * x + b)
    return responses


def experiment() -> dict[str, Any]:
    """Inputs and units; how many orders, and how many orders and signs, ten units have."""
    return {"x": X, "units": UNITS, "many": 10, "bias": C, "orders": math.factorial(10),
            "orders_and_signs": math.factorial(10) * 2**10}  # fmt: skip


def facts(units: Array, x: Array, power: float, exchange: bool) -> dict[str, Any]:
    """The setting, and how far the response is from that of the weights we began with."""
    now = changed(units, power, exchange)
    apart = np.abs(added(now, x).sum(axis=0) - added(units, x).sum(axis=0)).max()
    return {"factor": 2.0**power, "order": "exchanged" if exchange else "in their old order",
            "changed": f"{np.sum(now != units)} of {units.size}", "apart": float(apart.round(9))}  # fmt: skip


def draw(
    x: Array, units: Array,
    *, power: Annotated[float, Slider(-2, 2, step=1, symbol="k")] = 0.0, exchange: Annotated[bool, Toggle()] = False,
) -> Figure:  # fmt: skip
    """The response above the six weights that make it."""
    figure = Figure(figsize=(5.2, 4.6))
    above, below = figure.subplots(2, 1, height_ratios=[1.2, 1])
    now = changed(units, power, exchange)
    inks = (colours.THIRD, colours.FIRST) if exchange else (colours.FIRST, colours.THIRD)
    for unit, ink in zip(added(now, x), inks, strict=True):
        above.plot(x, unit, color=ink, lw=1.2)
    above.plot(x, added(now, x).sum(axis=0) + C, color=colours.OUTPUT, lw=2.4)
    above.text(2.9, 3.3, "one unit", color=colours.FIRST, ha="right")
    above.text(-2.2, 4.6, "the other", color=colours.THIRD)
    above.text(0.5, -0.9, "response", color=colours.OUTPUT, ha="center")
    above.set(xlim=(-3, 3), ylim=(-1.4, 5.6), yticks=(0, 2, 4), xlabel="input $x$", ylabel=r"output $\hat y$")
    below.axhline(0, color=colours.MUTED, lw=0.8)
    places = np.array([0, 1, 2, 4, 5, 6])
    for place, value, ink in zip(places, now.ravel(), np.repeat(inks, 3), strict=True):
        below.bar(place, value, width=0.7, color=ink)
        below.text(place, max(value, 0) + 0.25, f"{value:g}".replace("-", "−"), ha="center")
    names = [f"${letter}_{k}$" for k in (1, 2) for letter in "wbv"]
    below.set_xticks(places, names)
    below.tick_params(axis="x", length=0)
    below.set(ylim=(-2.4, 5.2), yticks=(-2, 0, 2, 4), ylabel="value", title="the weights that make it")
    return figure
