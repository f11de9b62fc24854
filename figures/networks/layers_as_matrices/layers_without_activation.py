"""Layers without activations add no depth: any number of them is one layer, and their response is one line.

Above: a stack of dense layers without activation (line) and the one layer that equals it (dots). Below: the same
weights with tanh between them. The reader sets the number of layers. Page: Layers as matrices.
Source: Goodfellow et al. (2016), chapter 6. The claim over many random stacks takes a few lines more than most scripts.
"""

from typing import Annotated, Any

import numpy as np
from matplotlib.figure import Figure

from figures.engine import Slider
from figures.neural import Array
from figures.neural.activations import tanh
from figures.neural.affine import collapse, collapse_error, random_stack, respond
from figures.style import colours

WIDTH, DEEPEST = 8, 8  # units of a hidden layer, layers of the deepest stack
GAIN = 1.6  # the weights are large enough for tanh to bend within the panel
SEED, TRIALS = 80, 200  # of the stacks that are drawn; random stacks for the claim
MOST_WIDTH, MOST_LAYERS = 19, 10  # of those


def experiment() -> dict[str, Any]:
    """Responses of stacks of 1 to 8 layers; the largest difference from one layer over many random stacks."""
    x = np.linspace(-3, 3, 121)[:, None]
    depths = range(1, DEEPEST + 1)
    stacks = [random_stack([1] + [WIDTH] * (k - 1) + [1], GAIN, np.random.default_rng(SEED + k)) for k in depths]
    rng = np.random.default_rng(SEED)
    shapes = [rng.integers(1, MOST_WIDTH + 1, rng.integers(3, MOST_LAYERS + 2)).tolist() for _ in range(TRIALS)]
    worst = max(collapse_error(random_stack(s, GAIN, rng), rng.normal(size=(50, s[0]))) for s in shapes)
    affine, bent = (np.array([respond(stack, x, phi)[:, 0] for stack in stacks]) for phi in (None, tanh))
    collapsed = np.array([(x @ W + b)[:, 0] for W, b in map(collapse, stacks)])
    straight = np.abs(np.diff(affine, n=2, axis=1)).max() < 1e-9 * np.abs(affine).max()
    scale, bent_scale = (np.abs(answers).max(axis=1, keepdims=True) for answers in (affine, bent))
    return {
        "x": x[:, 0], "affine": affine / scale, "collapsed": collapsed / scale, "bent": bent / bent_scale,
        "apart": np.array([collapse_error(stack, x) for stack in stacks]), "worst": worst, "trials": TRIALS,
        "most_width": MOST_WIDTH, "most_layers": MOST_LAYERS, "shape": "a straight line" if straight else "a hump",
    }  # fmt: skip


def facts(apart: Array, layers: float) -> dict[str, Any]:
    """How far the stack and the single layer are apart at this depth."""
    return {"layers": int(layers), "difference": float(apart[int(layers) - 1])}


def draw(
    x: Array, affine: Array, bent: Array, collapsed: Array,
    *,
    layers: Annotated[float, Slider(1, DEEPEST, step=1)] = 4.0,
) -> Figure:  # fmt: skip
    """Two panels on the same scales; both responses are divided by their largest value."""
    figure = Figure(figsize=(5.2, 4.2))
    upper, lower = figure.subplots(2, 1, sharex=True)
    depth = int(layers) - 1
    upper.plot(x, affine[depth], color=colours.OUTPUT)
    upper.plot(x[6::12], collapsed[depth][6::12], "o", color=colours.INK, mfc=colours.PAPER, ms=6)
    lower.plot(x, bent[depth], color=colours.OUTPUT)
    for axes, title in ((upper, "no activation: line; dots: one single layer"), (lower, "same weights, tanh between")):
        axes.axhline(0, color=colours.GRID, lw=0.8, zorder=0)
        axes.set(title=title, xlim=(-3, 3), ylim=(-1.15, 1.15), yticks=(-1, 0, 1), ylabel="output, scaled")
    lower.set_xlabel("input $x$")
    return figure
