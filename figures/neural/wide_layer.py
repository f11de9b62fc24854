"""S layers of n units as one wide layer of S n units, for many networks that are computed at once.

NumPy works through an array in runs along its last axis, and to begin a run costs as much as dozens of sums. So the
networks lie beside each other in memory, row by row, (N, S n), which is looked at as (S, N, n).
"""

from collections.abc import Sequence

import numpy as np

from figures.neural import Array


def side_by_side(arrays: Sequence[Array]) -> Array:
    """All numbers of each network in a row, (S, 1, P), from arrays (S, …)."""
    return np.concatenate([one.reshape(len(one), 1, -1) for one in arrays], axis=-1)


def brought_together(arrays: Sequence[Array]) -> tuple[Array, list[Array]]:
    """Copies of the arrays side by side, and views of them in the shapes that they had."""
    together = side_by_side(arrays)
    parts = np.split(together, np.cumsum([one[0].size for one in arrays])[:-1], axis=-1)
    return together, [part.reshape(one.shape) for part, one in zip(parts, arrays, strict=True)]


def product(a: Array, W: Array, b: Array | None = None) -> Array:
    """a W + b of each network, (S, N, n), for W (S, m, n), b (S, 1, n) or none, a (N, m) for all alike or (S, N, m)."""
    (networks, m, n), rows = W.shape, a.shape[-2]
    if n == 1:  # no run is longer than the networks are many
        return a @ W if b is None else a @ W + b
    wide = W.swapaxes(0, 1).reshape(m, -1)
    if m == 1:  # no sums: numbers times numbers
        z = (a if a.ndim == 2 else np.repeat(a[..., 0].T, n, axis=1)) * wide
    elif a.ndim == 2:
        z = a @ wide
    else:
        z = np.empty((rows, networks * n))
        np.matmul(a, W, out=z.reshape(rows, networks, n).swapaxes(0, 1))
    if b is not None:
        z += b.reshape(-1)
    return z.reshape(rows, networks, n).swapaxes(0, 1)
