"""Learn sin x on [−π, π] with one hidden layer: the data, and the training of all seeds of one activation and width.

Every network of a cell (an activation and a width) is trained at the same time, on the same points, by the same rule;
only the random start differs. Errors are measured on points that lie between the training points.
"""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from figures.neural import Array, Labels
from figures.neural.activation_registry import ACTIVATIONS
from figures.neural.batched import Networks, descend, seeded_networks
from figures.neural.losses import LOSSES
from figures.neural.optimisers import Adam

NAMES = {"identity": "linear", "logistic": "sigmoid", "tanh": "tanh", "ReLU": "relu"}  # here: in the registry
WIDTHS = (0, 1, 3, 5, 9, 27)  # hidden units; 0 means no hidden layer
SEEDS = range(21)  # an odd number, so that the median network is one of them
COUNT = 40  # training points
STEPS, SLOW_FROM = 2000, 1500  # updates, each on all points; from when on the rate is a tenth, to settle
RATE = 0.02  # of Adam
MSE = LOSSES["mean_squared_error"]

DATA_SEED = 0
# One point at random in each fortieth of the range. Evenly spaced points would be symmetric about 0, and so would be
# networks without biases: the gradient of every bias would be 0 but for rounding, which Adam makes into a step.
X = np.linspace(-np.pi, np.pi, COUNT, endpoint=False)[:, None]
X += np.random.default_rng(DATA_SEED).uniform(0, 2 * np.pi / COUNT, X.shape)
Y = np.sin(X)
X_TEST = np.linspace(-np.pi, np.pi, 401)[1::2, None]  # 200 points inside the range, none of them trained on
Y_TEST = np.sin(X_TEST)
X_CURVE = np.linspace(-np.pi, np.pi, 49)[:, None]  # to draw


def rmse(y_hat: Array, y: Array) -> Array:
    """√(mean (ŷ − y)²) of each network, (S,), from ŷ (S, N, 1): the typical size of an error, in units of y."""
    root: Array = np.sqrt(np.mean((y_hat - y) ** 2, axis=(1, 2)))
    return root


def band(values: Array, axis: int = 0) -> Array:
    """The middle four fifths over the seeds, with the median: quantiles 10, 50 and 90 %, stacked first."""
    quantiles: Array = np.quantile(values, (0.1, 0.5, 0.9), axis=axis)
    return quantiles


def told(errors: dict[str, Array]) -> dict[str, dict[str, float]]:
    """What the prose tells of errors (S,) by name: their `band` as {"low": {name: …}, "median": …, "high": …}."""
    bands = {name: band(of) for name, of in errors.items()}
    return {key: {name: float(of[i]) for name, of in bands.items()} for i, key in enumerate(("low", "median", "high"))}


def start(name: str, width: int, seeds: Collection[int] = SEEDS) -> Networks:
    """The untrained networks 1 – width – 1 (width 0: 1 – 1) of an activation in NAMES, one for each seed."""
    hidden = (width,) if width else ()
    return seeded_networks((1, *hidden, 1), ACTIVATIONS[NAMES[name]], list(seeds))


@dataclass(frozen=True)
class Fits:
    """The networks of one cell after training, and what they answered on the way.

    kept: (K,) steps. rmse: (K, S) on the test points. curves: (K, S, 49) answers at X_CURVE.
    """

    networks: Networks
    kept: Labels
    rmse: Array
    curves: Array

    @property
    def middle(self) -> int:
        """The number of the network whose error at the end is the median."""
        return int(np.argsort(self.rmse[-1])[len(self.rmse[-1]) // 2])


def fit(name: str, width: int, kept: Collection[int] = (STEPS,)) -> Fits:
    """Train one cell for STEPS steps and look at it after each of the `kept` ones (0: before the first)."""
    networks, optimiser = start(name, width), Adam(RATE)
    steps, errors, curves = [], [], []
    for step in range(STEPS + 1):
        if step in kept:
            steps.append(step)
            errors.append(rmse(networks.forward(X_TEST), Y_TEST))
            curves.append(networks.forward(X_CURVE)[:, :, 0])
        optimiser.learning_rate = RATE if step < SLOW_FROM else RATE / 10
        if step < STEPS:
            descend(networks, X, Y, MSE, optimiser, 1)
    return Fits(networks, np.array(steps), np.array(errors), np.array(curves))
