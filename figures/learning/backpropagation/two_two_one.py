"""A 2–2–1 network with a number on every edge: the weight, and below it what the reader asks for.

Circles are units, with a in them, z above and δ below; squares are biases. On each edge stands the weight and, by
choice, its gradient, its local gradient or what the edge carries back. (Longer than 60 lines: the layout.)
Page: Backpropagation. Source: Nielsen (2015), chapter 2.
"""

from typing import Annotated, Any

import numpy as np
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from figures.engine import Choice
from figures.learning.worked.two_two_one import ENTRIES, X, Y, hand, loss, parameters
from figures.shapes.circuit import arrow
from figures.shapes.digits import figures_of
from figures.style import colours

SHOWN = Choice("gradient", "local gradient", "carried back")
PLACES = {"x1": (0.4, 4.3), "x2": (0.4, 1.3), "h1": (3.0, 4.3), "h2": (3.0, 1.3), "out": (5.3, 2.8)}
# Each weight: where its edge begins and ends, and how far along it the numbers stand.
EDGES = {"W1_11": ("x1", "h1", 0.5), "W1_12": ("x1", "h2", 0.27), "W1_21": ("x2", "h1", 0.27),
         "W1_22": ("x2", "h2", 0.5), "W2_11": ("h1", "out", 0.47), "W2_21": ("h2", "out", 0.47)}  # fmt: skip
BIASES = {"b1_1": ("h1", 5.95), "b1_2": ("h2", -0.35), "b2_1": ("out", 4.6)}  # the unit, and the height of the bias
BESIDE = {"h1": (0.5, 0.42, "left"), "h2": (0.5, 0.0, "left"), "out": (0.0, -0.65, "center")}  # where z and δ stand
UNITS = {"h1": ("a1", "z1", "delta1"), "h2": ("a2", "z2", "delta2"), "out": ("y_hat", "z3", "delta3")}
STEP = 0.5  # learning rate of the one step that the page takes


def experiment() -> dict[str, Any]:
    """Every number of the network, by the formulas of the hand, and one step of gradient descent."""
    value = hand()
    theta = parameters()
    gradient = {name: value[name] for name in ENTRIES}
    for name, (array, place) in ENTRIES.items():
        theta[array][place] -= STEP * gradient[name]
    weights = {name: float(parameters()[array][place]) for name, (array, place) in ENTRIES.items()}
    carried = {name: weights[name] * value[UNITS[end][2]] for name, (_, end, _) in EDGES.items()}
    source = {"x1": float(X[0, 0]), "x2": float(X[0, 1]), "h1": value["a1"], "h2": value["a2"]}
    local = {name: source[start] for name, (start, _, _) in EDGES.items()} | dict.fromkeys(BIASES, 1.0)
    promised = STEP * sum(each**2 for each in gradient.values())
    if_one = 2 * (value["y_hat"] - 1) * value["slope3"]  # δ of the output unit for the target 1
    return {
        "value": value,
        "weight": weights,
        "gradient": gradient,
        "carried": carried,
        "local": local,
        "step": {
            "rate": STEP,
            "loss": loss(theta),
            "fall": value["L"] - loss(theta),
            "promised": promised,
            "squares": promised / STEP,
        },
        "delta_if_target_1": if_one,
        "target": float(Y[0, 0]),
    }


def draw(
    value: dict[str, float], weight: dict[str, float], gradient: dict[str, float], carried: dict[str, float],
    local: dict[str, float], *, shown: Annotated[str, SHOWN] = "gradient",
) -> Figure:  # fmt: skip
    """The network from left to right, with the loss at its end."""
    figure = Figure(figsize=(5.2, 5.2))
    axes = figure.subplots(subplot_kw={"xlim": (0, 6.6), "ylim": (-0.7, 6.3), "aspect": "equal"})
    axes.axis("off")
    below = {"gradient": gradient, "local gradient": local, "carried back": carried}[shown]

    def numbers(x: float, y: float, name: str, colour: str, side: str = "center", apart: float = 0.02) -> None:
        axes.text(x, y + apart, figures_of(weight[name]), color=colour, ha=side, va="bottom", zorder=5)
        text = figures_of(below[name]) if name in below else ""
        axes.text(x, y - apart, text, color=colours.DERIVATIVE, ha=side, va="top", zorder=5)

    for name, (start, end, along) in EDGES.items():
        p, q = np.array(PLACES[start]), np.array(PLACES[end])
        unit = (q - p) / np.linalg.norm(q - p)
        arrow(axes, tuple(p + 0.36 * unit), tuple(q - 0.42 * unit), colours.MUTED)
        x, y = p + along * (q - p)
        level = p[1] == q[1]  # a level edge runs on between its numbers, a slanted one makes room for them
        if not level:
            axes.add_patch(Rectangle((x - 0.4, y - 0.31), 0.8, 0.62, facecolor=colours.PAPER, linewidth=0, zorder=4))
        numbers(x, y, name, colours.WEIGHT, apart=0.07 if level else 0.02)
    for name, (unit_name, height) in BIASES.items():
        x, y = PLACES[unit_name]
        arrow(axes, (x, height), (x, y + 0.42 * np.sign(height - y)), colours.BIAS)
        numbers(x + 0.1, (height + y + 0.42 * np.sign(height - y)) / 2, name, colours.BIAS, "left")
    for name, (a, z, delta) in UNITS.items():
        (x, y), (dx, dy, side) = PLACES[name], BESIDE[name]
        axes.plot(x, y, "o", ms=36, mfc=colours.PAPER, mec=colours.INK, mew=1.4)
        axes.text(x, y, figures_of(value[a]), color=colours.OUTPUT, ha="center", va="center")
        axes.text(x + dx, y + dy, f"$z$ = {figures_of(value[z])}", ha=side, va="center")
        words = rf"$\delta$ = {figures_of(value[delta])}"
        axes.text(x + dx, y + dy - 0.33, words, color=colours.DERIVATIVE, ha=side, va="center")
    for row, name in enumerate(("x1", "x2")):
        axes.text(*PLACES[name], figures_of(float(X[0, row])), color=colours.INPUT, ha="center", va="center")
    axes.text(5.3, 0.55, f"target {figures_of(float(Y[0, 0]))}", color=colours.TARGET, ha="center", va="center")
    axes.text(5.3, 0.22, f"$L$ = {figures_of(value['L'])}", color=colours.LOSS, ha="center", va="center")
    axes.text(0, 6.05, "weight or bias", color=colours.WEIGHT)
    axes.text(0, 5.72, f"below it: {shown}", color=colours.DERIVATIVE)
    return figure
