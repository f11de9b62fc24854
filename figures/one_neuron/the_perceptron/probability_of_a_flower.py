"""A neuron whose inputs mean something: from length and width of a petal to the probability of one of two irises.

Above: a hundred flowers, the lines of equal probability and the flower that the reader describes. Below: the same
flowers over z, with the sigmoid. Page: The perceptron. Source: Cox (1958) for the method, Fisher (1936) for the data,
as scikit-learn (Pedregosa et al., 2011) ships them. Longer than most scripts: two panels share one flower.
"""

from typing import Annotated, Any

import numpy as np
from matplotlib.figure import Figure
from sklearn.datasets import load_iris

from figures.engine import Slider
from figures.neural import Array, Labels
from figures.neural.activations import sigmoid
from figures.neural.logistic_regression import fit
from figures.plane.half_planes import draw_points, line_points
from figures.shapes.probabilities import told
from figures.style import colours

CHANCES = (0.1, 0.5, 0.9)  # the lines that are drawn
FAR = 22.0  # every flower, and every one that can be described, has a smaller |z|


def flowers() -> tuple[Array, Labels]:
    """Length and width of the petal in cm, (100, 2), and 0 for versicolor, 1 for virginica."""
    data = load_iris()
    kept = data.target > 0
    return data.data[kept][:, 2:], data.target[kept] - 1


def experiment() -> dict[str, Any]:
    """The flowers, the fitted neuron, and what can be read from its weights."""
    x, y = flowers()
    w, b = fit(x, y)
    p = sigmoid(x @ w + b)
    return {"x": x, "y": y, "w": w, "b": b, "flowers": len(x), "right": int(((p >= 0.5) == y).sum()),
            "weight": {"length": float(w[0]), "width": float(w[1])}, "bias": float(b),
            "odds_times": {"length": float(np.exp(w[0] / 10)), "width": float(np.exp(w[1] / 10))},  # a millimetre more
            "mean_p": float(p.mean())}  # fmt: skip


def facts(w: Array, b: float, length: float, width: float) -> dict[str, Any]:
    """The flower, what each input contributes, z, p and the odds."""
    z = float(w @ [length, width] + b)
    p = float(sigmoid(np.array(z)))
    return {"length": length, "width": width, "from_length": float(w[0] * length), "from_width": float(w[1] * width),
            "z": z, "p": p, "p_told": told(p), "odds": p / (1 - p)}  # fmt: skip


def draw(
    x: Array, y: Labels, w: Array, b: float,
    *,
    length: Annotated[float, Slider(3, 7, step=0.5, unit="cm")] = 5.0,
    width: Annotated[float, Slider(1, 2.5, step=0.25, unit="cm")] = 1.75,
) -> Figure:  # fmt: skip
    """The plane of the petals above the sigmoid."""
    figure = Figure(figsize=(5.2, 6.0))
    plane, curve = figure.subplots(2, 1, height_ratios=[1.5, 1])
    for chance in CHANCES:
        level = np.log(chance / (1 - chance))
        line = line_points(w, b - level)
        plane.plot(*line.T, color=colours.INK, lw=1.6 if chance == 0.5 else 0.9, zorder=1)
        at, side = (level - b - w[1] * 0.95) / w[0], "right" if chance < 0.5 else "left"
        name = "" if chance == 0.5 else f"{100 * chance:.0f}%"
        plane.text(at - 0.08 if chance < 0.5 else at + 0.08, 0.95, name, va="center", ha=side)
    draw_points(plane, x, y, size=5)
    plane.plot(length, width, "D", ms=11, mfc="none", mec=colours.INK, mew=2, zorder=5)
    plane.text(6.95, 1.5, "virginica", color=colours.CLASS_1, ha="right")
    plane.text(2.95, 1.5, "versicolor", color=colours.CLASS_0)
    plane.set(xlim=(2.85, 7.15), ylim=(0.85, 2.62), xticks=(3, 4, 5, 6, 7), yticks=(1, 1.5, 2, 2.5),
              xlabel="length of the petal, cm", ylabel="width, cm")  # fmt: skip
    z = np.linspace(-FAR, FAR, 177)
    curve.plot(z, sigmoid(z), color=colours.OUTPUT)
    draw_points(curve, np.column_stack([x @ w + b, y]), y, size=5)
    now = float(w @ [length, width] + b)
    curve.plot(now, sigmoid(np.array(now)), "D", ms=11, mfc="none", mec=colours.INK, mew=2, zorder=5)
    curve.set(xlim=(-FAR, FAR), ylim=(-0.12, 1.12), yticks=(0, 0.5, 1), xlabel="$z$", ylabel="probability of virginica")
    return figure
