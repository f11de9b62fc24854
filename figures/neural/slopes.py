"""φ′ from a = φ(z), for activations that give it away: cheaper than from z, which a network alone would use."""

from collections.abc import Callable

import numpy as np

from figures.neural import Array

SLOPE_FROM_ACTIVATION: dict[str, Callable[[Array], Array]] = {
    "linear": lambda a: np.ones_like(a),
    "sigmoid": lambda a: a * (1 - a),
    "tanh": lambda a: 1 - a**2,
    "relu": lambda a: (a > 0).astype(float),
}
