"""The mistakes of which the networks were surest: what would you have said?

The test digits to whose label five networks give the least probability on average; what they say on average; what we
read in the enlarged pictures, in mixed order and with the labels covered; the label. Page: Recognising digits.
Source: LeCun, Bottou, Bengio & Haffner (1998), for the digits.
"""

from typing import Annotated, Any

import numpy as np
from matplotlib.figure import Figure

from figures.digits.data import digits
from figures.digits.five_seeds import parts, trained
from figures.engine import Toggle
from figures.neural import Array, Labels
from figures.neural.outputs import softmax
from figures.style import colours

ROWS, COLUMNS = 3, 4
READ = {  # by eye: test digit -> reading; more than are shown, since other machines may order them otherwise
    247: 4, 321: 2, 1014: 6, 1112: 4, 1226: 7, 1247: 9, 1319: 8, 1530: 8, 1549: 4, 1609: 2, 1681: 7, 1901: 4,
    2135: 6, 2654: 6, 2939: 9, 3073: 1, 3503: 9, 3520: 6, 4065: 0, 4497: 7, 4807: 8, 4880: 0, 5331: 1, 5642: 1,
    5734: 3, 5955: 8, 5973: 3, 6059: 3, 6597: 0, 9009: 7, 9587: 9, 9634: 0, 9729: 6, 9770: 5, 9839: 2, 9982: 5,
}  # fmt: skip


def worst(count: int) -> tuple[Labels, Array]:
    """The rows of the test digits whose label gets the least probability, and the mean probabilities (N, 10) of all."""
    p = softmax(trained()["z"].astype(float)).mean(axis=0)
    y = parts()["test"][1]
    return np.argsort(p[np.arange(len(y)), y], kind="stable")[:count].astype(int), p


def experiment() -> dict[str, Any]:
    """Images, labels, answers with their probability, and readings (nan where there is none)."""
    rows, p = worst(ROWS * COLUMNS)
    found = digits()
    known = READ if found.is_mnist else {}
    labels, says = found.y_test[rows].astype(float), p[rows].argmax(axis=1).astype(float)
    read = np.array([known.get(int(row), np.nan) for row in rows])
    return {"images": found.x_test[rows].astype(float), "labels": labels, "says": says, "p": p[rows].max(axis=1),
            "read": read, "shown": len(rows), "all_read": len(READ), "read_here": int(np.sum(~np.isnan(read))),
            "as_label": int(np.sum(read == labels)), "as_networks": int(np.sum(read == says)),
            "all_as_label": sum(int(found.y_test[row]) == digit for row, digit in known.items())}  # fmt: skip


def draw(images: Array, labels: Array, says: Array, p: Array, read: Array,
         *, answers: Annotated[bool, Toggle()] = True) -> Figure:  # fmt: skip
    """Pictures, each with three lines below it."""
    figure = Figure(figsize=(5.2, 6.0))
    side = images.shape[-1]
    for k, axes in enumerate(figure.subplots(ROWS, COLUMNS).flat):
        axes.imshow(images[k], cmap="gray_r", vmin=0, vmax=255, interpolation="none")
        axes.axis("off")
        axes.set_ylim(1.5 * side, 0)  # with room for the lines
        lines = [(f"says {says[k]:.0f}, {p[k]:.0%}", colours.OUTPUT),
                 ("not read" if np.isnan(read[k]) else f"we read {read[k]:.0f}", colours.INK),
                 (f"label {labels[k]:.0f}", colours.TARGET)]  # fmt: skip
        for line, (words, ink) in enumerate(lines):
            axes.text(side / 2, side * (1 + line / 6), words if answers else "", ha="center", va="top", color=ink)
    return figure
