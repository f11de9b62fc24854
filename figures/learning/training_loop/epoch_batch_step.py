"""One pass over the data is an epoch; it is cut into batches, and each batch makes one step.

A row of numbered examples in their order, then two epochs: each shuffles all twelve anew and cuts them into three
batches of four. Page: The training loop. Source: Robbins & Monro (1951), for steps on a few examples at a time.
"""

from typing import Any

import numpy as np
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from figures.neural import Labels
from figures.style import colours

ROWS, BATCH, EPOCHS = 12, 4, 2
GAP = 0.7  # between two batches, in squares


def experiment() -> dict[str, Any]:
    """The orders of the examples: as they came, then one permutation an epoch."""
    rng = np.random.default_rng(1)
    orders = np.array([np.arange(ROWS), *(rng.permutation(ROWS) for _ in range(EPOCHS))])
    return {"orders": orders, "rows": ROWS, "batch": BATCH, "epochs": EPOCHS, "steps_an_epoch": ROWS // BATCH,
            "steps": EPOCHS * ROWS // BATCH}  # fmt: skip


def draw(orders: Labels) -> Figure:
    """Three rows of squares; examples of two classes in two colours, sorted by class at first."""
    figure = Figure(figsize=(5.2, 3.1))
    axes = figure.subplots(subplot_kw={"xlim": (-0.2, 13.7), "ylim": (7.7, -1.0), "aspect": "equal"})
    axes.axis("off")
    for row, order in enumerate(orders):
        top = 2.75 * row
        for place, example in enumerate(order):
            left = place + (GAP * (place // BATCH) if row else GAP)
            first = example < ROWS // 2
            ink, area = (colours.CLASS_0, colours.CLASS_0_AREA) if first else (colours.CLASS_1, colours.CLASS_1_AREA)
            axes.add_patch(Rectangle((left + 0.05, top), 0.9, 0.9, facecolor=area, edgecolor=ink, lw=1.2))
            axes.text(left + 0.5, top + 0.47, str(example + 1), ha="center", va="center", fontsize=10)
        name = f"epoch {row}: shuffled, cut into batches" if row else "the data, as they came"
        axes.text(0 if row else GAP, top - 0.35, name, color=colours.INK, va="center")
        for batch in range(len(order) // BATCH if row else 0):
            step = (row - 1) * ROWS // BATCH + batch + 1
            axes.text(batch * (BATCH + GAP) + BATCH / 2, top + 1.35, f"step {step}", ha="center", va="center",
                      color=colours.WEIGHT)  # fmt: skip
    return figure
