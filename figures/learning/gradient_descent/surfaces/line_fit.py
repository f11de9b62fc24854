"""A line y = wx + b fitted by stochastic gradient descent: its loss is an exact bowl, so only noise is left to see."""

from dataclasses import dataclass

import numpy as np

from figures.neural import Array

TRUE, NOISE = np.array([1.0, 0.5]), 1.0  # y = wx + b + noise of this standard deviation


@dataclass(frozen=True)
class LineFit:
    """x (N, 2), whose second column is 1 and carries the bias, and y (N,); L(θ) = mean of (xθ − y)²."""

    x: Array
    y: Array

    @property
    def best(self) -> Array:
        """The θ = (w, b) of the least loss."""
        return np.asarray(np.linalg.lstsq(self.x, self.y, rcond=None)[0])

    def gradients(self, theta: Array) -> Array:
        """2 (xθ − y) x for each example alone: (N, 2); their mean is ∂L/∂θ."""
        return 2 * (self.x @ theta - self.y)[:, None] * self.x

    def excess(self, theta: Array) -> Array:
        """L(θ) − L(best) = mean of (x d)² = dᵀ (xᵀx / N) d with d = θ − best, for θ of shape (…, 2)."""
        d = theta - self.best
        return np.asarray(np.sum(d @ (self.x.T @ self.x / len(self.x)) * d, axis=-1))


def noisy_line(count: int, rng: np.random.Generator) -> LineFit:
    """`count` examples with normal x and normal noise."""
    x = np.column_stack([rng.normal(size=count), np.ones(count)])
    return LineFit(x, x @ TRUE + rng.normal(0, NOISE, count))


def stochastic_descent(
    fit: LineFit, start: Array, rate: float | Array, size: int, epochs: int, runs: int, rng: np.random.Generator
) -> Array:
    """θ after each step of `runs` independent runs with batches of `size`: (steps + 1, runs, 2).

    rate: one for all steps, or one for each, (steps,).
    """
    count = len(fit.x)
    rates = np.broadcast_to(rate, (epochs * (count // size),))
    theta = np.tile(start, (runs, 1))
    path = [theta]
    for _ in range(epochs):
        order = rng.permuted(np.tile(np.arange(count), (runs, 1)), axis=1)
        for batch in np.split(order, count // size, axis=1):
            error = np.einsum("rnj,rj->rn", fit.x[batch], theta) - fit.y[batch]
            theta = theta - rates[len(path) - 1] * 2 * np.einsum("rn,rnj->rj", error, fit.x[batch]) / size
            path.append(theta)
    return np.array(path)


def batch_noise(fit: LineFit, theta: Array, size: int, draws: int, rng: np.random.Generator) -> float:
    """How far the gradient of a random batch lies from that of all examples: the root of the mean squared distance."""
    each = fit.gradients(theta)
    batches = rng.permuted(np.tile(np.arange(len(each)), (draws, 1)), axis=1)[:, :size]
    return float(np.sqrt(((each[batches].mean(axis=1) - each.mean(axis=0)) ** 2).sum(axis=1).mean()))
