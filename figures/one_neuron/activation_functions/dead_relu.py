"""One step that is too large kills a ReLU unit: it is flat on every sample, so no gradient ever moves it again.

Above: the response of one unit before and after a large first step, with the targets. Below: its loss while it learns
by small steps, without and with that large step before them, and with it under leaky ReLU.
Page: Activation functions. Source: Maas, Hannun and Ng (2013).
"""

from typing import Any

import numpy as np
from matplotlib.figure import Figure

from figures.neural import Array
from figures.neural.activation_registry import ACTIVATIONS, Activation
from figures.style import colours

X = np.linspace(0, 2, 9)
Y = 0.5 * X  # what the unit should learn: w = ½, b = 0
START = (1.5, 1.0)  # weight and bias at first
SMALL, LARGE = 0.1, 0.5  # learning rates of all other steps, and of a large first one
STEPS = 60


def learn(phi: Activation, first_eta: float) -> Array:
    """(w, b, L) before the first step and after each, (STEPS + 1, 3), by gradient descent on L = mean (ŷ − y)²."""
    w, b = START
    path = []
    for step in range(STEPS + 1):
        z = w * X + b
        error = phi(z) - Y
        path.append((w, b, np.mean(error**2)))
        delta = 2 * error * phi.derivative(z) / len(X)  # ∂L/∂z of each sample
        eta = first_eta if step == 0 else SMALL
        w, b = w - eta * np.sum(delta * X), b - eta * np.sum(delta)
    return np.array(path)


def experiment() -> dict[str, Any]:
    """Three ways to learn from the same start."""
    small, large = (learn(ACTIVATIONS["relu"], eta) for eta in (SMALL, LARGE))
    leaky = learn(ACTIVATIONS["leaky_relu"], LARGE)
    z_after = large[1, 0] * X + large[1, 1]
    return {
        "small": small, "large": large, "leaky": leaky, "samples": len(X), "steps": STEPS,
        "small_eta": SMALL, "large_eta": LARGE, "start": {"w": START[0], "b": START[1]},
        "after": {"w": float(large[1, 0]), "b": float(large[1, 1]), "largest_z": float(np.max(z_after))},
        "times_lower": float(f"{large[-1, 2] / leaky[-1, 2]:.1e}"),  # two digits are enough
        "last_loss": {"small": float(small[-1, 2]), "large": float(large[-1, 2]), "leaky": float(leaky[-1, 2])},
    }  # fmt: skip


def draw(small: Array, large: Array, leaky: Array) -> Figure:
    """Responses above, losses below."""
    figure = Figure(figsize=(5.2, 5.2))
    above, below = figure.subplots(2, 1)
    x, relu = np.linspace(-0.5, 2.5, 61), ACTIVATIONS["relu"]
    for (w, b, _), colour in ((large[0], colours.MUTED), (large[1], colours.SECOND)):
        above.plot(x, relu(w * x + b), color=colour)
    above.plot(X, Y, "o", color=colours.TARGET, ms=5)
    above.text(0.6, 2.3, "before", color=colours.MUTED, ha="right")
    above.text(2.45, 0.12, "after one large step", color=colours.SECOND, ha="right")
    above.text(1.9, 1.15, "targets", color=colours.TARGET, ha="right")
    above.set(xlim=(-0.5, 2.5), ylim=(-0.2, 4.2), xlabel="$x$", ylabel=r"output $\hat{y}$")
    for path, colour, word, end, height in (
        (small, colours.FIRST, "ReLU, small steps", 60, 3e-3),
        (large, colours.SECOND, "ReLU, one large step: dead", 60, 0.6),
        (leaky, colours.THIRD, "leaky ReLU,\none large step", 29, 0.025),
    ):
        below.semilogy(path[:, 2], color=colour)
        below.text(end, height, word, color=colour, ha="right")
    below.set(xlim=(0, len(small) - 1), xlabel="steps", ylabel="loss $L$")
    return figure
