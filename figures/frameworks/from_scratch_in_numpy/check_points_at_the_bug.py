"""A gradient check says where a mistake is: gradients that lie behind it on the way back are wrong, the others right.

The relative error of each gradient of the notebook's network, by the notebook's own check, with no mistake or with one
that the reader chooses; the four mistakes make it longer than most scripts.
Page: From scratch in NumPy. Source: Nielsen (2015), chapter 2, for the way back.
"""

from collections.abc import Callable
from typing import Annotated, Any

import numpy as np
from matplotlib.figure import Figure

from figures.engine import Choice
from figures.frameworks.from_scratch_in_numpy.notebooks.running import run
from figures.neural import Array
from figures.shapes.digits import scientific
from figures.style import colours

PLACES = ("none", "the first tanh", "the bias of layer 2", "the second tanh", "the loss")
NAMES = ("$W_1$", "$b_1$", "$W_2$", "$b_2$", "$W_3$", "$b_3$")
RIGHT, WRONG = 1e-7, 1e-3  # below the one a gradient is right, above the other it is wrong
LEAST, MOST = 1e-13, 1e6  # ends of the axis; errors lie below 1
COLUMN = 7e3  # where the numbers end, to the right of all bars


def mean_for_sum(layer: Any) -> Callable[[Array], Array]:
    """The layer's way back with the mean over the examples where BP3 has the sum."""
    right = layer.backward

    def backward(delta: Array) -> Array:
        handed_on: Array = right(delta)
        layer.grad_b[:] = delta.mean(axis=0)
        return handed_on

    return backward


def errors_with(book: dict[str, Any], place: str) -> list[float]:
    """The relative errors of the six gradients, with the mistake in that place of the notebook's network."""

    def forgetful_loss(z: Array, labels: Array) -> tuple[float, Array]:
        """The gradient of the sum instead of the mean."""
        value, grad = book["cross_entropy"](z, labels)
        return value, grad * len(z)

    network = book["new_network"](seed=0)
    layers = list(network.layers)
    for index in {"the first tanh": [1], "the second tanh": [3]}.get(place, []):
        layers[index] = book["ForgetfulTanh"]()
    if place == "the bias of layer 2":
        layers[2].backward = mean_for_sum(layers[2])
    network.layers = tuple(layers)
    loss = forgetful_loss if place == "the loss" else book["cross_entropy"]
    some = book["some"]
    return [float(error) for error in book["gradient_check"](network, book["x"][some], book["labels"][some], loss)]


def experiment() -> dict[str, Any]:
    """The errors for each place (places, 6), and the place of which W1, b1, W2 and b2 are the signs."""
    book = run("from-scratch-in-numpy")
    errors = np.array([errors_with(book, place) for place in PLACES])
    signs = [True, True, True, True, False, False]
    (suspect,) = [place for place, row in zip(PLACES, errors > WRONG, strict=True) if row.tolist() == signs]
    return {"errors": errors, "suspect": suspect}


def facts(errors: Array, mistake: str) -> dict[str, Any]:
    """What the caption says of the mistake chosen."""
    return {"place": mistake, "wrong": int((errors[PLACES.index(mistake)] > WRONG).sum())}


def draw(errors: Array, *, mistake: Annotated[str, Choice(*PLACES)] = "the first tanh") -> Figure:
    """A bar for each gradient, the first layer at the top; the way back runs upwards."""
    figure = Figure(figsize=(5.2, 2.9))
    axes = figure.subplots()
    for row, error in enumerate(errors[PLACES.index(mistake)]):
        ink = colours.LOSS if error > WRONG else colours.TARGET
        axes.fill_betweenx([row - 0.35, row + 0.35], LEAST, max(error, LEAST), color=ink, alpha=0.8, lw=0)
        axes.text(COLUMN, row, scientific(error), color=ink, ha="right", va="center", fontsize=10)
    for limit, word, side in ((RIGHT, "right", "right"), (WRONG, "wrong", "left")):
        axes.axvline(limit, color=colours.MUTED, lw=1, ls="--", zorder=0)
        shift = 0.6 if side == "right" else 1.7
        axes.text(limit * shift, -0.75, word, color=colours.MUTED, ha=side, va="center", fontsize=10)
    axes.annotate(
        "",
        (0.97, 0.88),
        (0.97, 0.02),
        xycoords="axes fraction",
        arrowprops={"arrowstyle": "-|>", "color": colours.DERIVATIVE, "lw": 1.6},
    )
    axes.text(
        0.94,
        0.45,
        "the way back",
        transform=axes.transAxes,
        rotation=90,
        color=colours.DERIVATIVE,
        ha="right",
        va="center",
        fontsize=10,
    )
    axes.set(xlim=(LEAST, MOST), ylim=(5.6, -1.2), xscale="log", xlabel="relative error of the gradient")
    axes.set_yticks(range(6), NAMES)
    axes.set_xticks([1e-12, 1e-9, 1e-6, 1e-3, 1])
    return figure
