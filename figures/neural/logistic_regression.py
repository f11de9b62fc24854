"""One sigmoid neuron fitted by maximum likelihood: of all (w, b) those that give what happened the most probability."""

import numpy as np

from figures.neural import Array, Labels
from figures.neural.activations import sigmoid

TOLERANCE, MOST_STEPS, TOO_FAR = 1e-10, 50, 1e3


def mean_log_likelihood(x: Array, y: Labels, w: Array, b: float) -> float:
    """The mean of log p over the samples, p what sigmoid(x·w + b) gives to the label that came: y or 1 − y."""
    z = x @ w + b
    return float(-np.mean(np.logaddexp(0.0, np.where(y == 1, -z, z))))


def fit(x: Array, y: Labels) -> tuple[Array, float]:
    """The (w, b) of the largest likelihood, by Newton's steps v ← v + (X̃ᵀ D X̃)⁻¹ X̃ᵀ (y − p), D = diag p (1 − p).

    x: (N, n); y: (N,) labels 0 or 1; X̃ is x with a column of ones.
    Raises ValueError if a line separates the classes, or all of them but for samples on it: then ever longer (w, b) are
    ever more likely. Source: Cox (1958).
    """
    rows = np.column_stack([x, np.ones(len(x))])
    v, directions = np.zeros(rows.shape[1]), np.linalg.matrix_rank(rows)
    for _ in range(MOST_STEPS):
        p = sigmoid(rows @ v)
        change, _, seen, _ = np.linalg.lstsq(rows.T @ (rows * (p * (1 - p))[:, None]), rows.T @ (y - p), rcond=None)
        v = v + change
        if np.abs(v).max() > TOO_FAR or seen < directions:  # so flat in one direction that rounding hides it
            break
        if np.abs(change).max() < TOLERANCE:
            return v[:-1], float(v[-1])
    raise ValueError("fit: expected classes that no line separates, got some for which no (w, b) is the most likely")
