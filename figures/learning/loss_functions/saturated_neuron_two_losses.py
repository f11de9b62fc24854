"""A saturated neuron hardly learns from the squared error and learns at once from cross-entropy: the factor is φ′(z).

One sigmoid neuron with x = 1 and y = 0. Above: its output by epoch under both losses. Below: δ = ∂L/∂z, which moves it;
at the start the two differ by exactly φ′(z). The squared error has a ½ in front, as in the source.
Longer than most scripts because it trains three runs from two starts and tells the page about each.
Page: Loss functions. Source: Nielsen (2015), chapter 3, for the neuron, its two starts and the learning rate.
"""

from itertools import product
from typing import Annotated, Any

import numpy as np
from matplotlib.figure import Figure

from figures.engine import Choice
from figures.neural import Array
from figures.neural.activations import sigmoid, sigmoid_prime
from figures.neural.losses import binary_cross_entropy_from_logits_gradient, mean_squared_error_gradient
from figures.style import colours

X, Y, EPOCHS, RATE = 1.0, 0.0, 300, 0.15
STARTS = {"w = 2, b = 2": (2.0, 2.0), "w = 0.6, b = 0.9": (0.6, 0.9)}  # sums 4 and 1.5
RATES = {"0.15": 0.15, "0.02": 0.02}  # of cross-entropy; at the lower one both losses end alike
NAMES = ("far", "near")


def delta(z: Array, loss: str) -> Array:
    """∂L/∂z: (a − y) φ′(z) for ½ (a − y)², and a − y for cross-entropy."""
    y = np.full_like(z, Y)
    if loss == "cross-entropy":
        return binary_cross_entropy_from_logits_gradient(z, y)
    return mean_squared_error_gradient(sigmoid(z), y) / 2 * sigmoid_prime(z)


def train(start: tuple[float, float], loss: str, rate: float) -> Array:
    """z before the first and after each epoch, by gradient descent on w and b."""
    w, b = start
    path = []
    for _ in range(EPOCHS + 1):
        path.append(w * X + b)
        d = delta(np.array([[path[-1]]]), loss).item()
        w, b = w - rate * d * X, b - rate * d
    return np.array(path)


def experiment() -> dict[str, Any]:
    """Outputs and δ of three runs from each start: squared error, cross-entropy, and cross-entropy at a lower rate."""
    runs = [("squared error", RATE), *product(["cross-entropy"], RATES.values())]
    z = np.array([[train(start, *run) for run in runs] for start in STARTS.values()])  # (start, run, epoch)
    output = sigmoid(z)
    push = np.array([[[delta(np.array([[at]]), loss).item() for at in path] for path, (loss, _) in
                      zip(paths, runs, strict=True)] for paths in z])  # fmt: skip
    half = (output < 0.5).argmax(axis=-1)  # the first epoch with the right answer
    found: dict[str, Any] = {}
    for i, name in enumerate(NAMES):
        keys = ("squared", "entropy", "slow_entropy")
        found[name] = {
            "start": float(output[i, 0, 0]), "slope": float(sigmoid_prime(z[i, 0, :1]).item()),
            "ratio": float(push[i, 0, 0] / push[i, 1, 0]), "times": float(push[i, 1, 0] / push[i, 0, 0]),
            "times_whole": float(push[i, 1, 0] / push[i, 0, 0]) / 2,  # against (a − y)², without the ½
            "end": dict(zip(keys, output[i, :, -1].tolist(), strict=True)),
            "half": dict(zip(keys, half[i].tolist(), strict=True)),
        }  # fmt: skip
    culprit = "the slope of the sigmoid" if np.isclose(found["far"]["ratio"], found["far"]["slope"]) else "unknown"
    return {
        "epochs": np.arange(EPOCHS + 1),
        "output": output,
        "push": push,
        **found,
        "culprit": culprit,
        "rate": RATE,
        "epochs_run": EPOCHS,
    }


def draw(
    epochs: Array, output: Array, push: Array,
    *, start: Annotated[str, Choice(*STARTS)] = "w = 2, b = 2",
    cross_entropy_rate: Annotated[str, Choice(*RATES, symbol=r"\eta")] = "0.15",
) -> Figure:  # fmt: skip
    """The outputs above the pushes, which have a logarithmic axis."""
    figure = Figure(figsize=(5.2, 5.2))
    answer, move = figure.subplots(2, 1, sharex=True)
    i, run = list(STARTS).index(start), 1 + list(RATES).index(cross_entropy_rate)
    for axes, curves in ((answer, output[i]), (move, push[i])):
        for row, ink in ((0, colours.FIRST), (run, colours.LOSS)):
            axes.plot(epochs[::2], curves[row][::2], color=ink)
    answer.plot(epochs[[0, -1]], [Y, Y], color=colours.TARGET, lw=1.2, ls="--")
    answer.text(EPOCHS - 3, -0.04, "target", color=colours.TARGET, ha="right", va="top")
    answer.set(ylim=(-0.2, 1.05), yticks=(0, 0.5, 1), ylabel=r"output $\hat y$")
    top, low = push[i, run, 0], push[i, 0, 0]
    move.plot([0, 0], [low, top], color=colours.DERIVATIVE, lw=3, clip_on=False)
    move.text(6, 0.0075, rf"$\varphi'(z) = {low / top:.3f}$", color=colours.DERIVATIVE, va="center")
    move.set(yscale="log", ylim=(0.004, 1.3), ylabel=r"$\delta = \partial L/\partial z$", xlabel="epoch")
    move.set(xlim=(0, EPOCHS), xticks=range(0, EPOCHS + 1, 100))
    for name, ink, up in (("squared error", colours.FIRST, 0.86), ("cross-entropy", colours.LOSS, 0.72)):
        answer.text(EPOCHS - 3, up, name, color=ink, ha="right", va="center")
    return figure
