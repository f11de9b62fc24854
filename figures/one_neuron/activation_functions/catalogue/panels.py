"""One small panel for each activation: the function, its derivative, and where it is saturated."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure, SubFigure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from numpy.typing import NDArray

from figures.neural import Array
from figures.style import colours

FLAT = 0.05  # saturated: |φ′| is at most 5% of its largest value, or of 1 where that is more
COLUMNS = 3  # panels side by side: what a telephone can show
LOW, HIGH = -3.0, 6.5  # no panel shows more, whatever the function does


def around_0(end: float) -> Array:
    """z from −end to end: none is 0, where there may be a corner, but two are close, so that a peak is drawn whole."""
    return np.sort(np.r_[np.linspace(-end, end, 160), -0.001, 0.001])


def saturated(slope: Array) -> NDArray[np.bool_]:
    """Where |φ′| ≤ 0.05 · min(1, max |φ′|); everywhere if φ′ is 0 everywhere."""
    size = np.abs(slope)
    flat: NDArray[np.bool_] = size <= FLAT * min(1.0, float(size.max()))
    return flat


def broken_at_jumps(z: Array, curve: Array) -> tuple[Array, Array]:
    """z and the curve with a gap (NaN) at each jump, where a step is far larger than the steps on both sides."""
    steps = np.abs(np.diff(curve))
    beside = np.maximum(np.r_[steps[1:], 0], np.r_[0, steps[:-1]])
    jumps = np.flatnonzero(steps > 2 * beside + 0.05)
    return np.insert(z, jumps + 1, z[jumps]), np.insert(curve.astype(float), jumps + 1, np.nan)


def draw_saturated(axes: Axes, z: Array, slope: Array) -> None:
    """Shade every stretch of z on which the function is saturated."""
    flat = saturated(slope).astype(int)
    for start, end in np.flatnonzero(np.diff(np.r_[0, flat, 0])).reshape(-1, 2):
        axes.axvspan(z[start], z[end - 1], color=colours.SATURATED_AREA, lw=0, zorder=0)


def draw_panel(axes: Axes, z: Array, value: Array, slope: Array, low: float, high: float) -> None:
    """φ and φ′ over z between low and high with the saturated zones shaded and lines through the origin."""
    draw_saturated(axes, z, slope)
    axes.axhline(0, color=colours.MUTED, lw=0.6, zorder=1)
    axes.axvline(0, color=colours.MUTED, lw=0.6, zorder=1)
    same = np.allclose(value, slope)  # e^z is its own derivative: two dashes of one line show both
    axes.plot(
        *broken_at_jumps(z, slope),
        color=colours.DERIVATIVE,
        lw=1.5,
        zorder=3 if same else 2,
        ls=(0, (4, 4)) if same else "-",
    )
    axes.plot(*broken_at_jumps(z, value), color=colours.OUTPUT, lw=2)
    near_end = int(0.75 * z[-1])
    axes.set(xlim=(z[0], z[-1]), ylim=(low, high), xticks=[-near_end, 0, near_end])


def draw_grid(figure: Figure | SubFigure, names: list[str], z: Array, values: Array, slopes: Array) -> None:
    """One panel a name, three in a row; z, values and slopes have one row for each name."""
    rows = -(-len(names) // COLUMNS)
    panels = list(figure.subplots(rows, COLUMNS, squeeze=False).flat)
    for place, (name, x, value, slope) in enumerate(zip(names, z, values, slopes, strict=True)):
        both = np.concatenate([value, slope])
        low, high = max(both.min(), LOW), min(both.max(), HIGH)
        draw_panel(panels[place], x, value, slope, low - 0.08 * (high - low), high + 0.08 * (high - low))
        panels[place].set_title(name.replace("\n", " "), fontsize=10)  # two names may be wider than their panel
        ticks = (-3, 0, 3, 6) if high > 4 else (-2, 0, 2) if max(-low, high) > 2 else (-1, 0, 1)
        panels[place].set_yticks([tick for tick in ticks if low - 0.1 <= tick <= high + 0.1])
        lowest = place + COLUMNS >= len(names)
        panels[place].tick_params(labelbottom=lowest)
        if lowest:
            panels[place].set_xlabel("$z$", labelpad=1)
            panels[place].xaxis.set_in_layout(place + COLUMNS >= rows * COLUMNS)  # what hangs into an empty place
    for axes in panels[len(names) :]:
        axes.axis("off")


def draw_key(figure: Figure) -> None:
    """What the two curves and the shade are, in one line above all panels."""
    curves = [Line2D([], [], color=colours.OUTPUT, lw=2), Line2D([], [], color=colours.DERIVATIVE, lw=1.5)]
    shade = Patch(color=colours.SATURATED_AREA, lw=0)
    words = [r"function $\varphi$", r"derivative $\varphi'$", "saturated"]
    figure.legend([*curves, shade], words, loc="outside upper left", ncols=3, handlelength=1.2, columnspacing=1.2)
