"""Gradients add up: along two ways inside one backward pass, and over two passes if nobody sets them back to 0.

Above: a number that is used twice, with what each way brings back. Below: gradient descent with the gradient set back
to 0 before each backward pass, and without. (Longer than 60 lines: a circuit has to be laid out.)
Page: Backpropagation. Source: Rumelhart, Hinton and Williams (1986) for the sum over the ways.
"""

from typing import Any

import numpy as np
from matplotlib.figure import Figure

from figures.learning.worked.one_neuron import B, W, X
from figures.neural import Array
from figures.neural.scalar_graph import Number
from figures.shapes.circuit import arrow, operation
from figures.shapes.digits import figures_of, scientific
from figures.style import colours

U, FACTOR = 2.0, 3.0  # L = u² + 3u at u = 2
TARGET, RATE, STEPS = 0.5, 1.0, 40  # target, learning rate and number of steps of the two runs


def neuron(w: Number) -> Number:
    """The loss of the single neuron, (σ(wx + b) − ½)²."""
    return ((w * Number(X) + Number(B)).sigmoid() - Number(TARGET)).square()


def learn(set_back: bool) -> Array:
    """The loss before each step of w ← w − η · (what has gathered in w.grad), and after the last."""
    w, losses = Number(W), []
    for _ in range(STEPS + 1):
        loss = neuron(w)
        losses.append(loss.value)
        w.grad = 0.0 if set_back else w.grad
        loss.backward()
        w.value -= RATE * w.grad
    return np.array(losses)


def experiment() -> dict[str, Any]:
    """The two ways of u with their sum, w.grad after one pass, two and three, and the two runs."""
    u = Number(U)
    ways = {"square": u.square(), "times": Number(FACTOR) * u}
    loss = ways["square"] + ways["times"]
    loss.backward()
    brings = {name: dict(way.made_from)[u] * way.grad for name, way in ways.items()}
    w, gathered = Number(W), []
    for _ in range(3):
        neuron(w).backward()
        gathered.append(w.grad)
    set_back, not_set_back = learn(True), learn(False)
    return {
        "loss": loss.value, "brings": brings, "sum": u.grad, "ways": {name: way.value for name, way in ways.items()},
        "gathered": dict(zip(("once", "twice", "thrice"), gathered, strict=True)), "rate": RATE, "steps": STEPS,
        "below": scientific(10.0 ** np.ceil(np.log10(set_back[-1]))),
        "largest_late": float(not_set_back[STEPS // 2 :].max()),
        "times": round(gathered[2] / gathered[0], 9), "set_back": set_back, "not_set_back": not_set_back,
    }  # fmt: skip


def draw(
    brings: dict[str, float], ways: dict[str, float], sum: float, loss: float, set_back: Array, not_set_back: Array
) -> Figure:
    """The two ways above, the two runs below."""
    figure = Figure(figsize=(5.2, 4.9))
    above, below = figure.subplots(2, 1, height_ratios=[1, 1.15])
    above.set(xlim=(0, 9.6), ylim=(0, 4), aspect="equal")
    above.axis("off")
    for word, symbol, height, side in (("square", "u²", 3.2, 1), ("times", "×3", 0.8, -1)):
        arrow(above, (1.6, 2 + 0.15 * side), (4.05, height - 0.2 * side), colours.MUTED)
        arrow(above, (4.75, height - 0.2 * side), (7.05, 2 + 0.2 * side), colours.MUTED)
        operation(above, (4.4, height), symbol, 0.38)
        place = 3.05 if side > 0 else 0.95
        above.text(2.6, place, figures_of(brings[word]), color=colours.DERIVATIVE, ha="center", va="center")
        above.text(6.2, place, figures_of(ways[word]), color=colours.OUTPUT, ha="center", va="center")
    operation(above, (7.35, 2), "+", 0.38)
    arrow(above, (7.75, 2), (8.85, 2), colours.MUTED)
    above.text(9.2, 2, "$L$", ha="center", va="center", fontsize=13)
    above.text(8.25, 2.15, figures_of(loss), color=colours.OUTPUT, ha="center", va="bottom")
    above.text(1.2, 2, "$u$", ha="center", va="center", fontsize=13)
    above.text(0.5, 2.35, figures_of(U), color=colours.OUTPUT, ha="center", va="bottom")
    above.text(
        0.0,
        1.6,
        f"{figures_of(brings['square'])} + {figures_of(brings['times'])} = {figures_of(sum)}",
        color=colours.DERIVATIVE,
        va="top",
    )
    below.plot(not_set_back, color=colours.SECOND)
    below.plot(set_back, color=colours.FIRST)
    below.text(STEPS + 1, 0.0, "set back", color=colours.FIRST)
    below.text(STEPS + 1, 0.05, "never\nset back", color=colours.SECOND, va="center")
    below.set(xlim=(0, 1.28 * STEPS), ylim=(0, 0.06), xticks=[0, 10, 20, 30, 40], xlabel="steps", ylabel="loss $L$")
    below.spines["bottom"].set_bounds(0, STEPS)
    return figure
