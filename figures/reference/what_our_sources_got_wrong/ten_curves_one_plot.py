"""Ten activation functions in one plot cannot be told apart, and one of them is no activation function at all.

Above: the ten curves of a plot that many first courses have, in four colours by turns. Below: the curves that come near
1 on the right; softmax of a single unit, the red line, is 1 everywhere.
Page: What our sources got wrong. Source: Poine, "ANN Elucubrations", for the ten; Bridle (1990) for softmax.
"""

from typing import Any

import numpy as np
from matplotlib.figure import Figure

from figures.neural import Array
from figures.neural.activation_registry import ACTIVATIONS
from figures.neural.outputs import softmax
from figures.style import colours

NAMES = ("softmax", "elu", "selu", "softplus", "softsign", "relu", "sigmoid", "hard_sigmoid", "tanh", "linear")
REACH, HEIGHT = 10.0, 20.0  # z from −10 to 10, and as high as wide
NEAR = HEIGHT / 100  # closer than this, two lines of ordinary thickness touch
PALETTE = (colours.FIRST, colours.SECOND, colours.THIRD, colours.FOURTH)


def experiment() -> dict[str, Any]:
    """The ten curves, (10, n), and how many of their points touch another curve."""
    z = np.linspace(-REACH, REACH, 161)
    single = softmax(z[:, None])[:, 0]  # rows of one number, as a layer of one unit makes them
    curves = np.array([single if name == "softmax" else ACTIVATIONS[name](z) for name in NAMES])
    apart = np.abs(curves[:, None] - curves[None]) + HEIGHT * np.eye(len(NAMES))[:, :, None]
    bounded = [k for k, row in enumerate(curves) if k and abs(row[-1] - single[-1]) < NEAR]
    return {"z": z, "curves": curves, "near_one": curves[bounded], "count": len(NAMES),
            "touching": float((apart.min(axis=1) < NEAR).mean()), "bounded": len(bounded),
            "least": float(single.min()), "most": float(single.max())}  # fmt: skip


def draw(z: Array, curves: Array, near_one: Array) -> Figure:
    """The crowd above, and what hides in it below."""
    figure = Figure(figsize=(5.2, 5.2))
    crowd, single = figure.subplots(2, 1, sharex=True, height_ratios=[1.25, 1])
    for k, row in enumerate(curves):
        crowd.plot(z, row, color=PALETTE[k % len(PALETTE)])
    crowd.set(title="ten in one plot: which is which?", ylabel=r"$\varphi(z)$")
    crowd.set(ylim=(-REACH, REACH), yticks=(-10, -5, 0, 5, 10))
    for row in near_one:
        single.plot(z, row, color=colours.MUTED, lw=1.2)
    single.plot(z, curves[0], color=colours.LOSS, lw=2.4)
    single.text(-9.8, 0.93, "softmax of one unit", color=colours.LOSS, va="top")
    single.text(9.8, 0.1, "sigmoid, hard sigmoid,\nsoftsign, tanh", color=colours.MUTED, ha="right", va="center")
    single.set(title="five of them", xlim=(-REACH, REACH), ylim=(-1.15, 1.25), yticks=(-1, 0, 1),
               xticks=(-10, -5, 0, 5, 10),
               xlabel="$z$", ylabel=r"$\varphi(z)$")  # fmt: skip
    return figure
