"""What a model stores: for each dense layer a kernel (n_in, n_out) and a bias (n_out,), drawn to scale; nothing else.

Left, the layers and the shapes of what passes between them; right, their parameters. Page: TensorFlow and Keras.
Source: the documentation of Keras, for the names kernel and bias and the None that stands for the number of examples.
"""

from itertools import pairwise
from typing import Any

from matplotlib.figure import Figure
from matplotlib.patches import FancyArrowPatch, FancyBboxPatch, Rectangle

from figures.style import colours

WIDTHS = (2, 16, 16, 3)
FURTHER = 5  # units of a layer that the reader is asked to add
ORDER = ("first", "second", "third")
CENTRE, LEFT, GAP = 7.5, 22.0, 9.0  # of the boxes, of the rectangles, free height between two layers; one unit a number


def experiment() -> dict[str, Any]:
    """The numbers stored by each layer and by all, and those of one more layer behind the last."""
    layer = {name: n_in * n_out + n_out for name, (n_in, n_out) in zip(ORDER, pairwise(WIDTHS), strict=True)}
    return {"layer": layer, "parameters": sum(layer.values()), "further": WIDTHS[-1] * FURTHER + FURTHER}


def draw(layer: dict[str, int]) -> Figure:
    """From the input at the top to the logits at the bottom."""
    figure = Figure(figsize=(5.2, 5.6))
    axes = figure.subplots(subplot_kw={"aspect": "equal", "xlim": (-0.5, 53.5), "ylim": (60.5, -10)})
    axes.axis("off")
    text: dict[str, Any] = {"va": "center", "fontsize": 10}
    top, came_from = 0.0, -6.5
    axes.text(CENTRE, -8.5, f"x  (None, {WIDTHS[0]})", color=colours.INPUT, ha="center", **text)
    for (n_in, n_out), stored in zip(pairwise(WIDTHS), layer.values(), strict=True):
        middle = top + n_in / 2 + 1
        arrow: dict[str, Any] = {"arrowstyle": "-|>", "mutation_scale": 11, "shrinkA": 0, "shrinkB": 0, "lw": 1.6}
        axes.add_patch(FancyArrowPatch((CENTRE, came_from), (CENTRE, middle - 3.5), color=colours.MUTED, **arrow))
        axes.add_patch(
            FancyBboxPatch(
                (CENTRE - 7.5, middle - 3.5),
                15,
                7,
                boxstyle="round,pad=0,rounding_size=0.6",
                facecolor=colours.PAPER,
                edgecolor=colours.INK,
                lw=1.6,
            )
        )
        axes.text(CENTRE, middle - 1.5, f"Dense({n_out})", ha="center", **text)
        axes.text(CENTRE, middle + 1.6, f"{stored} numbers", ha="center", color=colours.MUTED, **text)
        for height, rows, ink, name in (
            (top, n_in, colours.WEIGHT, f"kernel ({n_in}, {n_out})"),
            (top + n_in + 1, 1, colours.BIAS, f"bias ({n_out},)"),
        ):
            axes.add_patch(Rectangle((LEFT, height), n_out, rows, facecolor=ink, alpha=0.3, lw=0))
            axes.add_patch(Rectangle((LEFT, height), n_out, rows, fill=False, edgecolor=ink, lw=1.4))
            apart = (0.6 if rows == 1 else -0.6) if n_in < 4 else 0  # two lines of text are higher than so few rows
            axes.text(LEFT + n_out + 1, height + rows / 2 + apart, name, color=ink, **text)
        came_from, top = middle + 3.5, top + n_in + 2 + GAP
        axes.text(CENTRE + 1, came_from + 2.2, f"(None, {n_out})", color=colours.MUTED, **text)
    axes.add_patch(FancyArrowPatch((CENTRE, came_from), (CENTRE, came_from + 5), color=colours.MUTED, **arrow))
    axes.text(CENTRE, came_from + 7, "logits", color=colours.OUTPUT, ha="center", **text)
    return figure
