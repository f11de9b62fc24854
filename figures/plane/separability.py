"""Can a line part two classes of points?"""

import numpy as np
from scipy.optimize import linprog

from figures.neural import Array, Labels


def is_separable(x: Array, y: Labels) -> bool:
    """Is there a (w, b) with z = x·w + b ≥ 1 where y is 1 and z ≤ −1 where y is 0? A linear program decides.

    x: (N, n); y: (N,) labels 0 or 1. If some line separates the classes, a multiple of its (w, b) keeps the 1.
    """
    signs = 2 * y - 1  # 1 where y is 1, −1 where y is 0
    demands = signs[:, None] * np.column_stack([x, np.ones(len(x))])
    nothing_to_minimise = np.zeros(demands.shape[1])
    found = linprog(nothing_to_minimise, A_ub=-demands, b_ub=-np.ones(len(x)), bounds=(None, None))
    return bool(found.success)
