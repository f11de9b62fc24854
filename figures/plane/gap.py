"""How wide is the gap between two classes of two points?"""

import numpy as np

from figures.neural import Array


def nearest_points(zeros: Array, ones: Array) -> tuple[Array, Array]:
    """The two nearest points of two segments, each given by its ends (2, n); they coincide where the segments meet.

    Two classes of two points are separable exactly if these differ, and the line halfway between them leaves most room.
    Either both lie within their segments, where the distance has no slope, or one is an end and the other nearest it.
    """
    along, apart = np.column_stack([zeros[1] - zeros[0], ones[0] - ones[1]]), ones[0] - zeros[0]
    shares = [np.linalg.lstsq(along, apart, rcond=None)[0]]  # how far to go from the first end to the second
    for one in (0, 1):
        way, other = along[:, 1 - one], along[:, one]
        for end in (0.0, 1.0):
            share = np.full(2, end)
            share[1 - one] = np.clip(way @ (apart - end * other) / max(way @ way, np.finfo(float).tiny), 0, 1)
            shares.append(share)
    inside = [share for share in shares if share.min() >= 0 and share.max() <= 1]
    first, second = min(inside, key=lambda share: float(np.linalg.norm(along @ share - apart)))
    return zeros[0] + first * (zeros[1] - zeros[0]), ones[0] + second * (ones[1] - ones[0])
