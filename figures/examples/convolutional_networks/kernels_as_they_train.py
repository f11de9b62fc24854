"""The eight kernels of a first layer begin as noise; while the network learns, some of them become edges.

Above, the kernels at the step that the reader chooses: orange weights are positive, violet ones negative. Below, the
share of unseen digits that the network gets right. Page: Convolutional networks. Source: none; the network is `cnn`.
"""

from itertools import product
from typing import Annotated, Any

import numpy as np
from matplotlib.figure import Figure

from figures.digits.trained import BATCH, LOOKED_AT, training
from figures.engine import Steps
from figures.neural import Array
from figures.style import colours

SAYS = [f"step {step}" for step in LOOKED_AT]  # what the control says
COLUMNS, STRIDE = 4, 4  # kernels in a row; a kernel and the gap behind it


def experiment() -> dict[str, Any]:
    """The kernels at each look, in two rows of four with gaps, (10, 7, 15), and the share right (10,)."""
    found = training("cnn")
    kernels = found["first"][:, :, :, 0].transpose(0, 3, 1, 2)
    table = np.full((len(kernels), 2 * STRIDE - 1, COLUMNS * STRIDE - 1), np.nan)
    for number in range(kernels.shape[1]):
        top, left = number // COLUMNS * STRIDE, number % COLUMNS * STRIDE
        table[:, top : top + 3, left : left + 3] = kernels[:, number]
    right = found["right"]
    return {"table": table, "right": right, "last_step": LOOKED_AT[-1], "batch": BATCH,
            "share": {"start": float(right[0]), "after_160": float(right[LOOKED_AT.index(160)]),
                      "end": float(right[-1])}}  # fmt: skip


def facts(right: Array, moment: int) -> dict[str, Any]:
    """The step, and the share right there."""
    return {"step": LOOKED_AT[moment], "right_now": float(right[moment]), "digits_seen": LOOKED_AT[moment] * BATCH}


def draw(
    table: Array, right: Array, *, moment: Annotated[int, Steps(len(SAYS) - 1, says=SAYS)] = len(SAYS) - 1
) -> Figure:
    """A table of kernels above a curve."""
    figure = Figure(figsize=(5.2, 4.8))
    above, below = figure.subplots(2, 1, height_ratios=[1.6, 1])
    most = np.nanmax(np.abs(table))
    for top, left in product(range(0, 2 * STRIDE, STRIDE), range(0, COLUMNS * STRIDE, STRIDE)):
        kernel, edges = table[moment, top : top + 3, left : left + 3], (left, left + 3, top + 3, top)
        above.imshow(kernel, cmap="PuOr_r", vmin=-most, vmax=most, extent=edges, interpolation="none")
    above.set(xlim=(0, COLUMNS * STRIDE - 1), ylim=(2 * STRIDE - 1, 0))
    above.axis("off")
    above.set_title(f"after {LOOKED_AT[moment]} steps")
    below.plot(range(len(LOOKED_AT)), right, "o-", color=colours.OUTPUT, ms=4)
    below.plot([moment], [right[moment]], "o", color=colours.OUTPUT, ms=9)
    below.set(ylim=(0, 1.05), xlabel=f"steps of {BATCH} digits", ylabel="share right")
    below.set_xticks(range(len(LOOKED_AT)), [str(step) for step in LOOKED_AT])
    below.set_yticks([0, 0.5, 1], ["0", "50%", "100%"])
    return figure
