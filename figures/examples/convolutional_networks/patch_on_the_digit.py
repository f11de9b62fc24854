"""An answer rests on ink that is there and on paper that is empty: a patch of either, in the right place, changes it.

Above, the digit, and the digit under the patch of paper and of ink that leave its class the least. Below, the
probability that is left for it wherever the patch lies. The reader chooses the digit. Page: Convolutional networks.
Source: Zeiler and Fergus (2014), who covered photographs with grey.
Longer than most scripts: places are tried here, of one digit and of many, and five pictures are set beside each other.
"""

from typing import Annotated, Any

import numpy as np
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from figures.digits.answers import probabilities
from figures.digits.images import SIDE, unseen_digits
from figures.digits.trained import numpy_network, parameters
from figures.engine import Choice
from figures.neural import Array, Labels
from figures.neural.network import Network
from figures.style import colours

SIZE, ASKED, STRIDE = 5, 100, 2  # pixels along a side of the patch; test digits, and places of the patch for them
INKS, DIGITS = {"paper": 0.0, "ink": 1.0}, [*map(str, range(10))]


def patched(image: Array, ink: float, stride: int = 1) -> Array:
    """The image (28, 28) with a patch of one shade at every place, row by row: (places, 28, 28)."""
    corners = range(0, SIDE - SIZE + 1, stride)
    images = np.repeat(image[None], len(corners) ** 2, axis=0)
    for each, (row, column) in zip(images, ((r, c) for r in corners for c in corners), strict=True):
        each[row : row + SIZE, column : column + SIZE] = ink
    return images


def changed(network: Network, x: Array, y: Labels, ink: float) -> Array:
    """For each of the images: does a patch of this shade, at one of the places, change the right answer?"""
    says = [probabilities(network, patched(image, ink, STRIDE)).argmax(axis=1) for image in x]
    return np.array([(found != label).any() for found, label in zip(says, y, strict=True)])


def experiment() -> dict[str, Any]:
    """Ten digits (10, 28, 28); for paper and ink and each place what is left (2, 10, 24, 24) and what is said."""
    network = numpy_network([each.astype(float) for each in parameters("cnn")])
    x, y = unseen_digits()
    x, y = x[: 2 * ASKED, ..., 0].astype(float), y[: 2 * ASKED]
    right = probabilities(network, x).argmax(axis=1) == y
    x, y = x[right], y[right]
    shown = np.array([x[np.argmax(y == label)] for label in range(10)])
    p = np.array([[probabilities(network, patched(image, ink)) for image in shown] for ink in INKS.values()])
    left, places = np.array([[p[k, label, :, label] for label in range(10)] for k in range(2)]), SIDE - SIZE + 1
    x, y = x[:ASKED], y[:ASKED]
    share = {name: float(changed(network, x, y, ink).mean()) for name, ink in INKS.items()}
    more = "a patch of ink" if share["ink"] > share["paper"] else "a patch of paper"
    return {"digits": shown, "left": left.reshape(2, 10, places, places), "share": share, "more": more, "asked": len(x),
            "says": p.argmax(axis=3).reshape(2, 10, places, places),
            "harmless": float(np.mean(p.argmax(axis=3) == np.arange(10)[:, None]))}  # fmt: skip


def worst(left: Array) -> tuple[int, int]:
    """Row and column of the patch that leaves least."""
    row, column = np.unravel_index(left.argmin(), left.shape)
    return int(row), int(column)


def facts(left: Array, says: Labels, digit: str) -> dict[str, Any]:
    """What the network says under the worst patch of paper, and of ink."""
    found = [int(says[k, int(digit)][worst(left[k, int(digit)])]) for k in range(2)]
    return dict(zip(INKS, found, strict=True))


def draw(digits: Array, left: Array, says: Labels, *, digit: Annotated[str, Choice(*DIGITS)] = "4") -> Figure:
    """Three digits above, two maps below."""
    figure = Figure(figsize=(5.2, 3.9))
    axes, label = figure.subplots(), int(digit)
    tiles = [(0, digits[label], f"says {digit}", colours.TARGET)]
    for k, (name, ink) in enumerate(INKS.items()):
        (row, column), at = worst(left[k, label]), 34 * (k + 1)
        under, answer = digits[label].copy(), int(says[k, label, row, column])
        under[row : row + SIZE, column : column + SIZE] = ink
        tiles.append((at, under, f"{name}: says {answer}", colours.TARGET if answer == label else colours.LOSS))
        axes.imshow(1 - left[k, label], cmap="Reds", vmin=0, vmax=1.3, interpolation="none",
                    extent=(at + 2, at + SIDE - 2, 34 + SIDE - 2, 36))  # fmt: skip
        middles = np.arange(SIDE) + 0.5
        axes.contour(at + middles, 34 + middles, digits[label], [0.5], colors=[colours.MUTED], linewidths=0.7)
        axes.add_patch(Rectangle((at + 2, 36), SIDE - 4, SIDE - 4, fill=False, ec=colours.MUTED, lw=0.8))
        axes.add_patch(Rectangle((at + column, row), SIZE, SIZE, fill=False, ec=colours.LOSS, lw=1.2))
    for at, image, words, colour in tiles:
        axes.imshow(image, cmap="Greys", vmin=0, vmax=1, extent=(at, at + SIDE, SIDE, 0), interpolation="none")
        axes.add_patch(Rectangle((at, 0), SIDE, SIDE, fill=False, ec=colours.MUTED, lw=0.8))
        axes.text(at + SIDE / 2, -1.5, words, ha="center", color=colour, fontweight="bold")
    axes.text(30, 48, "red: a patch\nhere takes the\nanswer away", ha="right", va="center", color=colours.LOSS)
    axes.set(xlim=(-1, 97), ylim=(63, -6), aspect="equal")
    axes.axis("off")
    return figure
