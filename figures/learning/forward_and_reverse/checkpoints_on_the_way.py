"""Keep every k-th activation and compute the others again: the memory of the way back falls to about twice a root.

Above: for each layer of a deep network, when its input is held: checkpoints from the first pass on, the others only
while their piece is at work. Below: the most that is held at once, over the length k of a piece.
Page: Forward and reverse. Source: Chen et al. (2016).
"""

from typing import Annotated, Any

import numpy as np
from matplotlib.figure import Figure

from figures.engine import Slider
from figures.neural import Array
from figures.neural.activation_registry import ACTIVATIONS
from figures.neural.backpropagation import backward_pass, forward_pass
from figures.neural.checkpoints import checkpointed
from figures.style import colours

DEPTH, WIDTH, EXAMPLES, PIECE = 36, 8, 4, 6
PHI = ACTIVATIONS["tanh"]


def network() -> tuple[Array, list[Array], list[Array], Array]:
    """x, W, b and ∂L/∂ŷ of a deep tanh network with random numbers."""
    rng = np.random.default_rng(0)
    W = [rng.normal(0, WIDTH**-0.5, (WIDTH, WIDTH)) for _ in range(DEPTH)]
    return rng.normal(size=(EXAMPLES, WIDTH)), W, [np.zeros(WIDTH)] * DEPTH, rng.normal(size=(EXAMPLES, WIDTH))


def experiment() -> dict[str, Any]:
    """For k = 1, …, 36: the most activations held at once; when each is held; and whether the gradient is the same."""
    x, W, b, grad = network()
    plain = backward_pass(forward_pass(x, W, b, PHI), W, grad, PHI).grad_W
    runs = [checkpointed(x, W, b, PHI, grad, every) for every in range(1, DEPTH + 1)]
    apart = max(
        float(np.abs(ours - theirs).max()) for found, _, _ in runs for ours, theirs in zip(found, plain, strict=True)
    )
    held = np.array([np.array(sorted(shelf.past)) for _, _, shelf in runs], dtype=float)  # (k, layer, slot · from · to)
    most = np.array([shelf.most for _, _, shelf in runs])
    return {"held": held, "most": most, "depth": DEPTH, "apart": apart, "plain": int(most[-1]),
            "at_the_root": int(most[PIECE - 1]), "forward": runs[PIECE - 1][1] // DEPTH}  # fmt: skip


def facts(most: Array, piece: float) -> dict[str, Any]:
    """What the chosen length keeps."""
    return {"piece_now": int(piece), "checkpoints_now": -(-DEPTH // int(piece)), "most_now": int(most[int(piece) - 1])}


def draw(held: Array, most: Array, *, piece: Annotated[float, Slider(1, DEPTH, step=1, symbol="k")] = PIECE) -> Figure:
    """When each activation is held, above what is held at most."""
    figure = Figure(figsize=(5.2, 5.4))
    when, peak = figure.subplots(2, 1, height_ratios=[1.7, 1])
    rows = held[int(piece) - 1]
    first = rows[:, 0] % int(piece) == 0
    for chosen, ink in ((first, colours.FIRST), (~first, colours.SECOND)):
        lines = [[[since, slot], [until, slot], [np.nan, np.nan]] for slot, since, until in rows[chosen]]
        when.plot(*np.array(lines).reshape(-1, 2).T, lw=2.2, color=ink, solid_capstyle="butt")
    when.set(xlim=(0, 3 * DEPTH), ylim=(-1.5, DEPTH + 5), yticks=[0, 12, 24, 36], ylabel="layer",
             xlabel="layers computed so far")  # fmt: skip
    when.axvline(DEPTH, color=colours.MUTED, lw=1, ls="--")
    when.text(DEPTH - 1, DEPTH + 1.5, "forward", ha="right", color=colours.MUTED)
    when.text(DEPTH + 1, DEPTH + 1.5, "back, computing again", color=colours.MUTED)
    when.text(1, 25.5, "checkpoint", color=colours.FIRST)
    when.text(76, 25.5, "computed again", color=colours.SECOND)
    peak.plot(np.arange(1, DEPTH + 1), most, "-o", ms=3, lw=1.2, color=colours.MUTED)
    peak.plot(piece, most[int(piece) - 1], "o", ms=9, color=colours.WEIGHT)
    peak.set(xlim=(0, DEPTH + 1), ylim=(0, 42), xlabel="length $k$ of a piece", ylabel="held at most")
    return figure
