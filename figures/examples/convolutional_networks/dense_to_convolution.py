"""Cut the reach of a dense layer and tie its weights, and nine are left: a convolution is a dense layer's special case.

Left, the matrix of a layer from 6 × 6 pixels to 4 × 4 units, a cell a weight; equal shades are one weight. Right, to
scale, where the matrix from 28 × 28 pixels to 26 × 26 units has weights. The reader turns both constraints on and off.
Page: Convolutional networks. Source: LeCun et al. (1989).
"""

from typing import Annotated, Any

import numpy as np
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from figures.engine import Choice
from figures.neural import Labels
from figures.style import colours

SMALL, LARGE, KERNEL = 6, 28, 3  # pixels along a side
REACH, WEIGHTS = ("every pixel", "3 × 3 pixels"), ("each its own", "shared")


def matrix(side: int, near: bool, shared: bool) -> Labels:
    """Which weight stands where, (side², units²), counted from 1; 0 where there is none.

    Shared means that units which see a pixel at the same offset from their own place weigh it alike.
    """
    units = side - KERNEL + 1
    pixel, unit = np.indices((side, side)).reshape(2, -1, 1), np.indices((units, units)).reshape(2, 1, -1)
    down, right = pixel - unit
    weight = (down + side) * 2 * side + right if shared else np.arange(down.size).reshape(down.shape)
    seen = (0 <= down) & (down < KERNEL) & (0 <= right) & (right < KERNEL) if near else np.ones_like(down, bool)
    numbers = np.zeros(seen.shape, int)
    numbers[seen] = np.unique(weight[seen], return_inverse=True)[1] + 1
    return numbers


def experiment() -> dict[str, Any]:
    """The small matrix in all four cases, (2, 2, 36, 16), and how many weights the large one has in each."""
    cases = [[(near, shared) for shared in (False, True)] for near in (False, True)]
    small = np.array([[matrix(SMALL, *case) for case in row] for row in cases])
    count = np.array([[matrix(LARGE, *case).max() for case in row] for row in cases])
    names = {"dense": count[0, 0], "tied": count[0, 1], "cut": count[1, 0], "both": count[1, 1]}
    return {"small": small, "count": count, "of": {name: int(number) for name, number in names.items()}}


def facts(count: Labels, reach: str, weights: str) -> dict[str, Any]:
    """How many weights there are at this setting."""
    return {"now": int(count[REACH.index(reach), WEIGHTS.index(weights)]), "reach": reach, "weights": weights}


def draw(small: Labels, count: Labels, *, reach: Annotated[str, Choice(*REACH)] = REACH[1],
         weights: Annotated[str, Choice(*WEIGHTS)] = WEIGHTS[1]) -> Figure:  # fmt: skip
    """A table of shades beside the whole matrix."""
    figure = Figure(figsize=(5.2, 3.9))
    left, right = figure.subplots(1, 2, width_ratios=[SMALL**2 - 20, 2.1 * (SMALL**2 - 20)])
    near, shared = REACH.index(reach), WEIGHTS.index(weights)
    numbers = small[near, shared]
    shade = np.random.default_rng(1).permutation(np.linspace(0.12, 1, numbers.max() + 1)).round(2)
    for (row, column), number in np.ndenumerate(numbers):
        if number:
            cell = Rectangle((column, row), 0.9, 0.9, color=colours.WEIGHT, alpha=float(shade[number]), lw=0)
            left.add_patch(cell)
    units = LARGE - KERNEL + 1
    if near:
        corners = [(units * i, LARGE * (i + u) + v) for i in range(units) for u in range(KERNEL) for v in range(KERNEL)]
        lines = [[(x, y), (x + units, y + units)] for x, y in corners]
        right.add_collection(LineCollection(lines, colors=str(colours.WEIGHT), lw=0.35))
    else:
        right.add_patch(Rectangle((0, 0), units**2, LARGE**2, color=colours.WEIGHT, alpha=0.6, lw=0))
    for axes, pixels, outputs in ((left, SMALL**2, (SMALL - KERNEL + 1) ** 2), (right, LARGE**2, units**2)):
        axes.set(xlim=(0, outputs), ylim=(pixels, 0), aspect="equal", xticks=[], yticks=[])
        axes.set_xlabel(f"{outputs} units")
        axes.set_ylabel(f"{pixels} pixels")
    figure.suptitle(f"{count[near, shared]:,} weights in the large matrix")
    return figure
