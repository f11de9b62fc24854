"""A network knows digits of one form only; what is off in place or size is mended before it looks.

Each row: an example, and the share of test digits that the convolutional network gets right, as they come and brought
into MNIST's form. Page: Draw a digit. Source: LeCun, Bottou, Bengio & Haffner (1998).
"""

from collections.abc import Callable
from typing import Any

import numpy as np
from matplotlib.figure import Figure

from figures.digits.answers import accuracy
from figures.digits.form import AT, back_in_form, bold, filling
from figures.digits.images import shifted, unseen_digits
from figures.digits.trained import trained
from figures.neural import Array
from figures.style import colours

ASKED = 2000  # test digits
WAYS: dict[str, Callable[[Array], Array]] = {
    "as in MNIST": lambda image: image,
    "4 pixels off": lambda image: shifted(image[None, ..., None], 4, 4)[0, ..., 0],
    "as large as it goes": filling,
    "strokes 3 pixels thicker": bold,
    "black and white swapped": lambda image: 1 - image,
}
NAMES = ("clean", "off", "large", "bold", "inverted")


def experiment() -> dict[str, Any]:
    """Accuracies (way, before and after), and one digit in each form."""
    x, y = unseen_digits()
    x, y = x[:ASKED, ..., 0].astype(float), y[:ASKED]
    formed = [np.array([way(image) for image in x]) for way in WAYS.values()]
    mended = [np.array([back_in_form(image) for image in images]) for images in formed]
    right = {
        name: np.array(
            [[accuracy(trained(name), each, y) for each in pair] for pair in zip(formed, mended, strict=True)]
        )
        for name in ("cnn", "dense")
    }
    example = int(np.argmax(y == 5))
    half_off = accuracy(trained("cnn"), np.array([back_in_form(image, AT - 0.5) for image in x]), y)
    return {
        "examples": np.array([images[example] for images in formed]), "right": right["cnn"], "asked": len(x),
        "half_a_pixel": float(100 * (right["cnn"][0, 1] - half_off)),  # percentage points
        **{network: {name: dict(zip(("before", "after"), row.tolist(), strict=True))
                     for name, row in zip(NAMES, rows, strict=True)} for network, rows in right.items()},
    }  # fmt: skip


def draw(examples: Array, right: Array) -> Figure:
    """Thumbnails on the left, and a scale from 0 to 1 with two dots a row."""
    figure = Figure(figsize=(5.2, 4.6))
    grid = figure.add_gridspec(len(examples), 2, width_ratios=(1, 7))
    axes = figure.add_subplot(grid[:, 1])
    for row, (image, (before, after), name) in enumerate(zip(examples, right, WAYS, strict=True)):
        small = figure.add_subplot(grid[row, 0], xticks=[], yticks=[])
        small.imshow(image, cmap="Greys", vmin=0, vmax=1, interpolation="none")
        small.spines[:].set_visible(False)
        axes.plot([before, after], [row, row], color=colours.GRID, zorder=1)
        axes.plot(before, row, "o", color=colours.INPUT, markerfacecolor=colours.PAPER, markersize=8)
        axes.plot(after, row, "o", color=colours.OUTPUT, markersize=8)
        axes.text(0, row - 0.3, name, va="bottom")
    axes.text(right[1, 0], 1.14, "as it comes", color=colours.INPUT, ha="left", va="top")
    axes.text(right[1, 1], 1.14, "in MNIST’s form", color=colours.OUTPUT, ha="right", va="top")
    axes.set(xlim=(0, 1.03), ylim=(len(examples) - 0.5, -0.8), yticks=[], xlabel="share of test digits that are right")
    axes.spines["left"].set_visible(False)
    return figure
