"""What the first layer asks of a digit: strokes here, no strokes there, and noise where no ink ever was.

The weights of units of the first layer as pictures: red where ink raises the unit's z, blue where it lowers it. Those
with the largest weights, in the order of their size. Page: Recognising digits.
Source: Glorot & Bengio (2010), for the noise at the start.
"""

from typing import Any

import numpy as np
from matplotlib.figure import Figure

from figures.digits.five_seeds import parts, trained
from figures.digits.perceptron import beginning
from figures.neural import Array

ROWS, COLUMNS = 4, 5


def experiment() -> dict[str, Any]:
    """Pictures (ROWS · COLUMNS, height, width), and what became of the weights of pixels without any ink."""
    W, (x, _) = trained()["W1"], parts()["training"]
    blank = ~x.any(axis=0)
    start = beginning(len(W), np.random.default_rng(0))[0]
    side = int(np.sqrt(len(W)))
    chosen = np.argsort(-np.linalg.norm(W, axis=0))[: ROWS * COLUMNS]
    return {"pictures": W[:, chosen].T.reshape(-1, side, side).astype(float), "units": W.shape[1], "shown": len(chosen),
            "blank": int(blank.sum()), "unmoved": bool(np.array_equal(W[blank], start[blank]))}  # fmt: skip


def draw(pictures: Array) -> Figure:
    """A table of pictures on one scale."""
    figure = Figure(figsize=(5.2, 4.3))
    strong = np.quantile(np.abs(pictures), 0.995)
    for axes, picture in zip(figure.subplots(ROWS, COLUMNS).flat, pictures, strict=True):
        axes.imshow(picture, cmap="RdBu_r", vmin=-strong, vmax=strong, interpolation="none")
        axes.axis("off")
    return figure
