"""Parts of circuits and networks: an operation or a unit in a circle, and an arrow for the way of a number."""

from typing import Any

from matplotlib.axes import Axes
from matplotlib.patches import Circle, FancyArrowPatch

from figures.style import colours


def arrow(axes: Axes, start: tuple[float, float], end: tuple[float, float], colour: str, width: float = 1.4) -> None:
    """Where a number goes."""
    style: dict[str, Any] = {"arrowstyle": "-|>", "mutation_scale": 9, "shrinkA": 0, "shrinkB": 0, "linewidth": width}
    axes.add_patch(FancyArrowPatch(start, end, color=colour, zorder=1, **style))


def operation(
    axes: Axes, centre: tuple[float, float], text: str, radius: float = 0.22, colour: str = colours.INK
) -> None:
    """An operation in a circle; the axes must have equal scales for it to be round."""
    axes.add_patch(Circle(centre, radius, facecolor=colours.PAPER, edgecolor=colour, linewidth=1.4, zorder=2))
    axes.text(*centre, text, color=colour, ha="center", va="center", fontsize=12, zorder=3)
