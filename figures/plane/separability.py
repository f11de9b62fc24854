"""Can a line part two classes of points, and how wide is the gap between them?"""

import numpy as np
from scipy.optimize import linprog, lsq_linear

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


def nearest_points(zeros: Array, ones: Array) -> tuple[Array, Array]:
    """The two nearest points of two segments, each given by its ends (2, n); they coincide where the segments meet.

    Two classes of two points are separable exactly if these differ, and the line halfway between them leaves most room.
    """
    along = np.column_stack([zeros[1] - zeros[0], ones[0] - ones[1]])
    share = lsq_linear(along, ones[0] - zeros[0], bounds=(0, 1)).x  # how far to go from the first end to the second
    return zeros[0] + share[0] * (zeros[1] - zeros[0]), ones[0] + share[1] * (ones[1] - ones[0])
