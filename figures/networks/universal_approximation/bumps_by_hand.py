"""Four bumps against a curve: the reader sets the heights and watches the error.

The curve is f(x) = x + sin 2πx on [0, 1]; each bump is two step units. Page: Any function: universal approximation.
Source: the idea of building a curve from bumps by hand is from Nielsen (2015), chapter 4.
"""

from itertools import product
from typing import Annotated, Any

import numpy as np
from matplotlib.figure import Figure

from figures.engine import Slider
from figures.neural import Array
from figures.neural.construction import stairs
from figures.style import colours

EDGES = np.linspace(0, 1, 5)
FINE = (np.arange(400) + 0.5) / 400  # where the error is measured: midpoints, so none on an edge
H1, H2, H3, H4 = (Slider(0, 1.25, step=0.25, symbol=f"h_{k}") for k in (1, 2, 3, 4))


def f(x: Array) -> Array:
    """The curve to follow."""
    return x + np.sin(2 * np.pi * x)


def error(heights: tuple[float, ...]) -> float:
    """The root of the mean squared difference between the network of these bumps and f."""
    y_hat = stairs(EDGES, np.array(heights)).forward(FINE[:, None])[:, 0]
    return float(np.sqrt(np.mean((y_hat - f(FINE)) ** 2)))


def experiment() -> dict[str, Any]:
    """The curve; the best setting of all, and the error that any four heights must leave."""
    x = np.linspace(0, 1, 101)
    quarters = f(FINE).reshape(4, -1)
    every = {heights: error(heights) for heights in product(H1.values(), repeat=4)}
    best = min(every, key=lambda heights: every[heights])
    return {"x": x, "curve": f(x), "settings": len(every), "best_error": every[best],
            "best": {f"h{k}": h for k, h in enumerate(best, 1)}, "bumps": len(EDGES) - 1,
            "least_error": float(np.sqrt(quarters.var(axis=1).mean())), "units": 2 * (len(EDGES) - 1)}  # fmt: skip


def facts(best_error: float, h1: float, h2: float, h3: float, h4: float) -> dict[str, Any]:
    """The error of the setting, and whether the sliders can do better."""
    now = error((h1, h2, h3, h4))
    return {"error": now, "verdict": "the least these sliders can reach" if now <= best_error + 1e-12
            else "there is a better setting"}  # fmt: skip


def draw(
    x: Array, curve: Array,
    *, h1: Annotated[float, H1] = 0.5, h2: Annotated[float, H2] = 0.5,
    h3: Annotated[float, H3] = 0.5, h4: Annotated[float, H4] = 0.5,
) -> Figure:  # fmt: skip
    """The curve, the four bumps over it, and the error as title."""
    figure = Figure(figsize=(5.2, 3.4))
    axes = figure.subplots()
    heights = np.array([h1, h2, h3, h4])
    axes.axhline(0, color=colours.GRID, lw=0.8, zorder=0)
    axes.plot(x, curve, color=colours.TARGET)
    axes.plot(np.repeat(EDGES, 2), np.concatenate([[0], np.repeat(heights, 2), [0]]), color=colours.OUTPUT)
    for k, (edge, height) in enumerate(zip(EDGES, heights, strict=False), 1):
        spots = edge + np.array([0.125, 0.05, 0.2])
        room = np.abs(f(spots) - height + 0.09)  # the name stays in the middle unless the curve is there
        axes.text(
            spots[0 if room[0] > 0.2 else room.argmax()],
            height - 0.04,
            f"$h_{k}$",
            color=colours.OUTPUT,
            ha="center",
            va="top",
        )
    axes.set_title(f"error {error((h1, h2, h3, h4)):.3f}")
    axes.text(0.28, 1.33, "$f$", color=colours.TARGET, ha="center")
    axes.set(xlim=(-0.02, 1.02), ylim=(-0.35, 1.48), xticks=EDGES, yticks=[0, 0.5, 1], xlabel="input $x$")
    return figure
