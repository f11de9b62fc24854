"""The separating line that keeps the largest distance from both classes, bias counted as a weight."""

import numpy as np
from scipy.optimize import minimize

from figures.neural import Array, Labels


def widest_margin(x: Array, y: Labels) -> tuple[Array, float]:
    """The (w, b) that maximises γ = min (2y − 1)(x·w + b) / ‖(w, b)‖ over all lines.

    x: (N, n); y: (N,) labels 0 or 1. Found as the shortest v = (w, b) with (2y − 1)(x·w + b) ≥ 1 for every sample.
    Raises ValueError if no line separates the classes. Source: Novikoff (1962) needs this γ; Minsky & Papert (1969).
    """
    signed = np.column_stack([x, np.ones(len(x))]) * (2 * y - 1)[:, None]
    keep = {"type": "ineq", "fun": lambda v: signed @ v - 1, "jac": lambda v: signed}
    found = minimize(lambda v: v @ v / 2, np.ones(signed.shape[1]), jac=lambda v: v, constraints=keep, method="SLSQP")
    if not found.success:
        raise ValueError(f"widest_margin: expected classes that a line separates; the solver says: {found.message}")
    return found.x[:-1], float(found.x[-1])
