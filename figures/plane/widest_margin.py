"""The separating line that keeps the largest distance from both classes, bias counted as a weight."""

from itertools import combinations

import numpy as np

from figures.neural import Array, Labels

ROUNDING = 1e-9  # a sample may miss its 1 by so much


def widest_margin(x: Array, y: Labels) -> tuple[Array, float]:
    """The (w, b) that maximises γ = min (2y − 1)(x·w + b) / ‖(w, b)‖ over all lines.

    x: (N, n) with few samples; y: (N,) labels 0 or 1. Found as the shortest v = (w, b) with (2y − 1)(x·w + b) ≥ 1 for
    every sample: at most n + 1 samples hold it back, it is the shortest with = 1 for these, and all choices are tried.
    Raises ValueError if no line separates the classes. Source: Novikoff (1962) needs this γ; Minsky & Papert (1969).
    """
    signed = np.column_stack([x, np.ones(len(x))]) * (2 * y - 1)[:, None]
    found: list[Array] = []
    for count in range(1, min(signed.shape) + 1):
        held = signed[np.array(list(combinations(range(len(signed)), count)))]  # (ways to choose, count, n + 1)
        v = np.linalg.pinv(held).sum(axis=-1)
        found += list(v[(v @ signed.T >= 1 - ROUNDING).all(axis=1)])
    if not found:
        raise ValueError("widest_margin: expected classes that a line separates")
    shortest = min(found, key=lambda v: float(np.linalg.norm(v)))
    return shortest[:-1], float(shortest[-1])
