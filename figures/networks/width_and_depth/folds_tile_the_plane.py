"""In the plane a unit folds along a line. Lines that cross make many pieces; folds that repeat make more, chance fewer.

Three squares with equal numbers of units: one layer, deep with random weights, deep and folded. Neighbouring pieces
differ in shade. Page: Width and depth.
Source: Montúfar, Pascanu, Cho and Bengio (2014); Hanin and Rolnick (2019) for random weights.
"""

from math import comb
from typing import Annotated, Any

import numpy as np
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from figures.engine import Slider
from figures.neural import Array, Labels
from figures.neural.activation_registry import ACTIVATIONS
from figures.neural.initialisers import he_normal
from figures.neural.network import multilayer_perceptron
from figures.neural.plane_pieces import Piece, fold_both, plane_pieces
from figures.style import colours

DEPTHS, WIDTH, SEEDS = (1, 2, 3, 4), 4, 21  # hidden layers, units in each, random networks of each shape
SQUARE = np.array([[0.0, 0.0], [1.0, 0.0], [1.0, 1.0], [0.0, 1.0]])
SHOWN = {"one layer": 2.0, "random": 2.0, "folded": 1.0}  # the random ones from −2 to 2, the folded from 0 to 1


def middling(hidden: tuple[int, ...]) -> list[Piece]:
    """The pieces of the random network with the middle number of them, of SEEDS; weights and biases are random."""
    found = []
    for seed in range(SEEDS):
        rng = np.random.default_rng(seed)
        network = multilayer_perceptron((2, *hidden, 1), ACTIVATIONS["relu"], rng, he_normal)
        for bias in network.parameters[1::2]:
            bias += rng.normal(0.0, 0.5, bias.shape)
        found.append(plane_pieces(network, 4 * SQUARE - 2))
    return sorted(found, key=len)[SEEDS // 2]


def experiment() -> dict[str, Any]:
    """The number of pieces (kinds, depths), and the corners of every other piece (kinds, depths, corners, 2)."""
    rows = [[middling((WIDTH * d,)) for d in DEPTHS], [middling((WIDTH,) * d) for d in DEPTHS],
            [plane_pieces(fold_both(d), SQUARE) for d in DEPTHS]]  # fmt: skip
    counts = np.array([[len(pieces) for pieces in row] for row in rows])
    around = [[np.concatenate([np.vstack([p.polygon, p.polygon[:1], [[np.nan] * 2]]) for p in pieces if p.on % 2])
               for pieces in row] for row in rows]  # fmt: skip
    shade = np.full((*counts.shape, max(len(points) for row in around for points in row), 2), np.nan)
    for place in np.ndindex(counts.shape):
        shade[place][: len(around[place[0]][place[1]])] = around[place[0]][place[1]].round(4)
    units = WIDTH * DEPTHS[-1]
    return {"counts": counts, "shade": shade, "seeds": SEEDS, "width": WIDTH, "deepest": DEPTHS[-1], "units": units,
            "most_in_one": sum(comb(units, k) for k in range(3)), "folded": int(counts[2, -1])}  # fmt: skip


def facts(counts: Labels, layers: float) -> dict[str, Any]:
    """Layers and units, the pieces in the three squares, and the most that one layer can make in the plane."""
    units, (shallow, random, folded) = WIDTH * int(layers), counts[:, int(layers) - 1].tolist()
    return {"layers": int(layers), "units_now": units, "shallow": shallow, "random": random, "folded_now": folded,
            "most_now": sum(comb(units, k) for k in range(3))}  # fmt: skip


def draw(
    counts: Labels, shade: Array, *, layers: Annotated[float, Slider(1, 4, step=1)] = 4.0
) -> Figure:  # fmt: skip
    """Three squares side by side, the number of pieces below each."""
    figure = Figure(figsize=(5.2, 2.2))
    for axes, (kind, high), row, number in zip(figure.subplots(1, 3), SHOWN.items(), shade, counts, strict=True):
        corners = row[int(layers) - 1]
        there = ~np.isnan(corners[:, 0])
        codes = np.where(there & ~np.roll(there, 1), Path.MOVETO, Path.LINETO)[there]
        axes.add_patch(PathPatch(Path(corners[there], codes), fc=colours.GRID, ec=colours.INK, lw=0.6))
        low = 0.0 if kind == "folded" else -high
        axes.set(xlim=(low, high), ylim=(low, high), xticks=(), yticks=(), aspect="equal")
        axes.set(title=kind, xlabel=f"{number[int(layers) - 1]} pieces")
    return figure
