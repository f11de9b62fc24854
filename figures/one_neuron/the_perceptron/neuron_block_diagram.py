"""An artificial neuron as a block diagram: multiply each input by its weight, add all up with the bias, apply φ.

Shown on the page "The perceptron". Source: Rosenblatt (1958); Nielsen (2015), chapter 1.
"""

from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Circle, FancyArrowPatch, FancyBboxPatch

from figures.style import colours

ROWS = [("1", 4.6), ("2", 3.4), ("n", 1.0)]  # index and height of the inputs drawn; dots stand for the others
TIMES_X, SUM, PHI_X, MIDDLE = 2.5, (5.1, 2.8), 8.0, 2.8


def arrow(axes: Axes, start: tuple[float, float], end: tuple[float, float], colour: str) -> None:
    """Where a number goes."""
    style: dict[str, Any] = {"arrowstyle": "-|>", "mutation_scale": 11, "shrinkA": 0, "shrinkB": 0, "linewidth": 1.6}
    axes.add_patch(FancyArrowPatch(start, end, color=colour, **style))


def node(axes: Axes, centre: tuple[float, float], radius: float, text: str, colour: str) -> None:
    """An operation in a circle."""
    axes.add_patch(Circle(centre, radius, facecolor=colours.PAPER, edgecolor=colour, linewidth=1.6, zorder=2))
    axes.text(*centre, text, color=colour, ha="center", va="center_baseline", fontsize=15, zorder=3)


def draw() -> Figure:
    """Inputs on the left, output on the right."""
    figure = Figure(figsize=(5.2, 3.0))
    axes = figure.subplots(subplot_kw={"aspect": "equal", "xlim": (0, 10.4), "ylim": (0.0, 5.8)})
    axes.axis("off")
    label: dict[str, Any] = {"ha": "center", "va": "center", "fontsize": 13}
    for index, y in ROWS:
        axes.text(0.35, y, f"$x_{index}$", color=colours.INPUT, **label)
        arrow(axes, (0.75, y), (TIMES_X - 0.32, y), colours.INPUT)
        axes.text(TIMES_X, y + 0.62, f"$w_{index}$", color=colours.WEIGHT, **label)
        node(axes, (TIMES_X, y), 0.3, "×", colours.WEIGHT)
        x_touch = SUM[0] - 0.62
        arrow(axes, (TIMES_X + 0.3, y), (x_touch, MIDDLE + 0.22 * (y - MIDDLE)), colours.MUTED)
    axes.text(0.35, 2.25, "⋮", color=colours.INPUT, **label)
    axes.text(TIMES_X, 2.4, "⋮", color=colours.WEIGHT, **label)
    axes.text(SUM[0], 5.2, "$b$", color=colours.BIAS, **label)
    arrow(axes, (SUM[0], 4.85), (SUM[0], MIDDLE + 0.64), colours.BIAS)
    node(axes, SUM, 0.6, r"$\Sigma$", colours.INK)
    arrow(axes, (SUM[0] + 0.6, MIDDLE), (PHI_X - 0.62, MIDDLE), colours.INK)
    axes.text(6.5, MIDDLE + 0.4, "$z$", color=colours.INK, **label)
    box = FancyBboxPatch(
        (PHI_X - 0.6, MIDDLE - 0.6),
        1.2,
        1.2,
        boxstyle="round,pad=0,rounding_size=0.15",
        facecolor=colours.PAPER,
        edgecolor=colours.INK,
        linewidth=1.6,
    )
    axes.add_patch(box)
    axes.text(PHI_X, MIDDLE, r"$\varphi$", color=colours.INK, **label | {"fontsize": 16})
    arrow(axes, (PHI_X + 0.6, MIDDLE), (9.75, MIDDLE), colours.OUTPUT)
    axes.text(10.1, MIDDLE, "$a$", color=colours.OUTPUT, **label)
    for x, words in ((TIMES_X, "weigh"), (SUM[0], "add up"), (PHI_X, "activate")):
        axes.text(x, 0.3, words, color=colours.MUTED, ha="center", va="center")
    return figure
