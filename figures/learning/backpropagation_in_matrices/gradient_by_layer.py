"""Layer by layer, on the way back, the gradient shrinks, holds or grows: depth, activation and start decide.

One panel on a logarithmic scale: the length of δ (or of ∂L/∂W) of each layer, relative to the last one; the median
over random networks and the middle 80% as a band. The reader chooses initialisation, depth and which of the two.
(Longer than 60 lines: one experiment serves 48 settings, and facts follows the reader.)
Page: Backpropagation in matrices. Source: Glorot and Bengio (2010); He et al. (2015); Nielsen (2015), chapter 5.
"""

from typing import Annotated, Any

import numpy as np
from matplotlib.figure import Figure

from figures.engine import Choice, Slider
from figures.neural import Array
from figures.neural.activation_registry import ACTIVATIONS
from figures.neural.backpropagation import backward_pass, forward_pass
from figures.shapes.digits import scientific
from figures.style import colours

SEEDS, WIDTH, EXAMPLES = 30, 32, 16  # networks at each setting, units a layer, examples
DEPTH = Slider(5, 30, step=5, symbol="D")
ACTIVE = {"sigmoid": colours.FIRST, "tanh": colours.SECOND, "relu": colours.THIRD}
GAINS = {"small": 0.25, "Glorot": 1.0, "He": 2.0, "large": 9.0}  # n times the variance of a weight
OF = {"delta": "delta", "weights": "grad_W"}  # which gradient, and its name in what the backward pass gives


def lengths(name: str, W: list[Array], x: Array, grad_y_hat: Array) -> dict[str, Array]:
    """‖δ‖ and ‖∂L/∂W‖ of each layer of each network, (SEEDS, depth), all networks as one array, for a given ∂L/∂ŷ."""
    b = [np.zeros((SEEDS, WIDTH))] * len(W)
    back = backward_pass(forward_pass(x, W, b, ACTIVATIONS[name]), W, grad_y_hat / EXAMPLES, ACTIVATIONS[name])
    return {
        of: np.stack([np.linalg.norm(each, axis=(-2, -1)) for each in getattr(back, field)], axis=1)
        for of, field in OF.items()
    }


def experiment() -> dict[str, Any]:
    """Three quantiles at every setting: bands (gradients, initialisations, depths, activations, 3, deepest)."""
    depths = [int(depth) for depth in DEPTH.values()]
    bands = np.full((len(OF), len(GAINS), len(depths), len(ACTIVE), 3, depths[-1]), np.nan)
    for j, depth in enumerate(depths):
        rng = np.random.default_rng(depth)  # the same draws for every activation and every initialisation
        drawn = [rng.normal(size=(SEEDS, WIDTH, WIDTH)) for _ in range(depth)]
        ends = rng.normal(size=(2, SEEDS, EXAMPLES, WIDTH))
        for i, gain in enumerate(GAINS.values()):
            W = [np.sqrt(gain / WIDTH) * each for each in drawn]
            for k, name in enumerate(ACTIVE):
                for o, found in enumerate(lengths(name, W, *ends).values()):
                    bands[o, i, j, k, :, :depth] = np.quantile(found / found[:, -1:], (0.1, 0.5, 0.9), axis=0)
    parts = {of: {start: {name: {word: float(bands[o, i, depths.index(20), k, q, 0])
                                 for q, word in enumerate(("low", "middle", "high"))} for k, name in enumerate(ACTIVE)}
                  for i, start in enumerate(GAINS)} for o, of in enumerate(OF)}  # fmt: skip
    sigmoid = {word: scientific(part) for word, part in parts["delta"]["Glorot"]["sigmoid"].items()}
    predicted = (GAINS["Glorot"] / 2) ** (19 / 2)  # ReLU: n Var(w) E[φ′²] = ½ for each of the 19 steps back
    return {
        "bands": bands,
        "twenty_parts": parts,
        "predicted": predicted,
        "sigmoid_through_twenty": sigmoid,
        "seeds": SEEDS,
        "width": WIDTH,
        "examples": EXAMPLES,
    }


def chosen(bands: Array, of: str, initialisation: str, depth: float) -> Array:
    """The quantiles of the three activations, (3, 3, depth)."""
    place = list(OF).index(of), list(GAINS).index(initialisation), DEPTH.values().index(depth)
    found: Array = bands[place][..., : int(depth)]
    return found


def facts(bands: Array, gradient: str, initialisation: str, depth: float) -> dict[str, Any]:
    """The setting, and in the first layer the median of each activation, as a power of ten."""
    ends = chosen(bands, gradient, initialisation, depth)[:, 1, 0]
    written = {name: scientific(float(end)) for name, end in zip(ACTIVE, ends, strict=True)}
    return {"start": initialisation, "layers": int(depth), **written}


def draw(
    bands: Array, *, initialisation: Annotated[str, Choice(*GAINS)] = "Glorot", depth: Annotated[float, DEPTH] = 20.0,
    gradient: Annotated[str, Choice(*OF)] = "delta",
) -> Figure:  # fmt: skip
    """Three curves with their bands; the way back begins at the last layer, on the right."""
    figure = Figure(figsize=(5.2, 3.8))
    axes = figure.subplots()
    axes.plot([1, 30], [1, 1], color=colours.GRID, lw=0.8)  # not through the names on the left
    quantiles = dict(zip(ACTIVE, chosen(bands, gradient, initialisation, depth), strict=True))
    height = -99.0
    for end, name in sorted((float(np.log10(middle[0])), name) for name, (_, middle, _) in quantiles.items()):
        height = max(end, height + 2.6)  # so that names do not touch
        axes.text(0.2, 10**height, name, color=ACTIVE[name], ha="right", va="center")
    for name, (low, middle, high) in quantiles.items():
        layers = np.arange(1, len(low) + 1)
        axes.fill_between(layers, low, high, color=ACTIVE[name], alpha=0.2, lw=0)
        axes.semilogy(layers, middle, color=ACTIVE[name])
    axes.set(xlim=(-6, 30), ylim=(1e-29, 1e13), xticks=[1, 10, 20, 30], xlabel="layer, first to last")
    axes.set(yticks=[1e-20, 1e-10, 1, 1e10], ylabel="gradient, relative to the last layer")
    axes.minorticks_off()
    axes.spines["bottom"].set_bounds(1, 30)
    return figure
