"""Inputs that are all positive make the error a narrow valley, and descent zigzags; centred ones make it a bowl.

Two weights of a linear unit whose inputs have mean m and variance 1: the lines of equal error, and gradient descent at
its best rate. The reader moves the mean. Page: Activation functions. Source: LeCun et al. (1998).
"""

from typing import Annotated, Any

import numpy as np
from matplotlib.figure import Figure

from figures.engine import Slider
from figures.neural import Array
from figures.neural.activations import sigmoid, tanh
from figures.neural.descent import best_learning_rate
from figures.style import colours

START, WITHIN, MOST = np.array([-1.9, 0.9]), 0.01, 400  # from the minimum at 0; share of the distance; steps
WIDE = 100  # inputs of the wider layer that the page speaks of


def curvature(mean: float, inputs: int = 2) -> Array:
    """The mean of a aᵀ, the Hessian of half the squared error, for independent inputs of that mean and variance 1."""
    hessian: Array = np.eye(inputs) + mean**2
    return hessian


def path(mean: float) -> Array:
    """Descent on ½ wᵀHw at the rate 2/(λ_max + λ_min), (steps + 1, 2), until WITHIN of the distance is left."""
    H, w = curvature(mean), [START]
    rate = best_learning_rate(H)
    while np.linalg.norm(w[-1]) > WITHIN * np.linalg.norm(START) and len(w) <= MOST:
        w.append(w[-1] - rate * H @ w[-1])
    return np.array(w)


def answers_of(phi: Any) -> tuple[float, float]:
    """Mean and variance of φ(z) for z from the standard normal distribution, by Gauss–Hermite quadrature."""
    z, weight = np.polynomial.hermite_e.hermegauss(80)
    weight = weight / weight.sum()
    mean = float(weight @ phi(z))
    return mean, float(weight @ phi(z) ** 2 - mean**2)


def experiment() -> dict[str, Any]:
    """Mean and spread of the answers of sigmoid and tanh, and the condition number κ = 1 + n m²/v that follows."""
    found = {}
    for name, phi in (("sigmoid", sigmoid), ("tanh", tanh)):
        mean, variance = answers_of(phi)
        found[name] = {"mean": abs(round(mean, 12)), "ratio": abs(round(mean, 12)) / variance**0.5,
                       "two": 1 + 2 * mean**2 / variance, "wide": 1 + WIDE * mean**2 / variance}  # fmt: skip
    return {"wide": WIDE, **found}


def facts(mean: float) -> dict[str, Any]:
    """The mean, the condition number and the steps that descent takes."""
    low, high = np.linalg.eigvalsh(curvature(mean))[[0, -1]]
    count = len(path(mean)) - 1
    return {"mean": mean, "condition": float(high / low), "steps": count, "takes": f"{count} step{'s' * (count > 1)}"}


def draw(*, mean: Annotated[float, Slider(0, 2.5, step=0.25, symbol="m")] = 2.0) -> Figure:
    """Ellipses of equal error and the path across them."""
    figure = Figure(figsize=(5.2, 4.6))
    axes = figure.subplots()
    values, vectors = np.linalg.eigh(curvature(mean))
    round_once = np.linspace(0, 2 * np.pi, 121)
    circle = np.array([np.cos(round_once), np.sin(round_once)])
    for radius in (0.5, 1.0, 1.5, 2.0):
        axes.plot(*(vectors @ (radius * circle / np.sqrt(values / values[0])[:, None])), color=colours.LOSS, lw=0.9,
                  alpha=0.6)  # fmt: skip
    axes.plot(*path(mean).T, "o-", color=colours.WEIGHT, ms=4, lw=1.2)
    axes.plot(0, 0, "*", color=colours.LOSS, ms=12)
    count = len(path(mean)) - 1
    axes.set_title(f"{count} step" if count == 1 else f"{count} steps")
    axes.set(xlim=(-2.3, 2.3), ylim=(-2.1, 2.1), xticks=(-2, 0, 2), yticks=(-2, 0, 2), aspect="equal")
    axes.set_xlabel("$w_1$, from the best", color=colours.WEIGHT)
    axes.set_ylabel("$w_2$, from the best", color=colours.WEIGHT)
    return figure
