"""How far is an image from the nearest of some training digits? Far away, a network's answer means nothing.

Images are compared by the means of 2 × 2 pixels, so that a line that is a pixel off is still near. The limit is that
distance which few digits of the test set exceed. docs/assets/draw-a-digit/known.js does the same.
"""

import numpy as np
from numpy.typing import NDArray

from figures.neural import Array


def halved(images: Array) -> Array:
    """Images (N, 28, 28) as rows (N, 196) of the means over 2 × 2 pixels."""
    count, side = len(images), images.shape[1] // 2
    rows: Array = images.reshape(count, side, 2, side, 2).mean(axis=(2, 4)).reshape(count, -1)
    return rows


def distances(images: Array, known: Array) -> Array:
    """‖a − b‖ between each of the halved images (N) and each of the halved known ones (M), as (N, M)."""
    a, b = halved(images), halved(known)
    squares = (a**2).sum(axis=1)[:, None] + (b**2).sum(axis=1) - 2 * a @ b.T
    roots: Array = np.sqrt(np.maximum(squares, 0))
    return roots


def in_levels(images: Array, levels: int) -> NDArray[np.uint8]:
    """Each pixel as the nearest of 0, 1, …, `levels`."""
    return np.floor(images * levels + 0.5).astype(np.uint8)
