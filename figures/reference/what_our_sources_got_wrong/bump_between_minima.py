"""The loss of a network is no bowl: between two equally good minima of a 2–2–1 network it rises to a bump.

Above: the answers of a network that computes XOR, of the network halfway between, and of the first network with its two
hidden units exchanged. Below: the loss along the straight way between the two, for every such pair; a convex loss would
stay below the dashed line.
Page: What our sources got wrong. Source: Goodfellow et al. (2016), chapter 8, for units that can be exchanged.
Longer than most scripts by three lines: it trains, exchanges, walks and draws maps.
"""

from typing import Any

import numpy as np
from matplotlib.figure import Figure

from figures.neural import Array
from figures.neural.activation_registry import ACTIVATIONS
from figures.neural.batched import Networks, descend, losses, seeded_networks
from figures.neural.datasets import gate
from figures.neural.losses import LOSSES
from figures.neural.optimisers import Adam
from figures.plane.half_planes import draw_corners, frame_plane
from figures.style import colours

SEEDS, STEPS = 40, ((0.05, 1500), (0.005, 500))  # networks; rate of Adam and steps, the second stretch to settle
MINIMUM = 1e-6  # a loss below this counts as the least, 0
PIECES, GRID = 40, 33  # of the way between; points along the side of a map
LOSS, TANH = LOSSES["mean_squared_error"], ACTIVATIONS["tanh"]
TITLES = ("one minimum", "halfway", "units exchanged")


def exchanged(W: list[Array], b: list[Array]) -> tuple[list[Array], list[Array]]:
    """The same networks with their two hidden units in the other order: columns of W₁ and b₁, rows of W₂."""
    return [W[0][:, :, ::-1], W[1][:, ::-1]], [b[0][:, :, ::-1], b[1]]


def between(t: float, start: list[Array], end: list[Array]) -> list[Array]:
    """(1 − t) θ + t θ′ for each array of parameters."""
    return [(1 - t) * here + t * there for here, there in zip(start, end, strict=True)]


def experiment() -> dict[str, Any]:
    """Train, keep the networks that reach a loss of 0, and walk from each to its twin."""
    x, labels = gate("XOR")
    y = labels[:, None].astype(float)
    networks = seeded_networks((2, 2, 1), TANH, range(SEEDS))
    for rate, steps in STEPS:
        descend(networks, x, y, LOSS, Adam(rate), steps)
    found = losses(networks.forward(x), y, LOSS) < MINIMUM
    W, b = ([array[found] for array in arrays] for arrays in (networks.W, networks.b))
    twin_W, twin_b = exchanged(W, b)
    t = np.linspace(0, 1, PIECES + 1)
    on_the_way = [Networks(between(s, W, twin_W), between(s, b, twin_b), TANH) for s in t]
    loss = np.array([losses(each.forward(x), y, LOSS) for each in on_the_way])
    side = np.linspace(-0.6, 1.6, GRID)
    plane = np.stack(np.meshgrid(side, side), axis=-1).reshape(-1, 2)
    halfway = loss[PIECES // 2]
    shown = int(halfway.argmin())  # the mildest pair
    maps = np.array([on_the_way[k].forward(plane)[shown].reshape(GRID, GRID) for k in (0, PIECES // 2, PIECES)])
    return {"t": t, "loss": loss, "side": side, "maps": maps, "seeds": SEEDS, "pairs": int(found.sum()),
            "bound": 1 / 6, "largest_end": float(np.max(loss[[0, -1]])), "same": float(np.abs(maps[0] - maps[2]).max()),
            "halfway": {"least": float(halfway.min()), "most": float(halfway.max())}}  # fmt: skip


def draw(t: Array, loss: Array, side: Array, maps: Array, bound: float) -> Figure:
    """Three maps of the answers above the losses of all pairs."""
    figure = Figure(figsize=(5.2, 4.8))
    panels = figure.subplot_mosaic([["start", "middle", "end"], ["loss"] * 3], height_ratios=[1, 1.3])
    for name, answers, title in zip(("start", "middle", "end"), maps, TITLES, strict=True):
        panel = panels[name]
        panel.contourf(side, side, answers, [-99, 0.5, 99], colors=[colours.CLASS_0_AREA, colours.CLASS_1_AREA])
        draw_corners(panel, *gate("XOR"))
        frame_plane(panel, -0.6, 1.6)
        panel.set_title(title)
    axes = panels["loss"]
    axes.plot(t, loss, color=colours.LOSS, lw=1, alpha=0.55)
    axes.plot([0, 1], [0, 0], color=colours.TARGET, lw=1.6, ls="dashed")
    axes.axhline(bound, color=colours.INK, lw=1.4, ls="dotted")
    axes.text(0.5, -0.05, "a convex loss stays on the dashes or below", color=colours.TARGET, ha="center", va="top")
    axes.set_yscale("asinh", linear_width=0.2)  # room for small losses and large ones
    axes.set(xlim=(0, 1), ylim=(-0.2, 9), xlabel="share of the way from one minimum to the other", ylabel="loss $L$")
    axes.set_yticks([0, bound, 1, 5], ["0", "⅙", "1", "5"])
    axes.minorticks_off()
    return figure
