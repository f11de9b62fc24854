"""A product of matrices exists where the inner sizes agree: a layer for two features cannot take four; a mended chain.

Every matrix is drawn to scale in cells. Above: x (3, 4) meets W (2, 5). Below: 4 meets 4, and 5 meets 5.
Page: Layers as matrices. Source: the fault is a common one of first programs with a layer class.
"""

from typing import Any

import numpy as np
from matplotlib.figure import Figure

from figures.networks.layers_as_matrices.layer_as_matrix import X
from figures.shapes.matrices import draw_block
from figures.style import colours

WRONG, MENDED = (2, 5), ((4, 5), (5, 2))  # shapes of W
TRIED = {"swap the two sizes": (5, 2), "more units": (2, 6), "four inputs": (4, 5)}  # one change each of WRONG


def fits(shape: tuple[int, int]) -> bool:
    """Whether NumPy multiplies the examples by a W of this shape."""
    try:
        np.matmul(X, np.ones(shape))
    except ValueError:
        return False
    return True


def experiment() -> dict[str, Any]:
    """Which change of the first layer makes the chain fit, found by trying."""
    (mend,) = [words for words, shape in TRIED.items() if fits(shape)]
    return {"mend": mend, "wrong_fits": int(fits(WRONG))}


def draw() -> Figure:
    """The fault above, the mended chain below."""
    figure = Figure(figsize=(5.2, 4.4))
    fault, mended = figure.subplots(2, 1)
    plain, bad, good, also = colours.MUTED, colours.LOSS, colours.TARGET, colours.FOURTH
    for axes in (fault, mended):
        axes.set(xlim=(0, 21.5), ylim=(-4.4, 3.2), aspect="equal")
        axes.axis("off")
    draw_block(fault, 0.3, X.shape, "$x$", colours.INPUT, (plain, bad), -3.6)
    draw_block(fault, 6.3, WRONG, "$W^{(1)}$", colours.WEIGHT, (bad, plain), -3.6)
    fault.text(12.6, 0.0, r"$4 \neq 2$: no product", va="center", color=bad)
    draw_block(mended, 0.3, X.shape, "$x$", colours.INPUT, (plain, good), -3.6)
    draw_block(mended, 6.3, MENDED[0], "$W^{(1)}$", colours.WEIGHT, (good, also), -3.6)
    draw_block(mended, 13.3, MENDED[1], "$W^{(2)}$", colours.WEIGHT, (also, plain), -3.6)
    draw_block(mended, 18.4, (len(X), MENDED[1][1]), r"$\hat y$", colours.OUTPUT, (plain, plain), -3.6)
    for axes, across, sign in ((fault, 5.3, "·"), (mended, 5.3, "·"), (mended, 12.3, "·"), (mended, 16.9, "→")):
        axes.text(across, 0, sign, ha="center", va="center", fontsize=15)
    fault.set_title("A layer made for two features")
    mended.set_title("Four inputs, and the chain fits")
    return figure
