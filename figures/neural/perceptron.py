"""A perceptron learns from its mistakes: when it errs on x, it turns its line towards the right answer for x.

Labels y are 0 or 1. A mistake on y = 1 adds x to the weights, one on y = 0 subtracts it, no mistake changes nothing.
If some line separates the classes, the number of mistakes is bounded; if none does, the rule never comes to rest.
"""

from dataclasses import dataclass

import numpy as np

from figures.neural import Array, Labels
from figures.neural.activations import step


def predict(x: Array, w: Array, b: float) -> Array:
    """ŷ = step(x w + b), 0 or 1 for each row of x (N, n), with weights w (n,) and bias b."""
    return step(x @ w + b)


def update(x: Array, y: float, w: Array, b: float) -> tuple[Array, float]:
    """w + (y − ŷ) x and b + (y − ŷ) for one sample x (n,) with label y. Source: Rosenblatt (1962)."""
    error = y - float(predict(x, w, b))
    return w + error * x, b + error


@dataclass(frozen=True)
class History:
    """What happened while a perceptron looked at T samples, one after the other.

    w: (T + 1, n) and b: (T + 1,), the line before the first sample and after each.
    sample: (T,), which row was looked at. mistakes: (T + 1,), how many mistakes so far.
    converged: whether the last pass over all samples was free of mistakes.
    """

    w: Array
    b: Array
    sample: Labels
    mistakes: Labels
    converged: bool


def learn(x: Array, y: Labels, passes: int, rng: np.random.Generator | None = None) -> History:
    """Visit all samples `passes` times at most, update at each, stop after a pass without a mistake.

    x: (N, n) inputs; y: (N,) labels 0 or 1; weights and bias begin at 0.
    rng: if given, each pass visits the samples in a new random order; otherwise in the order of the rows.
    Raises ValueError if x and y do not fit or a label is neither 0 nor 1. Source: Rosenblatt (1962).
    """
    if x.ndim != 2 or y.shape != x.shape[:1]:
        raise ValueError(f"learn: expected x of shape (N, n) and y of shape (N,), got {x.shape} and {y.shape}")
    if not np.isin(y, (0, 1)).all():
        raise ValueError(f"learn: expected labels 0 and 1, got {np.unique(y).tolist()}")
    w, b = [np.zeros(x.shape[1])], [0.0]
    sample, mistakes, converged = [], [0], False
    for _ in range(passes):
        before = mistakes[-1]
        for i in range(len(x)) if rng is None else rng.permutation(len(x)):
            w_next, b_next = update(x[i], y[i], w[-1], b[-1])
            mistakes.append(mistakes[-1] + int(b_next != b[-1]))
            w.append(w_next)
            b.append(b_next)
            sample.append(i)
        converged = mistakes[-1] == before
        if converged:
            break
    return History(np.array(w), np.array(b), np.array(sample, dtype=int), np.array(mistakes), converged)


def margin(x: Array, y: Labels, w: Array, b: float) -> float:
    """γ = min over samples of (2y − 1)(x·w + b) / ‖(w, b)‖: positive exactly if (w, b) separates the classes.

    The norm includes the bias, which counts as the weight of a further input that is always 1.
    """
    return float(np.min((2 * y - 1) * (x @ w + b)) / np.hypot(np.linalg.norm(w), b))


def convergence_bound(x: Array, y: Labels, w: Array, b: float) -> float:
    """(R/γ)², the most mistakes that `learn` can make, with R = max ‖(x, 1)‖ and γ the margin of (w, b).

    Any separating line (w, b) gives a valid bound; the one with the largest margin gives the best.
    Raises ValueError if (w, b) does not separate the classes. Source: Novikoff (1962).
    """
    gamma = margin(x, y, w, b)
    if gamma <= 0:
        raise ValueError(f"convergence_bound: expected a line that separates the classes, got margin {gamma:.3g}")
    radius = np.sqrt(np.max(np.sum(x**2, axis=1)) + 1)
    return float((radius / gamma) ** 2)


def pocket(x: Array, y: Labels, history: History) -> tuple[Labels, Labels]:
    """After each sample: how many of all the line gets wrong, and which of the lines so far gets fewest wrong.

    Both (T + 1,); the second holds the times of the lines to keep, the earliest of equally good ones.
    Source: Gallant (1990).
    """
    wrong = np.sum(step(x @ history.w.T + history.b) != y[:, None], axis=0)
    kept = [0]
    for t in range(1, len(wrong)):
        kept.append(t if wrong[t] < wrong[kept[-1]] else kept[-1])
    return wrong, np.array(kept)
