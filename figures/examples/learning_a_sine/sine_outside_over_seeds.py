"""Agreement is no proof: 21 networks agree inside the training range, and outside it they are all wrong together.

Two panels, tanh and ReLU with 27 hidden units: all 21 networks, the training range shaded, the target dashed.
Page: Learning a sine.
Source: none; the experiment is ours.
"""

from typing import Any

import numpy as np
from matplotlib.figure import Figure

from figures.examples.sine.asymptotes import asymptotes
from figures.examples.sine.cells import trained_cell
from figures.neural import Array
from figures.style import colours

WIDTH = 27
SHOWN = ("tanh", "ReLU")
FAR = 3 * np.pi
X_FAR = np.linspace(-FAR, FAR, 97)


def experiment() -> dict[str, Any]:
    """The answers of all networks as far as 3π, and how far apart they are inside and at 2π."""
    cells = [trained_cell(name, WIDTH) for name in SHOWN]
    answers = np.array([cell.networks.forward(X_FAR[:, None])[:, :, 0] for cell in cells])
    inside = np.abs(X_FAR) <= np.pi + 1e-9
    apart = {name: float(np.std(of, axis=0)[inside].max()) for name, of in zip(SHOWN, answers, strict=True)}
    at_two_pi = answers[:, :, np.argmin(np.abs(X_FAR - 2 * np.pi))]
    slopes = asymptotes(cells[1].networks)[:, 1, 0]
    return {
        "x": X_FAR, "answers": answers, "width": WIDTH, "seeds": answers.shape[1], "spread_inside": apart,
        "least_at_two_pi": dict(zip(SHOWN, map(float, at_two_pi.min(axis=1)), strict=True)),
        "most_at_two_pi": dict(zip(SHOWN, map(float, at_two_pi.max(axis=1)), strict=True)),
        "near_at_two_pi": int(np.sum(np.abs(at_two_pi) < 0.1)), "networks": int(at_two_pi.size),
        "relu_slope": {"least": float(slopes.min()), "median": float(np.median(slopes)), "most": float(slopes.max())},
    }  # fmt: skip


def draw(x: Array, answers: Array) -> Figure:
    """One panel over the other."""
    figure = Figure(figsize=(5.2, 4.6))
    for axes, name, curves in zip(figure.subplots(2, 1, sharex=True), SHOWN, answers, strict=True):
        axes.axvspan(-np.pi, np.pi, color=colours.SATURATED_AREA, lw=0)
        axes.plot(x, curves.T, color=colours.OUTPUT, lw=0.9, alpha=0.45)
        axes.plot(x, np.sin(x), color=colours.TARGET, lw=1.6, ls="--")
        axes.set(title=name, xlim=(-FAR, FAR), ylim=(-8, 8), yticks=[-5, 0, 5], ylabel=r"answer $\hat{y}$")
    axes.set(xticks=np.pi * np.arange(-3, 4), xlabel="$x$")
    axes.set_xticklabels(["−3π", "−2π", "−π", "0", "π", "2π", "3π"])
    return figure
