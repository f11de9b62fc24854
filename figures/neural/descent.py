"""How far may a step go? Paths of an optimiser, curvature, and the learning rates that curvature allows.

Near a minimum a loss is a bowl, L = ½ Σ λᵢ θᵢ² along the eigenvectors of its Hessian H. There plain gradient descent
multiplies θᵢ by 1 − ηλᵢ at every step. So it converges for every start if and only if 0 < η < 2/λ_max.
"""

from collections.abc import Callable

import numpy as np

from figures.neural import Array
from figures.neural.optimisers import Optimiser

Gradient = Callable[[Array], Array]


def descend(gradient: Gradient, start: Array, optimiser: Optimiser, steps: int) -> Array:
    """θ₀, θ₁, …: where the optimiser goes from `start`, of shape (steps + 1, *start.shape).

    `gradient` takes θ and gives ∂L/∂θ in its shape. A start of shape (seeds, n) is as many paths at once, since every
    optimiser acts entry by entry.
    """
    theta = np.array(start, dtype=float)
    path = np.empty((steps + 1, *theta.shape))
    path[0] = theta
    for step in range(1, steps + 1):
        optimiser.update([(theta, gradient(theta))])
        path[step] = theta
    return path


def hessian(gradient: Gradient, theta: Array, h: float = 1e-5) -> Array:
    """H_ij = ∂²L/∂θᵢ∂θⱼ, the slopes of the gradient, by central differences; θ is (n,), H is (n, n) and symmetric."""
    nudges = h * np.eye(len(theta))
    rows = [(gradient(theta + nudge) - gradient(theta - nudge)) / (2 * h) for nudge in nudges]
    return (np.array(rows) + np.array(rows).T) / 2


def learning_rate_threshold(curvature: Array) -> float:
    """2/λ_max of a symmetric H: at lower rates a bowl's every start leads to its minimum, from here on not.

    Raises ValueError if no direction curves upwards.
    """
    largest = float(np.linalg.eigvalsh(curvature)[-1])
    if largest <= 0:
        raise ValueError(f"learning_rate_threshold: expected a direction that curves upwards, got λ_max = {largest:g}")
    return 2 / largest


def best_learning_rate(curvature: Array) -> float:
    """2/(λ_min + λ_max): the steepest and the flattest direction then shrink equally fast, by (κ − 1)/(κ + 1).

    κ = λ_max/λ_min is the condition number. Raises ValueError unless every direction curves upwards.
    """
    eigenvalues = np.linalg.eigvalsh(curvature)
    if eigenvalues[0] <= 0:
        raise ValueError(f"best_learning_rate: expected every λ > 0, got λ_min = {eigenvalues[0]:g}")
    return float(2 / (eigenvalues[0] + eigenvalues[-1]))


def momentum_roots(eta_lambda: float, mu: float) -> Array:
    """The two roots r of r² − (1 + μ − ηλ) r + μ = 0, complex, shape (2,).

    With momentum θ_{t+1} = (1 + μ − ηλ) θ_t − μ θ_{t−1}, so θ_t is a sum of the powers r₁ᵗ and r₂ᵗ. Source: Goh (2017).
    """
    middle = (1 + mu - eta_lambda) / 2
    half = np.sqrt(complex(middle**2 - mu))
    return np.array([middle + half, middle - half])


def momentum_factor(eta_lambda: float, mu: float) -> float:
    """max |r|: what is left of the error, in the long run, after one more step; below 1 it converges."""
    return float(np.abs(momentum_roots(eta_lambda, mu)).max())
