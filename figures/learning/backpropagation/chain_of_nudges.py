"""The chain rule with the hands: nudge w, and the nudge travels on to z, to a and to L; the ratios multiply.

Above: the nudge of each number as a bar, with the ratio to the one before. Below: the ratio ΔL/Δw for every size of the
nudge; at 0 it has the derivative as its limit. (Longer than 60 lines: the chain is written out station by station.)
Page: Backpropagation. Source: Nielsen (2015), chapter 2.
"""

from typing import Annotated, Any

import numpy as np
from matplotlib.figure import Figure

from figures.engine import Slider
from figures.learning.worked.one_neuron import B, W, X, Y
from figures.neural import Array
from figures.neural.activations import sigmoid, sigmoid_prime
from figures.shapes.digits import figures_of
from figures.style import colours

NUDGES = Slider(-0.5, 0.5, step=0.05, symbol=r"\Delta w")
ROWS = ("w", "z", "a", "L")


def chain(w: float | Array) -> tuple[Any, Any, Any, Any]:
    """w, z = wx + b, a = σ(z) and L = (a − y)²."""
    z = w * X + B
    a = sigmoid(np.asarray(z))
    return w, z, a, (a - Y) ** 2


def slopes(w: float) -> tuple[float, float, float]:
    """dz/dw, da/dz and dL/da: the limits of the three ratios."""
    _, z, a, _ = chain(w)
    return X, float(sigmoid_prime(np.asarray(z))), 2 * float(a - Y)


def nudged(w: float, nudge: float) -> list[float]:
    """How much w, z, a and L change when w does."""
    return [float(after - before) for before, after in zip(chain(w), chain(w + nudge), strict=True)]


def facts(weight: float, nudge: float) -> dict[str, Any]:
    """The ratio ΔL/Δw, its limit, how far they are apart, and what to say of the ratio: without a nudge it is 0/0."""
    moved, limit = nudged(weight, nudge), float(np.prod(slopes(weight)))
    ratio = moved[-1] / nudge if nudge else limit
    said = f"{ratio:.3f}".replace("-", "−") if nudge else "0/0, not defined"
    return {"weight": weight, "nudge": nudge, "ratio": ratio, "limit": limit, "gap": abs(ratio - limit), "said": said}


def experiment() -> dict[str, Any]:
    """The derivative at the setting the sliders begin with, and its three factors."""
    factors = dict(zip(("dz_dw", "da_dz", "dL_da"), slopes(W), strict=True))
    change = {f"d{name}": change for name, change in zip(ROWS, nudged(W, 0.5), strict=True)}
    return {"at_start": factors | {"dL_dw": float(np.prod(slopes(W)))}, "half": change | {"ratio": change["dL"] / 0.5}}


def draw(
    *, weight: Annotated[float, Slider(-3, 0, step=0.5, symbol="w")] = W, nudge: Annotated[float, NUDGES] = 0.5
) -> Figure:
    """Four bars and a dot that glides."""
    figure = Figure(figsize=(5.2, 5.0))
    bars, below = figure.subplots(2, 1, height_ratios=[1.15, 1])
    moved, limits = nudged(weight, nudge), slopes(weight)
    bars.axvline(0, color=colours.MUTED, lw=0.8)
    for row, (name, change) in enumerate(zip(ROWS, moved, strict=True)):
        colour = colours.LOSS if name == "L" else colours.WEIGHT if name == "w" else colours.OUTPUT
        bars.plot([0, change], [-row, -row], color=colour, lw=9, solid_capstyle="butt")
        bars.text(1.15, -row, rf"$\Delta {name}$ = {figures_of(change)}", color=colour, va="center")
        if row:
            ratio = figures_of(change / moved[row - 1]) if nudge else figures_of(limits[row - 1])
            bars.text(1.15, 0.5 - row, f"× {ratio}", color=colours.DERIVATIVE, va="center")
    bars.set(xlim=(-1.1, 2.1), ylim=(-3.6, 0.5), yticks=[], xticks=[-1, 0, 1], xlabel="change")
    bars.xaxis.set_label_coords(0.34, -0.12)
    bars.spines["left"].set_visible(False)
    bars.spines["bottom"].set_bounds(-1, 1)
    sizes = np.array([size for size in NUDGES.values() if size])
    ratios = (chain(weight + sizes)[-1] - chain(weight)[-1]) / sizes
    limit = float(np.prod(limits))
    below.axhline(limit, color=colours.MUTED, lw=1, ls="--")
    below.plot(sizes, ratios, color=colours.DERIVATIVE)
    below.plot(nudge, moved[-1] / nudge if nudge else limit, "o", color=colours.DERIVATIVE, ms=9)
    side = -1 if ratios[-1] > limit else 1  # of the dashed line, where the curve is not
    below.text(0.46, limit + 0.02 * side, f"limit {figures_of(limit)}", color=colours.MUTED, ha="right",
               va="top" if side < 0 else "bottom")  # fmt: skip
    below.set(xlim=(-0.52, 0.52), ylim=(-0.72, 0.12), xticks=[-0.5, 0, 0.5], yticks=[-0.6, -0.4, -0.2, 0])
    below.set(xlabel=r"size of the nudge $\Delta w$", ylabel=r"$\Delta L/\Delta w$")
    return figure
