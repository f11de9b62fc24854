"""What weight and bias do to a tanh neuron with one input: the weight steepens the curve, the bias moves it.

Above: three weights at bias 0, each with a dot where wx = 1. Below: three biases at weight 1, each with a dot where
wx + b = 0. Shown on the page "The perceptron".
Source: the settings are those of Poine, "ANN Elucubrations"; steepness and place of a sigmoid in Nielsen (2015), ch. 4.
"""

from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import NDArray

from figures.neural.activations import tanh, tanh_prime
from figures.style import colours

WEIGHTS = np.array([0.5, 1.0, 1.5])
BIASES = np.array([0.0, 1.0, 2.0])
SHADES = (colours.FIRST, colours.SECOND, colours.THIRD)


def experiment() -> dict[str, Any]:
    """Responses tanh(wx + b), one row for each setting; the slopes at x = 0."""
    x = np.linspace(-4.0, 4.0, 97)
    slopes = WEIGHTS * tanh_prime(np.zeros(3))
    return {
        "x": x,
        "by_weight": tanh(WEIGHTS[:, None] * x),
        "by_bias": tanh(x + BIASES[:, None]),
        "slope": dict(zip(["gentle", "middle", "steep"], slopes.tolist(), strict=True)),
        "height_of_dots": float(tanh(np.array(1.0))),
    }


def point(axes: Axes, place: tuple[float, float], label_x: float, label: str, shade: str) -> None:
    """A dot on a curve, led to its name above all curves."""
    axes.plot([place[0], label_x], [place[1], 1.25], color=shade, linewidth=0.8)
    axes.plot(*place, "o", color=shade)
    axes.text(label_x, 1.42, label, color=shade, ha="center", va="center")


def draw(x: NDArray[np.float64], by_weight: NDArray[np.float64], by_bias: NDArray[np.float64]) -> Figure:
    """Two panels, three curves each, named where they part."""
    figure = Figure(figsize=(5.2, 4.6))
    upper, lower = figure.subplots(2, 1, sharex=True)
    for axes, curves in ((upper, by_weight), (lower, by_bias)):
        axes.axhline(0, color=colours.GRID, linewidth=0.8, zorder=0)
        for curve, shade in zip(curves, SHADES, strict=True):
            axes.plot(x, curve, color=shade)
        axes.set(ylim=(-1.15, 1.6), yticks=(-1, 0, 1), ylabel="$a$")
    for w, shade, label_x in zip(WEIGHTS, SHADES, (2.6, 1.4, 0.2), strict=True):
        point(upper, (1 / w, float(tanh(np.array(1.0)))), label_x, f"$w = {w:g}$", shade)
    for b, shade in zip(BIASES, SHADES, strict=True):
        point(lower, (-b, 0.0), -b, f"$b = {b:g}$", shade)
    upper.set_title("the weight steepens ($b = 0$)")
    lower.set_title("the bias shifts ($w = 1$)")
    lower.set(xlim=(-4, 4), xlabel="input $x$")
    return figure
