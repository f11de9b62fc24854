"""One neuron cuts the plane with a line; neurons in layers cut it along a spiral.

Three networks learn the same two spiral arms, from a single neuron to two hidden layers. Shaded: what the network
answers at every point of the plane. Page: the home page. Source: Lang & Witbrock (1988), for the task.
"""

from typing import Any

import numpy as np
from matplotlib.figure import Figure

from figures.neural import Array, Labels
from figures.neural.activation_registry import ACTIVATIONS
from figures.neural.datasets import spirals
from figures.neural.losses import LOSSES
from figures.neural.network import multilayer_perceptron
from figures.neural.optimisers import Adam
from figures.neural.training import train
from figures.plane.half_planes import draw_points
from figures.style import colours

HIDDEN = {"line": (), "bend": (3,), "spiral": (8, 8)}  # widths of the hidden layers
TITLES = ("one neuron", "3 hidden neurons", "2 layers of 8")
COUNT, CORE = 40, 4  # points of each arm, and how many of them lie too close to the centre to be told apart
TURNS, NOISE = 1.25, 0.01
STEPS, RATE = 800, 0.02  # training steps on all points, learning rate: enough for the largest network
SEED = 6
EDGE, GRID = 1.15, 81  # half the width of the drawn plane, grid points along it


def experiment() -> dict[str, Any]:
    """Train each network on all points by Adam; its logits on a grid and the share of points that it gets right."""
    x, y = spirals(COUNT, np.random.default_rng(SEED), turns=TURNS, noise=NOISE)
    apart = np.arange(len(x)) % COUNT >= CORE
    x, y = x[apart], y[apart]
    side = np.linspace(-EDGE, EDGE, GRID)
    plane = np.stack(np.meshgrid(side, side), axis=-1).reshape(-1, 2)
    logits, right = [], {}
    for name, hidden in HIDDEN.items():
        network = multilayer_perceptron((2, *hidden, 1), ACTIVATIONS["tanh"], np.random.default_rng(SEED))
        loss = LOSSES["binary_cross_entropy_from_logits"]
        train(network, x, y[:, None].astype(float), loss, Adam(learning_rate=RATE), STEPS)
        logits.append(network.forward(plane).reshape(GRID, GRID))
        right[name] = float(np.mean((network.forward(x)[:, 0] > 0) == y))
    return {"x": x, "y": y, "side": side, "logits": np.array(logits), "right": right}


def draw(x: Array, y: Labels, side: Array, logits: Array, right: dict[str, float]) -> Figure:
    """The plane as each network sees it."""
    figure = Figure(figsize=(5.2, 2.15))
    for axes, title, z, share in zip(figure.subplots(1, 3), TITLES, logits, right.values(), strict=True):
        axes.contourf(side, side, z, levels=[-np.inf, 0, np.inf], colors=[colours.CLASS_0_AREA, colours.CLASS_1_AREA])
        axes.contour(side, side, z, levels=[0], colors=[colours.INK], linewidths=1.5)
        draw_points(axes, x, y.astype(float), size=3)
        axes.set(title=title, aspect="equal", xticks=[], yticks=[], xlabel=f"{share:.0%} right")
        axes.spines[:].set_visible(False)
    return figure
