"""A weight on the rare class adds log w to the logit: it finds more of the rare, and the probabilities are not true.

Above, the two classes by what is measured, each as tall as it is frequent, and the boundary. Below, the probability
that a neuron gives which learned with that weight; dashed, the true one. The reader turns the weight.
Page: Further losses. Source: Elkan (2001). Longer than most scripts: both panels follow the weight, with their labels.
"""

from math import erfc, sqrt
from typing import Annotated, Any

import numpy as np
from matplotlib.figure import Figure

from figures.engine import Slider
from figures.neural import Array
from figures.neural.activations import sigmoid
from figures.neural.further_losses import weighted_cross_entropy
from figures.style import colours

SHARE, APART, SAMPLES = 0.05, 1.0, 20_000  # of class 1; bells of spread 1 at −1 and 1; examples to learn from
PRIOR = float(np.log(SHARE / (1 - SHARE)))


def boundary(weight: float) -> float:
    """Where w e^(2x) · share / (1 − share) is 1: left of it the neuron says 0."""
    return -(PRIOR + float(np.log(weight))) / (2 * APART)


def above(x: float) -> float:
    """The share of a bell of spread 1 around 0 that lies above x."""
    return erfc(x / sqrt(2)) / 2


def learned(weight: float, steps: int = 40) -> tuple[float, float]:
    """Slope and bias of a neuron that learned with this weight on SAMPLES examples, by Newton's method."""
    rng = np.random.default_rng(0)
    y = (rng.random(SAMPLES) < SHARE).astype(float)[:, None]
    x = np.column_stack([rng.normal(APART * (2 * y[:, 0] - 1)), np.ones(SAMPLES)])
    loss, theta = weighted_cross_entropy(weight), np.zeros((2, 1))
    for _ in range(steps):
        p = sigmoid(x @ theta)
        curvature = x.T @ ((1 + (weight - 1) * y) * p * (1 - p) * x) / SAMPLES
        theta -= np.linalg.solve(curvature, x.T @ loss.gradient(x @ theta, y))
    return float(theta[0, 0]), float(theta[1, 0])


def experiment() -> dict[str, Any]:
    """The two bells, the true probability, and what a neuron learns with the weights 1 and 19."""
    x = np.linspace(-4, 4, 161)
    bells = np.exp(-((x - APART * np.array([[-1], [1]])) ** 2) / 2) / np.sqrt(2 * np.pi)
    even = (1 - SHARE) / SHARE
    return {"x": x, "bells": bells * [[1 - SHARE], [SHARE]], "honest": sigmoid(2 * x + PRIOR), "share": SHARE,
            "even": even, "samples": SAMPLES, "moved": learned(even)[1] - learned(1.0)[1],
            "log_even": float(np.log(even)), "lazy": 1 - SHARE}  # fmt: skip


def facts(weight: float) -> dict[str, Any]:
    """What the neuron finds, what it cries wolf about, and what is right in all."""
    edge = boundary(weight)
    found, alarms = above(edge - APART), above(edge + APART)
    return {"weight_now": weight, "found": found, "alarms": alarms,
            "right": SHARE * found + (1 - SHARE) * (1 - alarms),
            "wolf": (1 - SHARE) * alarms / (SHARE * found + (1 - SHARE) * alarms)}  # fmt: skip


def draw(x: Array, bells: Array, honest: Array, *,
         weight: Annotated[float, Slider(1, 40, step=1, symbol="w")] = 19.0) -> Figure:  # fmt: skip
    """Two bells with a boundary above two probabilities."""
    figure = Figure(figsize=(5.2, 4.6))
    upper, lower = figure.subplots(2, 1, sharex=True)
    edge = boundary(weight)
    for row, ink, area in zip(bells, (colours.CLASS_0, colours.CLASS_1),
                              (colours.CLASS_0_AREA, colours.CLASS_1_AREA), strict=True):  # fmt: skip
        upper.fill_between(x, row, color=area, lw=0)
        upper.plot(x, row, color=ink)
    upper.text(-2.4, 0.3, "class 0", color=colours.CLASS_0, ha="right")
    upper.text(1.9, 0.05, "class 1, rare", color=colours.CLASS_1)
    lower.plot(x, honest, color=colours.TARGET, ls="--")
    lower.plot(x, sigmoid(2 * x + PRIOR + np.log(weight)), color=colours.OUTPUT)
    lower.text(2.35, 0.5, "true", color=colours.TARGET)
    lower.text(-3.9, 0.85, f"given, $w = {weight:g}$", color=colours.OUTPUT)
    for axes, top in ((upper, 0.42), (lower, 1.05)):
        axes.plot([edge, edge], [0, top], color=colours.INK, lw=1.2)
        axes.set_ylim(0, top)
    upper.set(yticks=(0, 0.2, 0.4), ylabel="density times share")
    lower.set(xlim=(-4, 4), yticks=(0, 0.5, 1), ylabel="$p$ of class 1", xlabel="what is measured, $x$")
    return figure
