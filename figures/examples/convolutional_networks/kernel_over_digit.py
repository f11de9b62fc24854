"""A kernel asks one question at every place of a digit; each answer is the sum of nine products.

Above, the digit with the window, and the map of all answers with the one that belongs to it: orange is positive,
violet negative. Below, pixels times weights. The reader chooses kernel and place. Page: Convolutional networks.
Source: edge kernels as in Prewitt (1970); the trained one is of the network `cnn`.
Longer than most scripts: two images and three tables show one and the same place.
"""

from typing import Annotated, Any

import numpy as np
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from figures.digits.images import example
from figures.digits.trained import parameters
from figures.engine import Choice, Slider
from figures.neural import Array
from figures.neural.convolution import Convolution
from figures.shapes.matrices import signed
from figures.style import colours

DIGIT = 4
KERNELS = {
    "upper edge": [[-1, -1, -1], [0, 0, 0], [1, 1, 1]], "left edge": [[-1, 0, 1], [-1, 0, 1], [-1, 0, 1]],
    "blur": [[1 / 9] * 3] * 3, "sharpen": [[0, -1, 0], [-1, 5, -1], [0, -1, 0]],
}  # fmt: skip
FIRST, LAST, STEP = 6, 22, 4  # places that can be chosen


def experiment() -> dict[str, Any]:
    """The digit (28, 28), the kernels (5, 3, 3) and their maps (5, 26, 26), without bias."""
    digit, first = example(DIGIT), parameters("cnn")[0][:, :, 0].transpose(2, 0, 1)
    strongest = first[np.argmax(np.sum(first**2, axis=(1, 2)))]
    kernels = np.array([*KERNELS.values(), strongest])
    maps = Convolution(kernels.transpose(1, 2, 0)[:, :, None]).forward(digit[None])[0].transpose(2, 0, 1)
    return {"digit": digit[:, :, 0], "kernels": kernels, "maps": maps}


def facts(maps: Array, kernel: str, row: int, column: int) -> dict[str, Any]:
    """The answer at this place."""
    return {"answer": float(maps[[*KERNELS, "trained"].index(kernel), row, column]), "kernel": kernel}


def draw(digit: Array, kernels: Array, maps: Array, *,
         kernel: Annotated[str, Choice(*KERNELS, "trained")] = "upper edge",
         row: Annotated[int, Slider(FIRST, LAST, step=STEP)] = 14,
         column: Annotated[int, Slider(FIRST, LAST, step=STEP)] = 10) -> Figure:  # fmt: skip
    """Two images above three tables."""
    figure = Figure(figsize=(5.2, 4.6))
    grid = figure.add_gridspec(2, 2, height_ratios=[2.4, 1])
    seen, answers, sums = (figure.add_subplot(place) for place in (grid[0, 0], grid[0, 1], grid[1, :]))
    which = [*KERNELS, "trained"].index(kernel)
    patch, weights, answer = digit[row : row + 3, column : column + 3], kernels[which], maps[which, row, column]
    seen.imshow(digit, cmap="Greys", vmin=0, vmax=1, interpolation="none")
    seen.add_patch(Rectangle((column - 0.5, row - 0.5), 3, 3, fill=False, ec=colours.WEIGHT, lw=2))
    most = np.abs(maps[which]).max()
    answers.imshow(maps[which], cmap="PuOr_r", vmin=-most, vmax=most, interpolation="none")
    answers.add_patch(Rectangle((column - 0.5, row - 0.5), 1, 1, fill=False, ec=colours.OUTPUT, lw=2))
    for axes, title in ((seen, "28 × 28 pixels"), (answers, "26 × 26 answers")):
        axes.set(title=title, xticks=[], yticks=[])
        axes.spines[:].set_visible(False)
    for left, table, ink in (
        (0.0, patch, colours.INPUT),
        (4.8, weights, colours.WEIGHT),
        (9.6, patch * weights, colours.INK),
    ):
        for place in range(3):
            lines = [signed(round(float(number), 2) + 0.0) for number in table[:, place]]
            sums.text(
                left + 1.25 * (place + 1), 1, "\n".join(lines), color=ink, ha="right", va="center", linespacing=1.5
            )
    for middle, sign in ((4.4, "⊙"), (9.1, "=")):
        sums.text(middle, 1, sign, ha="center", va="center")
    sums.text(
        14.0, 1, f"sum {signed(round(float(answer), 2) + 0.0)}", color=colours.OUTPUT, va="center", fontweight="bold"
    )
    sums.set(xlim=(0.6, 17), ylim=(0, 2))
    sums.axis("off")
    return figure
