"""Which digit is taken for which: mistakes have favourites.

Rows are what was written, columns what the networks say: mistakes on the test digits, the mean over five seeds. What is
right, the diagonal, is left out, since it would outshine all else. Page: Recognising digits.
Source: LeCun, Bottou, Bengio & Haffner (1998), for the test digits.
"""

from typing import Any

import numpy as np
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from figures.digits.five_seeds import parts, trained
from figures.neural import Array, Labels
from figures.style import colours


def confusion(y: Labels, says: Labels) -> Array:
    """How often label i was called k, (10, 10)."""
    return np.bincount(10 * y + says, minlength=100).reshape(10, 10).astype(float)


def experiment() -> dict[str, Any]:
    """The matrix, and its favourites."""
    z, (_, y) = trained()["z"], parts()["test"]
    counts = np.mean([confusion(y, each.argmax(axis=1)) for each in z], axis=0)
    mistakes = counts * (1 - np.eye(10))
    pairs = np.triu(mistakes + mistakes.T)
    one, other = np.unravel_index(pairs.argmax(), pairs.shape)
    recall = np.diag(counts) / counts.sum(axis=1)
    return {"mistakes": mistakes, "seeds": len(z), "all": float(mistakes.sum()), "one": int(one), "other": int(other),
            "pair": float(pairs.max()), "even": float(mistakes.sum() / 45), "easy": int(recall.argmax()),
            "easy_right": float(recall.max()), "hard": int(recall.argmin()),
            "hard_right": float(recall.min())}  # fmt: skip


def draw(mistakes: Array) -> Figure:
    """A table of squares, the darker the more, each with its count."""
    figure = Figure(figsize=(5.2, 5.0))
    axes = figure.subplots()
    for (label, says), count in np.ndenumerate(mistakes):
        same = label == says
        ink, alpha = (colours.GRID, 1.0) if same else (colours.LOSS, 0.5 * count / mistakes.max())
        axes.add_patch(Rectangle((says - 0.47, label - 0.47), 0.94, 0.94, facecolor=ink, alpha=alpha, lw=0))
        if not same and count >= 0.5:
            axes.text(says, label, f"{count:.0f}", ha="center", va="center", color=colours.INK, fontsize=10)
    axes.set(xlim=(-0.6, 9.6), ylim=(9.6, -0.6), aspect="equal", xticks=range(10), yticks=range(10),
             xlabel="the network says", ylabel="what was written")  # fmt: skip
    axes.tick_params(length=0)
    axes.spines[:].set_visible(False)
    return figure
