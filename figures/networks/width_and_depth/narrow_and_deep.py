"""Three units a layer are enough for any curve if there are enough layers: each layer lays one more straight piece.

The curve, and the response of a network of width 3 after k layers. In every layer one unit hands on x, one starts the
next piece, one adds up. Page: Width and depth. Source: Hanin and Sellke (2017).
"""

from typing import Annotated, Any

import numpy as np
from matplotlib.figure import Figure

from figures.engine import Slider
from figures.neural import Array
from figures.neural.activation_registry import ACTIVATIONS
from figures.neural.layers import Dense, Elementwise
from figures.neural.network import Network
from figures.style import colours

PIECES, SAFE = 16, 100.0  # SAFE keeps what is added up positive, so that ReLU lets it pass


def target(x: Array) -> Array:
    """x + sin 2πx, the curve of the page before."""
    return x + np.sin(2 * np.pi * x)


def narrow(knots: Array, values: Array) -> Network:
    """The broken line through (knot k, value k), knots from 0 up, with one hidden layer of three ReLUs a piece."""
    slopes = np.diff(values) / np.diff(knots)
    changes = np.diff(slopes, prepend=0.0)
    W, b = np.array([[1.0, 1.0, 0.0]]), np.array([0.0, -knots[0], SAFE])
    layers: list[Any] = [Dense(W, b), Elementwise(ACTIVATIONS["relu"])]
    for knot, change in zip(knots[1:-1], changes, strict=False):
        W = np.array([[1.0, 1.0, 0.0], [0.0, 0.0, change], [0.0, 0.0, 1.0]])  # from x, from the piece, from the sum
        layers += [Dense(W, np.array([0.0, -knot, 0.0])), Elementwise(ACTIVATIONS["relu"])]
    last = np.array([[0.0], [changes[len(knots) - 2]], [1.0]])
    return Network([*layers, Dense(last, np.array([values[0] - SAFE]))])


def experiment() -> dict[str, Any]:
    """The curve, and the responses (layers, x) of networks with 1, 2, … hidden layers."""
    x, knots = np.linspace(0, 1, 161), np.linspace(0, 1, PIECES + 1)
    responses = [narrow(knots[: k + 1], target(knots[: k + 1])).forward(x[:, None])[:, 0] for k in range(1, PIECES + 1)]
    return {"x": x, "y": target(x), "responses": np.array(responses), "pieces": PIECES,
            "error": float(np.abs(responses[-1] - target(x)).max())}  # fmt: skip


def facts(layers: float) -> dict[str, Any]:
    """Layers, and their parameters."""
    k = int(layers)
    return {"layers": k, "parameters": 6 + 12 * (k - 1) + 4}


def draw(
    x: Array, y: Array, responses: Array, *, layers: Annotated[float, Slider(1, PIECES, step=1)] = 6.0
) -> Figure:  # fmt: skip
    """The curve and the line over it; a dot where each piece begins, a larger one for the last."""
    figure = Figure(figsize=(5.2, 3.2))
    axes = figure.subplots()
    k = int(layers)
    axes.plot(x, y, color=colours.TARGET, lw=3, alpha=0.5)
    axes.text(0.05, 0.85, "$f$", color=colours.TARGET, ha="right")
    axes.plot(x, responses[k - 1], color=colours.OUTPUT)
    corners = np.arange(k) / PIECES
    axes.plot(corners, target(corners), "o", color=colours.OUTPUT, ms=4, clip_on=False)
    axes.plot(corners[-1], target(corners[-1]), "o", color=colours.OUTPUT, ms=8, clip_on=False)
    axes.set(xlim=(0, 1), ylim=(-0.7, 1.7), xticks=(0, 0.5, 1), yticks=(0, 1), xlabel="$x$", ylabel=r"$\hat y$")
    axes.set_title(f"{k} hidden layer{'s' * (k > 1)} of 3 units", color=colours.OUTPUT)
    return figure
