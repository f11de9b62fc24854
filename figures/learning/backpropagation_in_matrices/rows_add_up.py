"""A batch of two rows through the 2–2–1 network: each gradient is a row of aᵀ times a column of δ, a sum over examples.

aᵀ stands to the left of the gradients and δ above them, so that row and column of a gradient meet in it, as in Falk's
scheme. The reader chooses the weight. Longer than most scripts because of its labels.
Page: Backpropagation in matrices. Source: Nielsen (2015), chapter 2; the numbers are those of the network by hand.
"""

from typing import Annotated, Any

import numpy as np
from matplotlib.figure import Figure

from figures.engine import Choice
from figures.learning.worked.two_two_one import PHI, X, Y, loss, parameters
from figures.neural import Array
from figures.neural.backpropagation import backward_pass, forward_pass
from figures.shapes.matrices import draw_table, factor, signed
from figures.style import colours

ROWS, TARGETS = np.vstack([X, [-1.0, 1.0]]), np.vstack([Y, [1.0]])
PLACES = {"w₁₁": (0, 0, 0), "w₁₂": (0, 0, 1), "w₂₁": (0, 1, 0), "w₂₂": (0, 1, 1), "v₁": (1, 0, 0), "v₂": (1, 1, 0)}


def entries(name: str, array: Array) -> dict[str, float]:
    """The entries of a matrix by name and place, as a page asks for them."""
    return {f"{name}_{i + 1}{j + 1}": float(number) for (i, j), number in np.ndenumerate(array)}


def experiment() -> dict[str, Any]:
    """All numbers of one pass there and back, and the losses of the two rows."""
    theta = parameters()
    W, b = theta[::2], theta[1::2]
    passed = forward_pass(ROWS, W, b, PHI)
    grad = 2 * (passed.a[-1] - TARGETS) / len(ROWS)
    back = backward_pass(passed, W, grad, PHI)
    named = {"z1": passed.z[0], "a1": passed.a[1], "z2": passed.z[1], "y": passed.a[2], "grad": grad,
             "d1": back.delta[0], "d2": back.delta[1], "W1": back.grad_W[0], "W2": back.grad_W[1],
             "b1": back.grad_b[0][None], "b2": back.grad_b[1][None]}  # fmt: skip
    numbers = {key: number for name, array in named.items() for key, number in entries(name, array).items()}
    return {"a": np.array([ROWS, passed.a[1]]), "delta": np.array([back.delta[0], np.repeat(back.delta[1], 2, axis=1)]),
            "gradient": np.array([back.grad_W[0], np.repeat(back.grad_W[1], 2, axis=1)]), "number": numbers,
            "loss": loss(theta, ROWS, TARGETS)}  # fmt: skip


def facts(a: Array, delta: Array, weight: str) -> dict[str, Any]:
    """What each row of the batch adds to the chosen gradient."""
    layer, i, j = PLACES[weight]
    parts = a[layer, :, i] * delta[layer, :, j]
    return {
        "weight_now": weight,
        "first_now": f"{parts[0]:.4f}".replace("-", "−"),
        "second_now": f"{parts[1]:.4f}".replace("-", "−"),
        "sum_now": f"{parts.sum():.4f}".replace("-", "−"),
    }


def draw(a: Array, delta: Array, gradient: Array, *, weight: Annotated[str, Choice(*PLACES)] = "w₁₁") -> Figure:
    """aᵀ, δ and the gradients of the layer of the chosen weight; the sum in full below."""
    layer, i, j = PLACES[weight]
    columns = 2 if layer == 0 else 1
    figure = Figure(figsize=(5.2, 4.3))
    axes = figure.subplots()
    axes.set(xlim=(-1.6, 6.6), ylim=(7.7, -0.3))
    axes.axis("off")
    row, column = np.arange(2)[:, None] == i, np.arange(columns) == j
    draw_table(axes, a[layer].T, (0.0, 3.2), colours.INPUT if layer == 0 else colours.OUTPUT, np.repeat(row, 2, axis=1))
    draw_table(axes, delta[layer][:, :columns], (3.2, 0.0), colours.DERIVATIVE, np.tile(column, (2, 1)))
    draw_table(axes, gradient[layer][:, :columns], (3.2, 3.2), colours.WEIGHT, row & column)
    around: dict[str, Any] = {"va": "center", "color": colours.MUTED}
    axes.text(
        -0.15,
        4.15,
        r"$x^{\mathsf{T}}$" if layer == 0 else r"$a^{(1)\mathsf{T}}$",
        ha="right",
        va="center",
        color=colours.INPUT if layer == 0 else colours.OUTPUT,
        fontsize=13,
    )
    axes.text(3.1, 0.95, rf"$\delta^{{({layer + 1})}}$", ha="right", va="center", color=colours.DERIVATIVE, fontsize=13)
    axes.text(3.3 + columns, 4.15, rf"$\partial L/\partial W^{{({layer + 1})}}$", va="center", color=colours.WEIGHT,
              fontsize=13)  # fmt: skip
    axes.text(3.3 + columns, 0.47, "first example", **around)
    axes.text(3.3 + columns, 1.47, "second example", **around)
    axes.text(0.47, 2.85, "first", ha="center", **around)
    axes.text(1.47, 2.85, "second", ha="center", **around)
    terms = [f"{factor(p)} · {factor(q)}" for p, q in zip(a[layer, :, i], delta[layer, :, j], strict=True)]
    axes.text(2.5, 6.3, " + ".join(terms), ha="center", va="center")
    axes.text(2.5, 7.2, f"= {signed(gradient[layer, i, j])}", ha="center", va="center", color=colours.WEIGHT)
    return figure
