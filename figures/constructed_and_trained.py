"""Good weights exist, and training may miss them: written down against trained, at equal numbers of ReLU units.

Two panels, an easy curve with one wave and a harder one with three: the error of the broken line that is written down
(dots), and of networks trained from 20 seeds (median and range). Page: Any function: universal approximation.
Source: none; the construction is that of figures/neural/construction.py.
"""

from typing import Any

import numpy as np
from matplotlib.figure import Figure

from figures.neural import Array
from figures.neural.activation_registry import ACTIVATIONS
from figures.neural.batched import descend, losses, seeded_networks
from figures.neural.construction import broken_line
from figures.neural.initialisers import he_normal
from figures.neural.losses import LOSSES
from figures.neural.optimisers import Adam
from figures.style import colours

WIDTHS = np.array([2, 4, 8, 16, 32])
SEEDS, STEPS, RATE = 20, 1000, 0.02  # full batches, Adam, He's weights
X = np.linspace(0, 1, 49)[:, None]  # where both are trained and judged
WAVES = {"one": (1, 1.0), "three": (3, 0.5)}  # waves on [0, 1] and their height
LOSS = LOSSES["mean_squared_error"]


def curve(waves: int, height: float) -> Array:
    """x + h sin(2π waves x) at the points X."""
    return X + height * np.sin(2 * np.pi * waves * X)


def constructed(width: int, waves: int, height: float) -> float:
    """The error of the broken line with equal pieces through the curve."""
    knots = np.linspace(0, 1, width + 1)
    network = broken_line(knots, knots + height * np.sin(2 * np.pi * waves * knots))
    return float(np.sqrt(LOSS.function(network.forward(X), curve(waves, height))))


def trained(width: int, waves: int, height: float) -> Array:
    """The error of every seed after training; the input is stretched to [−1, 1], which helps."""
    networks = seeded_networks((1, width, 1), ACTIVATIONS["relu"], range(SEEDS), he_normal)
    descend(networks, 2 * X - 1, curve(waves, height), LOSS, Adam(RATE), STEPS)
    return np.sqrt(losses(networks.forward(2 * X - 1), curve(waves, height), LOSS))


def experiment() -> dict[str, Any]:
    """Errors by curve and width, and by seed for the trained ones."""
    written = np.array([[constructed(int(w), *case) for w in WIDTHS] for case in WAVES.values()])
    learned = np.array([[trained(int(w), *case) for w in WIDTHS] for case in WAVES.values()])
    widest = {name: {"written": float(a[-1]), "best": float(b[-1].min()), "median": float(np.median(b[-1])),
                     "worst": float(b[-1].max()), "ratio": float(b[-1].min() / a[-1])}
              for name, a, b in zip(WAVES, written, learned, strict=True)}  # fmt: skip
    return {"widths": WIDTHS, "written": written, "learned": learned, "widest": widest, "units": int(WIDTHS[-1]),
            "seeds": SEEDS, "steps": STEPS, "found_by": f"{int((learned[1, -1] <= written[1, -1]).sum())} of {SEEDS}"}


def draw(widths: Array, written: Array, learned: Array) -> Figure:
    """Errors over width on logarithmic axes."""
    figure = Figure(figsize=(5.2, 5.4))
    panels = figure.subplots(2, 1, sharex=True)
    for axes, dots, runs, title in zip(panels, written, learned, ("one wave", "three waves"), strict=True):
        axes.fill_between(widths, runs.min(axis=1), runs.max(axis=1), color=colours.FIRST, alpha=0.2, lw=0)
        axes.plot(widths, np.median(runs, axis=1), color=colours.FIRST)
        axes.plot(widths, dots, "o--", color=colours.OUTPUT, lw=1)
        axes.set(xscale="log", yscale="log", ylim=(1e-3, 1.2), ylabel="error", title=title)
    panels[0].text(2.1, 0.09, "trained", color=colours.FIRST)
    panels[0].text(2.6, 0.62, "written down", color=colours.OUTPUT)
    panels[1].set_xticks(widths, [str(width) for width in widths])
    panels[1].set(xlabel="hidden units", xlim=(1.8, 36))
    panels[1].minorticks_off()
    panels[0].minorticks_off()
    return figure
