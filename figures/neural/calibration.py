"""Do the probabilities mean what they say? Counting how often sure answers are right, and one number that mends much.

z are logits (N,) of a yes-or-no answer and y its targets, 0 or 1; confidence is the probability of the answer given.
"""

from typing import NamedTuple

import numpy as np

from figures.neural import Array, Labels
from figures.neural.activations import sigmoid


def answers(z: Array, y: Array, temperature: float = 1.0) -> tuple[Array, Array]:
    """Confidence max(p, 1 − p) with p = sigmoid(z / T), from ½ to 1, and whether the answer is right, (N,) each."""
    p = sigmoid(z / temperature)
    return np.maximum(p, 1 - p), (z > 0) == (y == 1)


class Reliability(NamedTuple):
    """For each bin: how many answers, their mean confidence, the share that is right (nan where there are none)."""

    size: Labels
    confidence: Array
    right: Array


def reliability(confidence: Array, right: Array, edges: Array) -> Reliability:
    """Sort answers by their confidence into the bins between the edges. Source: DeGroot & Fienberg (1983)."""
    place = np.clip(np.searchsorted(edges, confidence, side="right") - 1, 0, len(edges) - 2)
    count = np.bincount(place, minlength=len(edges) - 1)
    with np.errstate(invalid="ignore"):
        means = [np.bincount(place, weights=of, minlength=len(edges) - 1) / count for of in (confidence, right)]
    return Reliability(count, *means)


def calibration_error(bins: Reliability) -> float:
    """ECE = Σ_bins (share of answers) · |right − confidence|. Source: Naeini, Cooper & Hauskrecht (2015)."""
    gaps = np.where(bins.size > 0, np.abs(bins.right - bins.confidence), 0.0)
    return float(np.sum(bins.size * gaps) / bins.size.sum())


def best_temperature(z: Array, y: Array, coldest: float = 0.01) -> float:
    """The T > 0 with the least cross-entropy of sigmoid(z / T), infinite if no answer should be sure.

    With u = 1/T the slope of the loss is the mean of z (sigmoid(u z) − y), which only rises: halve an interval of u.
    No u above 1/coldest is tried. Source: Guo et al. (2017), for a single number; Platt (1999), for two.
    """
    low, high = 0.0, 1 / coldest
    if np.mean(z * (0.5 - y)) >= 0:
        return float("inf")
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if np.mean(z * (sigmoid(middle * z) - y)) < 0 else (low, middle)
    return 2 / (low + high)
