"""The hidden layer moves the corners of XOR until a line can part them; without an activation none ever can.

The plane of the inputs (moment 0) glides into the plane of the two hidden units (moment 20): every point x stands at
(1 − t) x + t φ(xW + b). The grid shows what becomes of the plane, the line is the one with the most room, if there is
one. Page: Solving XOR. Source: the units OR and NAND after Minsky and Papert (1969); the idea of the moving plane is
known from Olah's essays on topology.
Longer than most scripts: five networks, and a plane that keeps its axes while it morphs.
"""

from typing import Annotated, Any

import numpy as np
from matplotlib.figure import Figure

from figures.engine import Choice, Steps
from figures.neural import Array
from figures.neural.activation_registry import ACTIVATIONS
from figures.neural.batched import descend, seeded_networks
from figures.neural.datasets import gate
from figures.neural.losses import LOSSES
from figures.neural.optimisers import Adam
from figures.plane.gap import nearest_points
from figures.plane.half_planes import draw_corners
from figures.plane.room import beside, box
from figures.style import colours

LAST = 20  # moments after the first
HAND = (np.array([[1.0, -1.0], [1.0, -1.0]]), np.array([-0.5, 1.5]))  # OR and NAND
NETWORKS = ("step, by hand", "ReLU, by hand", "tanh, learned", "tanh, stuck", "no activation")
PHI = ("step", "relu", "tanh", "tanh", "linear")
LEARNS, STICKS = 4, 1  # seeds: from the one XOR is learned, from the other not
# Where from its mark a name stands, if there is room.
SIDE = {"00": (-1.0, 1.0), "01": (-1.2, 0.1), "10": (0.6, -1.2), "11": (1.2, 0.6)}
NAME = np.array([0.11, 0.09])  # half of its width and height
SIDES, ALONG = np.linspace(-0.25, 1.25, 7), np.linspace(-0.25, 1.25, 13)  # grid lines, points on each
TOUCHING = 1e-6  # a gap smaller than this is rounding


def learned() -> list[tuple[Array, Array]]:
    """Hidden weights and biases of two 2–2–1 networks with tanh after 500 steps of Adam."""
    x, y = gate("XOR")
    networks = seeded_networks((2, 2, 1), ACTIVATIONS["tanh"], [LEARNS, STICKS])
    descend(networks, x, y[:, None].astype(float), LOSSES["binary_cross_entropy_from_logits"], Adam(0.05), 500)
    return [(W, b[0]) for W, b in zip(networks.W[0], networks.b[0], strict=True)]


def experiment() -> dict[str, Any]:
    """Corners and grid in both planes, the nearest points of the classes at every moment, the gaps between them."""
    x, y = gate("XOR")
    upright = np.array([[(side, along) for along in ALONG] for side in SIDES])
    grid = np.concatenate([upright, upright[:, :, ::-1]])  # (lines, points on each, 2)
    layers = list(zip(PHI, (HAND, HAND, *learned(), HAND), strict=True))
    hidden = np.array([ACTIVATIONS[name](x @ W + b) for name, (W, b) in layers])
    t = np.linspace(0, 1, LAST + 1)[:, None, None]
    nearest = np.array([[nearest_points(p[y == 0], p[y == 1]) for p in (1 - t) * x + t * h] for h in hidden])
    gap = np.linalg.norm(nearest[:, :, 0] - nearest[:, :, 1], axis=2)
    apart = {key: int(np.argmax(row > TOUCHING)) for key, row in zip(("step", "relu", "tanh"), gap, strict=False)}
    hidden_grid = np.array([ACTIVATIONS[name](grid @ W + b) for name, (W, b) in layers])
    return {"grid": grid, "hidden_grid": hidden_grid, "hidden": hidden, "nearest": nearest, "gap": gap,
            "first": apart, "last": LAST, "halfway": LAST // 2,
            "widest_without_activation": float(gap[-1].max().round(9))}  # fmt: skip


def facts(gap: Array, moment: int, network: str) -> dict[str, Any]:
    """The setting, and whether a line parts the classes there."""
    room = float(gap[NETWORKS.index(network), moment])
    return {"moment": moment, "network": network, "room": room if room > TOUCHING else 0.0,
            "verdict": "a line parts the classes" if room > TOUCHING else "no line parts the classes"}  # fmt: skip


def draw(
    grid: Array, hidden_grid: Array, hidden: Array, nearest: Array, gap: Array,
    *, moment: Annotated[int, Steps(LAST)] = LAST, network: Annotated[str, Choice(*NETWORKS)] = "ReLU, by hand",
) -> Figure:  # fmt: skip
    """One plane between input and hidden, the four corners, and the line if there is one."""
    figure = Figure(figsize=(5.2, 4.4))
    axes = figure.subplots()
    t, row = moment / LAST, NETWORKS.index(network)
    x, y = gate("XOR")
    for line in (1 - t) * grid + t * hidden_grid[row]:
        axes.plot(*line.round(3).T, color=colours.MUTED, lw=0.8, alpha=0.5, zorder=1)
    zero, one = nearest[row, moment]
    across, middle = np.array([-1, 1]) * (one - zero)[::-1], (zero + one) / 2
    length = float(np.hypot(*across))
    ends = middle + np.outer([-9, 9], across / length) if length > TOUCHING else np.full((2, 2), np.nan)
    axes.plot(*ends.T, color=colours.INK, lw=2, zorder=2)
    places = (1 - t) * x + t * hidden[row]
    draw_corners(axes, places, y)
    for ring in (axes.lines[-4], axes.lines[-1]):  # 00 and 11: a disc on the same spot is seen through them
        ring.set_markerfacecolor("none")
    taken = np.concatenate([places, np.linspace(ends[0], ends[1], 361)]) if length > TOUCHING else places
    for place, (name, side) in zip(places, SIDE.items(), strict=True):
        spot = beside(place, NAME, taken, np.array(side), 0.14)
        taken = np.concatenate([taken, box(spot, NAME)])
        axes.text(spot[0], spot[1], name, color=colours.MUTED, ha="center", va="center", zorder=4,
                  bbox={"facecolor": colours.PAPER, "edgecolor": "none", "pad": 0.5})  # fmt: skip
    verdict = "a line parts the classes" if length > TOUCHING else "no line parts the classes"
    axes.set_title(verdict)
    axes.set(xlim=(-1.4, 2.25), ylim=(-1.4, 2.25), xticks=[-1, 0, 1, 2], yticks=[-1, 0, 1, 2], aspect="equal",
             xlabel="$x_1$, then $h_1$")  # fmt: skip
    axes.set_ylabel("$x_2$, then $h_2$")
    return figure
