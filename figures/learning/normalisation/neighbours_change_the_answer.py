"""In training, batch normalisation lets an answer depend on who else is in the batch, the more so the smaller it is.

One example, asked again and again in batches with other, random neighbours: each dot is an answer of the same network
with the same weights. The line is the answer in use, with running averages. Page: Normalisation.
Source: Ioffe (2017). Longer than most scripts: it trains, asks in training and asks in use.
"""

from typing import Annotated, Any

import numpy as np
from matplotlib.figure import Figure

from figures.engine import Slider
from figures.neural import Array
from figures.neural.activation_registry import ACTIVATIONS
from figures.neural.activations import sigmoid
from figures.neural.datasets import circle
from figures.neural.initialisers import he_normal
from figures.neural.layers import Dense, Elementwise
from figures.neural.losses import LOSSES
from figures.neural.network import Network
from figures.neural.normalisation import BatchNorm
from figures.neural.optimisers import Adam
from figures.neural.training import train
from figures.style import colours

SIZES, TIMES, UNITS, EPOCHS, BATCH = (2, 4, 8, 16, 32, 64, 128), 30, 16, 40, 32
RADII = np.linspace(0, 1, 11)  # where the example may lie, from the middle of the disc to the rim of the ring
ENTROPY = LOSSES["binary_cross_entropy_from_logits"]


def experiment() -> dict[str, Any]:
    """Answers (radii, sizes, TIMES) in batches and (radii,) in use, of one trained network."""
    rng = np.random.default_rng(0)
    x, labels = circle(200, rng)
    norms = [BatchNorm(UNITS, keep=0.9) for _ in range(2)]
    layers: list[Any] = []
    for n_in, norm in zip((2, UNITS), norms, strict=True):
        layers += [Dense(he_normal(n_in, UNITS, rng)), norm, Elementwise(ACTIVATIONS["relu"])]
    network = Network([*layers, Dense(he_normal(UNITS, 1, rng))])
    train(network, x, labels[:, None].astype(float), ENTROPY, Adam(0.01), EPOCHS, BATCH, rng)
    asked = np.column_stack([RADII, np.zeros(len(RADII))])
    kept = [(norm.mean, norm.variance) for norm in norms]
    answers = np.zeros((len(RADII), len(SIZES), TIMES))
    for i, example in enumerate(asked):
        for k, size in enumerate(SIZES):
            for t in range(TIMES):
                others = x[rng.choice(len(x), size - 1, replace=False)]
                answers[i, k, t] = sigmoid(network.forward(np.vstack([example, others])))[0, 0]
    for norm, (mean, variance) in zip(norms, kept, strict=True):  # asking has moved the averages: put them back
        norm.mean, norm.variance, norm.training = mean, variance, False
    in_use = sigmoid(network.forward(asked))[:, 0]
    right = float(np.mean((network.forward(x)[:, 0] > 0) == labels))
    spread = np.subtract(*np.quantile(answers, (0.9, 0.1), axis=2))
    return {"answers": answers, "in_use": in_use, "right": right, "times": TIMES,
            "alone": float(BatchNorm(1).forward(np.array([[7.0]])).item()),
            "spread": {f"of_{size}": float(spread[6, k]) for k, size in enumerate(SIZES)}}  # fmt: skip


def draw(answers: Array, in_use: Array, *,
         radius: Annotated[float, Slider(0, 1, step=0.1, symbol="r")] = 0.6) -> Figure:  # fmt: skip
    """Columns of dots over the size of the batch, and a line."""
    figure = Figure(figsize=(5.2, 3.6))
    axes = figure.subplots()
    at = round(radius * 10)
    places = np.arange(len(SIZES))[:, None] + np.linspace(-0.3, 0.3, answers.shape[2])
    axes.axhline(0.5, color=colours.GRID, lw=1)
    axes.plot(places.ravel(), answers[at].ravel(), "o", color=colours.OUTPUT, ms=3.5, alpha=0.5, mew=0)
    axes.plot([-0.5, 6.5], [in_use[at]] * 2, color=colours.INK, lw=1.5)
    axes.text(6.5, 1.05, f"in use: {in_use[at]:.2f}", ha="right", va="bottom")
    axes.set(xlim=(-0.5, 6.5), ylim=(-0.03, 1.15), xlabel="examples in the batch", ylabel="$p$ of class 1",
             yticks=(0, 0.5, 1))  # fmt: skip
    axes.set_xticks(range(len(SIZES)), [str(size) for size in SIZES])
    return figure


def facts(radius: float) -> dict[str, Any]:
    """Where the example lies."""
    return {"radius_now": radius}
