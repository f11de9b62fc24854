"""The quantile loss charges each side of the target at its own price, so that a share τ of the targets lies below."""

import numpy as np

from figures.neural import Array
from figures.neural.losses import Loss, same_shape


def quantile_loss(tau: float) -> Loss:
    """L = mean of max(τ (y − ŷ), (1 − τ) (ŷ − y)), also called pinball loss. Source: Koenker & Bassett (1978).

    Raises ValueError unless 0 < τ < 1.
    """
    if not 0 < tau < 1:
        raise ValueError(f"quantile_loss: expected τ between 0 and 1, got {tau}")

    def function(y_hat: Array, y: Array) -> float:
        same_shape(y_hat, y)
        return float(np.mean(np.maximum(tau * (y - y_hat), (1 - tau) * (y_hat - y))))

    def gradient(y_hat: Array, y: Array) -> Array:
        """∂L/∂ŷ = (−τ where ŷ < y, 1 − τ where ŷ > y, 0 at the corner) / (N n)."""
        return ((1 - tau) * (y_hat > y) - tau * (y_hat < y)) / y.size

    return Loss(function, gradient)
