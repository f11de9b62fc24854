"""What a layer of two units does to the plane of its two inputs: xW turns and stretches it, b shifts it, φ bends it.

A grid, the letter F and the arrows to (1, 0) and (0, 1) glide from x to xW, on to xW + b and to φ(xW + b). The reader
chooses W and φ. Page: Layers as matrices. Source: none for the drawing; the idea of watching the plane move is known
from Olah's essays on topology. Longer than most scripts: grid, letter and arrows are drawn at every moment.
"""

from itertools import pairwise
from typing import Annotated, Any

import numpy as np
from matplotlib.figure import Figure

from figures.engine import Choice, Steps
from figures.neural import Array
from figures.neural.activation_registry import ACTIVATIONS
from figures.plane.room import beside, box
from figures.style import colours

STAGE = 4  # moments from one stage to the next
STAGES = ("$x$", "$xW$", "$xW + b$", r"$\varphi(xW + b)$")
ANGLE = np.radians(40)
MATRICES = {
    "turn": [[np.cos(ANGLE), np.sin(ANGLE)], [-np.sin(ANGLE), np.cos(ANGLE)]], "stretch": [[1.6, 0.0], [0.0, 0.6]],
    "shear": [[1.0, 0.0], [0.9, 1.0]], "mirror": [[-1.0, 0.0], [0.0, 1.0]], "flatten": [[1.0, 0.5], [0.8, 0.4]],
}  # fmt: skip
B = np.array([0.5, -0.6])
PHI = {"ReLU": "relu", "tanh": "tanh", "none": "linear"}
F = [(0, 0), (0, 1.5), (1, 1.5), (1, 1.2), (0.35, 1.2), (0.35, 0.9), (0.8, 0.9), (0.8, 0.6), (0.35, 0.6), (0.35, 0),
     (0, 0)]  # fmt: skip
NAME = np.array([0.36, 0.15])  # half of the width and height of an arrow's name
REACH, ALONG = 2.0, 25  # the grid ends there; points on each of its lines, so that they can bend


def between(ends: Any, count: int) -> Array:
    """The broken line through `ends` with `count` points on each of its pieces, (points, 2)."""
    ends = np.asarray(ends, float)
    share = np.linspace(0, 1, count, endpoint=False)[:, None]
    return np.concatenate([*(p + share * (q - p) for p, q in pairwise(ends)), ends[-1:]])


def with_bends(x: Array, W: Array) -> Array:
    """The broken line x (points, 2) with a point more wherever a number of xW + b changes sign: there ReLU bends."""
    z = x @ W + B
    piece, number = np.nonzero(z[:-1] * z[1:] < 0)
    share = z[piece, number] / (z[piece, number] - z[piece + 1, number])
    order = np.lexsort((share, piece))
    piece, share = piece[order], share[order, None]
    return np.insert(x, piece + 1, x[piece] + share * (x[piece + 1] - x[piece]), axis=0)


def moved(x: Array, W: Array, phi: str, moment: int) -> Array:
    """Where the points x (…, 2) are at a moment: on the straight way from one stage to the next."""
    stages = [x, x @ W, x @ W + B, ACTIVATIONS[PHI[phi]](x @ W + B)]
    stage, past = divmod(moment, STAGE)
    now: Array = stages[stage] + past / STAGE * (stages[min(stage + 1, 3)] - stages[stage])
    return now


def experiment() -> dict[str, Any]:
    """The grid (lines, points, 2), the letter, the two arrows, and W by name."""
    line = np.linspace(-REACH, REACH, ALONG)
    upright = np.array([[(side, along) for along in line] for side in np.linspace(-REACH, REACH, 9)])
    return {"grid": np.concatenate([upright, upright[:, :, ::-1]]), "letter": between(F, 8),
            "arrows": np.array([between([(0, 0), end], 8) for end in ((1, 0), (0, 1))]),
            "matrices": np.array(list(MATRICES.values())),
            "area_of": {name: abs(float(np.linalg.det(W))) for name, W in MATRICES.items()}}  # fmt: skip


def facts(moment: int, weights: str, activation: str) -> dict[str, Any]:
    """The setting, the stage last reached, and by what factor xW changes areas."""
    names = ("x", "xW", "xW + b", "φ(xW + b)")
    return {"moment": moment, "last": 3 * STAGE, "weights": weights, "activation": activation,
            "stage": names[moment // STAGE], "area": abs(float(np.linalg.det(MATRICES[weights])))}  # fmt: skip


def draw(
    grid: Array, letter: Array, arrows: Array, matrices: Array,
    *, moment: Annotated[int, Steps(3 * STAGE)] = 3 * STAGE, weights: Annotated[str, Choice(*MATRICES)] = "turn",
    activation: Annotated[str, Choice(*PHI)] = "ReLU",
) -> Figure:  # fmt: skip
    """The plane at one moment; the title says which stage it has reached."""
    figure = Figure(figsize=(5.2, 5.0))
    axes = figure.subplots()
    W = matrices[list(MATRICES).index(weights)]
    parted = np.pad(grid, ((0, 0), (0, 1), (0, 0)), constant_values=np.nan).reshape(-1, 2)  # one mark
    parted, letter = with_bends(parted, W), with_bends(letter, W)
    axes.plot(*moved(parted, W, activation, moment).round(3).T, color=colours.MUTED, lw=0.8, alpha=0.5, zorder=1)
    axes.plot(*moved(letter, W, activation, moment).round(3).T, color=colours.INPUT, lw=2, zorder=2)
    ways = [moved(with_bends(arrow, W), W, activation, moment).round(3) for arrow in arrows]
    taken = np.concatenate([moved(letter, W, activation, moment), *ways])
    apart = ways[0][-1] - ways[1][-1] + 1e-9  # each name stands on the side where the other is not
    for way, name, towards in zip(ways, ("(1, 0)", "(0, 1)"), (apart, -apart), strict=True):
        axes.plot(*way.T, color=colours.WEIGHT, lw=2.4, zorder=3)
        axes.plot(*way[-1], "o", color=colours.WEIGHT, ms=7, zorder=4)
        spot = beside(way[-1], NAME, taken, towards, 0.16)
        taken = np.concatenate([taken, box(spot, NAME)])
        axes.text(spot[0], spot[1], name, color=colours.WEIGHT, zorder=5, ha="center", va="center",
                  bbox={"facecolor": colours.PAPER, "edgecolor": "none", "pad": 0.5})  # fmt: skip
    stage, past = divmod(moment, STAGE)
    axes.set_title(f"from {STAGES[stage]} to {STAGES[stage + 1]}" if past else f"at {STAGES[stage]}")
    axes.set(xlim=(-3.2, 3.4), ylim=(-2.9, 3.3), xticks=(-2, 0, 2), yticks=(-2, 0, 2), aspect="equal",
             xlabel="first number", ylabel="second number")  # fmt: skip
    return figure
