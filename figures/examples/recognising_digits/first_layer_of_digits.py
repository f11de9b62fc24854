"""What the first layer asks of a digit: no stroke here, a stroke beside it, and noise where no ink ever was.

The weights of units of the first layer as pictures: orange where ink raises the unit's z, violet where it lowers it.
Those with the largest weights, in the order of their size; the line parts the pixels that had ink in some training
digit from those that never had. Page: Recognising digits. Source: Glorot & Bengio (2010), for the noise at the start.
"""

from typing import Any

import numpy as np
from matplotlib.figure import Figure

from figures.digits.five_seeds import parts, trained
from figures.digits.perceptron import beginning
from figures.neural import Array, Labels
from figures.style import colours

ROWS, COLUMNS = 3, 4


def experiment() -> dict[str, Any]:
    """Pictures (ROWS · COLUMNS, height, width), and what became of the weights of pixels without any ink."""
    W, (x, _) = trained()["W1"], parts()["training"]
    blank = ~x.any(axis=0)
    start = beginning(len(W), np.random.default_rng(0))[0]
    side = int(np.sqrt(len(W)))
    chosen = np.argsort(-np.linalg.norm(W, axis=0))[: ROWS * COLUMNS]
    pictures = W[:, chosen].T.reshape(-1, side, side).astype(float)
    return {"pictures": pictures, "had_ink": ~blank.reshape(side, side), "units": W.shape[1], "shown": len(chosen),
            "blank": int(blank.sum()), "unmoved": bool(np.array_equal(W[blank], start[blank]))}  # fmt: skip


def rim(inside: Labels) -> tuple[Array, Array]:
    """x and y of the sides between pixels inside and outside, each followed by a gap."""
    framed = np.pad(inside, 1)
    upright = np.argwhere(framed[:, 1:] != framed[:, :-1]) - (1, 0)  # of the pixel on their right
    level = np.argwhere(framed[1:] != framed[:-1]) - (0, 1)  # of the pixel below them
    x = [column + np.array([-0.5, -0.5, np.nan]) for _, column in upright]
    y = [row + np.array([-0.5, 0.5, np.nan]) for row, _ in upright]
    x += [column + np.array([-0.5, 0.5, np.nan]) for _, column in level]
    y += [row + np.array([-0.5, -0.5, np.nan]) for row, _ in level]
    return np.concatenate(x), np.concatenate(y)


def draw(pictures: Array, had_ink: Labels) -> Figure:
    """A table of pictures on one scale, which stands below."""
    figure = Figure(figsize=(5.2, 4.35))
    axes = figure.subplots()
    height, width = had_ink.shape
    look: dict[str, Any] = {"cmap": "PuOr_r", "interpolation": "none"}
    strong = np.quantile(np.abs(pictures), 0.998)
    for place, picture in enumerate(pictures):
        top, left = 1.1 * height * (place // COLUMNS), 1.1 * width * (place % COLUMNS)
        edges = left - 0.5, left + width - 0.5, top + height - 0.5, top - 0.5
        axes.imshow(picture, vmin=-strong, vmax=strong, extent=edges, **look)
        x, y = rim(had_ink)
        axes.plot(left + x, top + y, color=colours.MUTED, lw=0.8)
    middle, low = 0.55 * width * COLUMNS - 0.05 * width, 1.1 * height * ROWS + 0.15 * height
    axes.imshow(np.linspace(-1, 1, 41)[None], extent=(middle - width / 2, middle + width / 2, low, low - 0.14 * height),
                aspect="auto", **look)  # fmt: skip
    for side, words in ((-1, "ink here lowers $z$"), (1, "ink here raises $z$")):
        axes.text(middle + side * 0.56 * width, low - 0.07 * height, words, ha="right" if side < 0 else "left",
                  va="center")  # fmt: skip
    axes.set(xlim=(-1, 1.1 * width * COLUMNS - 0.1 * width), ylim=(low + 1, -1), aspect="equal")
    axes.axis("off")
    return figure
