"""Good weights exist, and training may miss them: written down against trained, at equal numbers of ReLU units.

Two panels, an easy curve with one wave and a harder one with three: the error of the broken line that is written down
(dots), and of networks trained from 20 seeds (median and range), from two kinds of start: with biases 0, where all
corners lie in the middle, and with corners spread over the interval. Page: Any function: universal approximation.
Source: none; the construction is that of figures/neural/construction.py. Two starts make it longer than most scripts.
"""

from collections.abc import Iterator
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
PATIENCE = 10  # times as many steps, for the widest networks on the harder curve
X = np.linspace(0, 1, 49)[:, None]  # where both are trained and judged
STARTS = ("middle", "spread")  # where the corners begin
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


def trained(start: str, width: int, waves: int, height: float) -> Iterator[Array]:
    """The error of every seed after STEPS steps, then with PATIENCE; the input is stretched to [−1, 1], which helps.

    A corner lies at −b/w: biases 0 put all into the middle, b = −wc with c uniform on [−1, 1] spreads them.
    """
    networks = seeded_networks((1, width, 1), ACTIVATIONS["relu"], range(SEEDS), he_normal)
    if start == "spread":
        networks.b[0][:] = -networks.W[0] * np.random.default_rng(0).uniform(-1, 1, networks.W[0].shape)
    x, y, adam = 2 * X - 1, curve(waves, height), Adam(RATE)
    for steps in (STEPS, (PATIENCE - 1) * STEPS):
        descend(networks, x, y, LOSS, adam, steps)
        yield np.sqrt(losses(networks.forward(x), y, LOSS))


def experiment() -> dict[str, Any]:
    """Errors by curve and width, (2, 5), and for the trained ones by start and seed too, (2, 2, 5, SEEDS)."""
    written = np.array([[constructed(int(w), *case) for w in WIDTHS] for case in WAVES.values()])
    runs = {(start, name, w): trained(start, int(w), *case)
            for start in STARTS for name, case in WAVES.items() for w in WIDTHS}  # fmt: skip
    learned = np.array([next(run) for run in runs.values()]).reshape(len(STARTS), len(WAVES), len(WIDTHS), SEEDS)
    usual, spread = ({name: {"written": float(a[-1]), "best": float(b[-1].min()), "median": float(np.median(b[-1])),
                             "worst": float(b[-1].max()), "ratio": float(b[-1].min() / a[-1])}
                      for name, a, b in zip(WAVES, written, errors, strict=True)} for errors in learned)  # fmt: skip
    patient = {start: float(np.median(next(runs[start, "three", WIDTHS[-1]]))) for start in STARTS}
    found = (learned[:, 1, -1] <= written[1, -1]).sum(axis=1).max()  # by the better start
    return {"widths": WIDTHS, "written": written, "learned": learned, "widest": usual, "spread": spread,
            "patient": patient, "units": int(WIDTHS[-1]), "seeds": SEEDS, "steps": STEPS,
            "more_steps": PATIENCE * STEPS, "found_by": f"{int(found)} of {SEEDS}"}  # fmt: skip


def draw(widths: Array, written: Array, learned: Array) -> Figure:
    """Errors over width on logarithmic axes."""
    figure = Figure(figsize=(5.2, 5.4))
    panels = figure.subplots(2, 1, sharex=True)
    for panel, (axes, dots, title) in enumerate(zip(panels, written, ("one wave", "three waves"), strict=True)):
        for runs, ink in zip(learned[:, panel], (colours.FIRST, colours.THIRD), strict=True):
            axes.fill_between(widths, runs.min(axis=1), runs.max(axis=1), color=ink, alpha=0.2, lw=0)
            axes.plot(widths, np.median(runs, axis=1), color=ink)
        axes.plot(widths, dots, "o--", color=colours.OUTPUT, lw=1)
        axes.set(xscale="log", yscale="log", ylim=(1e-3, 1.2), ylabel="error", title=title)
    panels[1].text(36, np.median(learned[0, 1, -1]), "trained from\nthe middle", color=colours.FIRST, va="bottom")
    panels[1].text(36, np.median(learned[1, 1, -1]), "trained from\nspread corners", color=colours.THIRD, va="center")
    panels[1].text(36, written[1, -1], "written down", color=colours.OUTPUT, va="center")
    panels[1].set_xticks(widths, [str(width) for width in widths])
    panels[1].set(xlabel="hidden units", xlim=(1.8, 110))
    for axes in panels:
        axes.minorticks_off()
        axes.spines["bottom"].set_bounds(1.8, 32)
    return figure
