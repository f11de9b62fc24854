"""One unit of a second layer reads all maps of the first, each through a kernel of its own, and adds up the answers.

From above: the eight maps that a trained network makes of a digit; the kernel of one unit for each of them; the eight
answers; and their sum, which starts from the bias. The reader adds one map after the other; ReLU comes last.
Page: Convolutional networks. Source: none; the network is `cnn`.
"""

from typing import Annotated, Any

import numpy as np
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from figures.digits.images import example
from figures.digits.trained import trained
from figures.engine import Steps
from figures.neural import Array
from figures.neural.convolution import Convolution
from figures.style import colours

DIGIT, CHANNELS, CELL, GAP = 4, 8, 13, 3  # CELL: width of a map in the drawing, in pixels


def experiment() -> dict[str, Any]:
    """Maps (8, 13, 13), kernels (8, 3, 3), answers (8, 11, 11), and the sum so far (10, 11, 11): bias, 1 to 8, ReLU."""
    network, maps = trained("cnn"), example(DIGIT)[None]
    for layer in network.layers[:3]:
        maps = layer.forward(maps)
    second = network.layers[3]
    assert isinstance(second, Convolution)
    unit = int(np.argmax(np.maximum(second.forward(maps), 0).sum(axis=(0, 1, 2))))
    W, b = second.W[..., unit : unit + 1], second.b[unit]
    answers = np.array([Convolution(W[:, :, [c]]).forward(maps[..., [c]])[0, :, :, 0] for c in range(CHANNELS)])
    sums = b + np.concatenate([np.zeros((1, *answers.shape[1:])), np.cumsum(answers, axis=0)])
    return {"maps": maps[0].transpose(2, 0, 1), "kernels": W[..., 0].transpose(2, 0, 1), "answers": answers,
            "sums": np.concatenate([sums, np.maximum(sums[-1:], 0)]), "weights": W.size,
            "units": second.W.shape[3], "parameters": second.W.size + second.b.size}  # fmt: skip


def draw(maps: Array, kernels: Array, answers: Array, sums: Array,
         *, added: Annotated[int, Steps(CHANNELS + 1)] = CHANNELS + 1) -> Figure:  # fmt: skip
    """Rows of images; below them the sum."""
    figure = Figure(figsize=(5.2, 3.7))
    axes = figure.subplots()
    most = np.abs(sums).max()
    for row, (images, bound) in enumerate(
        ((maps, maps.max()), (kernels, np.abs(kernels).max()), (answers, np.abs(answers).max()))
    ):
        top = row * (CELL + GAP)
        for c, image in enumerate(images):
            left, look = c * (CELL + GAP), ("Greys", 0, bound) if row == 0 else ("PuOr_r", -bound, bound)
            inset = (CELL - 11) / 2 if row == 2 else 2 * (row == 1)
            place = (left + inset, left + CELL - inset, top + CELL - inset, top + inset)
            axes.imshow(image, cmap=look[0], vmin=look[1], vmax=look[2], extent=place, interpolation="none")
            if row == 0:
                axes.text(left + CELL / 2, -2, str(c + 1), ha="center")
        axes.text(-3, top + CELL / 2, ("maps", "kernels", "answers")[row], ha="right", va="center")
    if 0 < added <= CHANNELS:
        box = ((added - 1) * (CELL + GAP) - 1, -1), CELL + 2, 3 * CELL + 2 * GAP + 2
        axes.add_patch(Rectangle(*box, fill=False, ec=colours.WEIGHT, lw=1.5))
    words = "the bias" if added == 0 else f"the bias and {f'1 to {added}' if added > 1 else '1'}"
    axes.imshow(sums[added], cmap="PuOr_r", vmin=-most, vmax=most, extent=(0, 33, 89, 56), interpolation="none")
    axes.text(38, 66, words if added <= CHANNELS else "all eight, the bias, and ReLU", va="center")
    axes.text(38, 79, "= the sum so far" if added <= CHANNELS else "= one map of the second layer",
              color=colours.OUTPUT, va="center", fontweight="bold")  # fmt: skip
    axes.set(xlim=(-30, 8 * (CELL + GAP)), ylim=(90, -8), aspect="equal")
    axes.axis("off")
    return figure
