"""A curve seen through noise, and networks that learn it: every seed has its own points and its own first weights.

All points are in every step, so that a step is an epoch.
"""

from dataclasses import dataclass

import numpy as np

from figures.neural import Array, Labels
from figures.neural.activation_registry import ACTIVATIONS
from figures.neural.batched import descend, seeded_networks
from figures.neural.dropout import DroppedNetworks
from figures.neural.losses import LOSSES
from figures.neural.optimisers import Adam, Optimiser
from figures.neural.penalties import WithL2

SEEDS = 24
POINTS, HELD_BACK, FRESH = 30, 20, 200  # examples to learn from, to validate on, to test on
NOISE, REACH = 0.3, 1.5  # standard deviation of the noise in y; x lies in [−REACH, REACH]
EPOCHS, RATE = 2000, 0.03  # of Adam
STEEP = 3.0  # standard deviation of the first weights: bends as sharp as those of the curve
LOOKS = np.unique(np.concatenate([[0], np.geomspace(1, EPOCHS, 60).round()])).astype(int)  # epochs looked at
GRID = np.linspace(-REACH, REACH, 101)[:, None]
MSE = LOSSES["mean_squared_error"]


def curve(x: Array) -> Array:
    """The truth behind the points: cos 3x."""
    return np.asarray(np.cos(3 * x))


def examples(count: int, purpose: int) -> tuple[Array, Array]:
    """x and y (SEEDS, count, 1), other points for every seed and for every purpose."""
    rngs = [np.random.default_rng([purpose, seed]) for seed in range(SEEDS)]
    x = np.stack([rng.uniform(-REACH, REACH, (count, 1)) for rng in rngs])
    return x, curve(x) + np.stack([rng.normal(0.0, NOISE, (count, 1)) for rng in rngs])


def rmse(y_hat: Array, y: Array) -> Array:
    """The root of each network's mean squared error, (SEEDS,)."""
    return np.asarray(np.sqrt(np.mean((y_hat - y) ** 2, axis=(1, 2))))


@dataclass(frozen=True)
class Run:
    """RMSE at each look, (looks, SEEDS), on the three sets; answers on GRID at the end, (SEEDS, len(GRID))."""

    train: Array
    validation: Array
    test: Array
    answers: Array

    def stopped_early(self) -> Labels:
        """For each seed the look with the least validation error."""
        return np.asarray(self.validation.argmin(axis=0))


def steep_networks(width: int, dropout: float = 0.0) -> DroppedNetworks:
    """Untrained: w normal, b = −w c with the bends c all over the range, output weights of variance 1 / width."""
    start = seeded_networks((1, width, 1), ACTIVATIONS["tanh"], range(SEEDS))
    rngs = [np.random.default_rng([3, seed]) for seed in range(SEEDS)]
    start.W[0][:] = np.stack([rng.normal(0.0, STEEP, (1, width)) for rng in rngs])
    start.b[0][:] = -start.W[0] * np.stack([rng.uniform(-REACH, REACH, (1, width)) for rng in rngs])
    start.W[1][:] = np.stack([rng.normal(0.0, 1 / np.sqrt(width), (width, 1)) for rng in rngs])
    return DroppedNetworks(start.W, start.b, start.activation, rate=dropout)


def learn(width: int, dropout: float = 0.0, strength: float = 0.0, points: int = POINTS) -> Run:
    """Train a 1–width–1 tanh network for every seed, with dropout and L2 of the given strength, on so many points."""
    networks = steep_networks(width, dropout)
    optimiser: Optimiser = WithL2(Adam(RATE), strength) if strength else Adam(RATE)
    dropping = np.random.default_rng(0) if dropout else None
    sets = [examples(count, purpose) for purpose, count in enumerate((points, HELD_BACK, FRESH))]
    found = []
    for epochs in np.diff(LOOKS, prepend=0):
        networks.rng = dropping
        descend(networks, *sets[0], MSE, optimiser, int(epochs))
        networks.rng = None
        found.append([rmse(networks.forward(x), y) for x, y in sets])
    train, validation, test = np.array(found).swapaxes(0, 1)
    return Run(train, validation, test, networks.forward(GRID)[..., 0])
