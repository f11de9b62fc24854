"""How the sine is drawn: the target in green, the middle network in orange, the band over the seeds behind it."""

import numpy as np
from matplotlib.axes import Axes

from figures.neural import Array
from figures.style import colours

PI_TICKS = {"xticks": [-np.pi, 0, np.pi], "xticklabels": ["−π", "0", "π"]}


def draw_fit(axes: Axes, x: Array, middle: Array, edges: Array) -> None:
    """sin x under the band between two edges (2, N) and the curve of the middle network (N,)."""
    axes.plot(x, np.sin(x), color=colours.TARGET, lw=1.2, ls="--", zorder=1)
    axes.fill_between(x, *edges, color=colours.OUTPUT, alpha=0.25, lw=0, zorder=2)
    axes.plot(x, middle, color=colours.OUTPUT, lw=1.7, zorder=3)


def short(value: float) -> str:
    """Two digits that matter: 0.44, 0.0038."""
    return f"{value:#.2g}"
