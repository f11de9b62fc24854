"""A unit sees few pixels through one layer and more through several: 3, then 4, 8 and 10 along a side.

The digit and the four maps that a network makes of it, to scale, each with what the chosen unit depends on, and with
lines from box to box. The reader chooses layer and place. Five squares with all that belongs to them make the script
longer than most. Page: Convolutional networks. Source: Dumoulin and Visin (2016).
"""

from typing import Annotated, Any

from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from figures.digits.images import SIDE, example
from figures.engine import Choice, Slider
from figures.neural import Array
from figures.neural.convolution import size_after
from figures.style import colours

DIGIT = 4
WINDOWS = {"1st convolution": (3, 1), "1st pooling": (2, 2), "2nd convolution": (3, 1), "2nd pooling": (2, 2)}  # k, s
PLACES = 3  # the last of the places to choose from


def sizes() -> list[int]:
    """Pixels along a side of the digit and of each map."""
    found = [SIDE]
    for k, s in WINDOWS.values():
        found.append(size_after(found[-1], k, s))
    return found


def seen(depth: int, place: int) -> list[tuple[int, int]]:
    """First pixel and number of pixels along a side that the unit `place` of a layer depends on, from the digit on."""
    found = [(place, 1)]
    for k, s in reversed(list(WINDOWS.values())[:depth]):
        first, number = found[0]
        found.insert(0, (first * s, (number - 1) * s + k))
    return found


def experiment() -> dict[str, Any]:
    """The digit, and how many pixels a unit of each layer sees along a side."""
    fields = [seen(depth, 0)[0][1] for depth in range(1, len(WINDOWS) + 1)]
    return {"digit": example(DIGIT)[:, :, 0], "field": {f"after_{n}": field for n, field in enumerate(fields, 1)}}


def facts(layer: str, row: int, column: int) -> dict[str, Any]:
    """How many pixels along a side the chosen unit sees."""
    return {"side": seen([*WINDOWS].index(layer) + 1, 0)[0][1], "layer": layer, "row": row, "column": column}


def draw(digit: Array, *, layer: Annotated[str, Choice(*WINDOWS)] = "2nd pooling",
         row: Annotated[int, Slider(0, PLACES, step=1)] = 2,
         column: Annotated[int, Slider(0, PLACES, step=1)] = 2) -> Figure:  # fmt: skip
    """Squares in a line, with a box in each up to the chosen layer, and lines from one box to the next."""
    figure = Figure(figsize=(5.2, 2.3))
    axes = figure.subplots()
    depth, size, left = [*WINDOWS].index(layer) + 1, sizes(), 0.0
    down, right = (seen(depth, round(place / PLACES * (size[depth] - 1))) for place in (row, column))
    axes.imshow(digit, cmap="Greys", vmin=0, vmax=1, extent=(0, SIDE, SIDE, 0), interpolation="none")
    behind: tuple[float, float, int] | None = None  # of the box before: its right side, its top and its height
    for level, side in enumerate(size):
        top = (SIDE - side) / 2
        axes.add_patch(Rectangle((left, top), side, side, fill=False, ec=colours.MUTED, lw=1))
        name = ["digit", *WINDOWS][level].replace(" ", "\n")
        axes.text(left + side / 2, SIDE + 2, f"{side} × {side}\n{name}", ha="center", va="top", color=colours.MUTED,
                  fontsize=10)  # fmt: skip
        if level <= depth:
            (y, number), (x, _) = down[level], right[level]
            ink = colours.OUTPUT if level == depth else colours.WEIGHT
            box = Rectangle((left + x, top + y), number, number, ec=ink, fc=ink, fill=level == depth, lw=1.5)
            axes.add_patch(box)
            if behind:
                for edge, here in ((behind[1], top + y), (behind[1] + behind[2], top + y + number)):
                    axes.plot([behind[0], left + x], [edge, here], color=colours.WEIGHT, lw=0.8)
            behind = left + x + number, top + y, number
        left += side + 8.5
    axes.set(xlim=(-1, left - 4), ylim=(SIDE + 12, -1), aspect="equal")
    axes.axis("off")
    number = down[0][1]
    axes.set_title(f"after the {layer}: {number} × {number} pixels")
    return figure
