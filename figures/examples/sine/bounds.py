"""What no training can beat: the best line for networks without a bend, the best monotone curve for a single unit.

Source: least squares by the normal equations; Barlow, Bartholomew, Bremner & Brunk (1972) for pooling violators.
"""

import numpy as np

from figures.neural import Array

SLOPE = 3 / np.pi**2  # of the best line through sin x on all of [−π, π]; its intercept is 0
LINE_RMSE = np.sqrt(0.5 - 3 / np.pi**2)  # its error there


def best_line(x: Array, y: Array) -> tuple[float, float]:
    """(slope, intercept) of the line with the least Σ (slope · x + intercept − y)²; x and y are (N, 1)."""
    centred = x - x.mean()
    slope = float(np.sum(centred * y) / np.sum(centred**2))
    return slope, float(y.mean() - slope * x.mean())


def best_rising(y: Array) -> Array:
    """f_1 ≤ f_2 ≤ … with the least Σ (f_i − y_i)², for y (N,) by rising x.

    Walk from left to right. Wherever a value is lower than what stands
    before it, pool the two to their mean.
    """
    means: list[float] = []
    sizes: list[int] = []
    for value in y:
        means.append(float(value))
        sizes.append(1)
        while len(means) > 1 and means[-2] > means[-1]:
            size = sizes[-2] + sizes[-1]
            total = means[-2] * sizes[-2] + means[-1] * sizes[-1]
            means[-2:], sizes[-2:] = [total / size], [size]
    return np.repeat(means, sizes)


def best_monotone(y: Array) -> Array:
    """The better of the best rising and the best falling values for y (N,)."""
    rising, falling = best_rising(y), -best_rising(-y)
    return rising if np.sum((rising - y) ** 2) <= np.sum((falling - y) ** 2) else falling
