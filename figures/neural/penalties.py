"""L2: large weights cost something, so that the network takes the smoother of two curves that fit equally well."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from figures.neural import Array
from figures.neural.optimisers import Optimiser, Pairs


def l2_penalty(weights: Sequence[Array], strength: float) -> float:
    """λ Σ W², over all entries of all weights; λ is the strength. No ½ in front, as in Keras."""
    return float(strength * sum(np.sum(W**2) for W in weights))


@dataclass
class WithL2:
    """Minimises L + λ Σ W² instead of L: adds 2 λ W to ∂L/∂W and hands on to the optimiser.

    Parameters come as W, b, W, b, …, as a network gives them; biases cost nothing. The strength λ may be an array that
    fits every W, such as (S, 1, 1) for S networks trained at once. Source: Krogh & Hertz (1992).
    """

    optimiser: Optimiser
    strength: float | Array

    def update(self, pairs: Pairs) -> None:
        """One step of the optimiser."""
        priced = []
        for place, (parameter, gradient) in enumerate(pairs):
            is_weight = place % 2 == 0
            priced.append((parameter, gradient + 2 * self.strength * parameter if is_weight else gradient))
        self.optimiser.update(priced)
