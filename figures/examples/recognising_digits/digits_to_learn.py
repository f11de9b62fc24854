"""Ten ways to write each digit: what the network gets, and all that it gets.

The first digits of each kind among those for training. Page: Recognising digits.
Source: LeCun, Bottou, Bengio & Haffner (1998).
"""

from typing import Any

import numpy as np
from matplotlib.figure import Figure

from figures.digits.data import digits
from figures.digits.five_seeds import parts
from figures.neural import Array
from figures.style import colours

EACH = 8  # of every digit


def experiment() -> dict[str, Any]:
    """Images (10, EACH, height, width), and what is counted of the data."""
    found, sets = digits(), parts()
    counts = np.bincount(found.y_test)
    x = sets["training"][0]
    first = np.stack([found.x[np.flatnonzero(found.y == digit)[:EACH]] for digit in range(10)])
    sizes = {name: len(rows) for name, (rows, _) in sets.items()}
    return {"images": first.astype(float), "data": found.said, "sizes": sizes,
            "each": EACH, "pixels": x.shape[1],
            "frequent": int(np.argmax(counts)),
            "baseline": float(counts.max() / counts.sum())}  # fmt: skip


def draw(images: Array) -> Figure:
    """One picture of all, a column for each digit, below the digits in print."""
    figure = Figure(figsize=(5.2, 4.4))
    axes = figure.subplots()
    side = images.shape[-1]
    together = images.transpose(1, 2, 0, 3).reshape(EACH * side, 10 * side)
    axes.imshow(together, cmap="gray_r", vmin=0, vmax=255, interpolation="none")
    for digit in range(10):
        axes.text((digit + 0.5) * side, -0.1 * side, str(digit), ha="center", va="bottom", color=colours.TARGET)
    axes.set_ylim(EACH * side, -0.7 * side)
    axes.axis("off")
    return figure
