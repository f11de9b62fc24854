"""Gradient clipping: a gradient that is too long is made shorter, and keeps its direction."""

from collections.abc import Sequence

import numpy as np

from figures.neural import Array


def clip(gradients: Sequence[Array], limit: float) -> list[Array]:
    """g ← g · min(1, limit/‖g‖), where ‖g‖ is the length of all gradients together.

    Raises ValueError unless limit > 0. Source: Pascanu et al. (2013).
    """
    if not limit > 0:
        raise ValueError(f"clip: expected a limit above 0, got {limit:g}")
    length = float(np.sqrt(sum(float(np.sum(each**2)) for each in gradients)))
    return [each * (limit / length) if length > limit else each.copy() for each in gradients]
