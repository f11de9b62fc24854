"""Schedules: the part of the learning rate that is used at step t = 0, 1, …, T − 1 of a training of T steps."""

import numpy as np

from figures.neural import Array


def constant(steps: int) -> Array:
    """1 at every step."""
    return np.ones(steps)


def staircase(steps: int, factor: float = 0.1) -> Array:
    """1 for the first half, `factor` for the next quarter, its square for the last."""
    place = np.arange(steps) / steps
    return factor ** ((place >= 0.5).astype(float) + (place >= 0.75))


def inverse(steps: int, slow: float = 20.0) -> Array:
    """1/(1 + t/slow): falls so slowly that its sum has no limit. Source: Robbins & Monro (1951)."""
    return 1 / (1 + np.arange(steps) / slow)


def cosine(steps: int) -> Array:
    """½ (1 + cos(π t/T)): half a wave from 1 to nearly 0. Source: Loshchilov & Hutter (2017)."""
    return (1 + np.cos(np.pi * np.arange(steps) / steps)) / 2


def warm_up(schedule: Array, steps: int) -> Array:
    """The schedule, with a straight climb over its first `steps`: times (t + 1)/steps there."""
    climb = np.minimum(1.0, (np.arange(len(schedule)) + 1) / max(steps, 1))
    return np.asarray(schedule * climb)
