"""Digits as the networks of this book see them: 28 × 28 numbers from 0, paper, to 1, ink; also pushed aside."""

import numpy as np

from figures.digits.data import digits
from figures.neural import Array, Labels

SIDE = 28  # pixels


def images(raw: np.ndarray[tuple[int, int, int], np.dtype[np.uint8]]) -> Array:
    """Images (N, 28, 28, 1) of floats from bytes (N, height, width); smaller ones are enlarged and centred."""
    times = SIDE // raw.shape[1]
    large = raw.repeat(times, axis=1).repeat(times, axis=2)
    around = SIDE - large.shape[1]
    large = np.pad(large, ((0, 0), *[(around // 2, around - around // 2)] * 2))
    return np.asarray(large[..., None] / np.float32(255))


def training_digits() -> tuple[Array, Labels]:
    """Images (N, 28, 28, 1) and labels (N,) to learn from."""
    return images(digits().x), digits().y.astype(int)


def unseen_digits() -> tuple[Array, Labels]:
    """Images and labels that no network has learned from."""
    return images(digits().x_test), digits().y_test.astype(int)


def example(label: int) -> Array:
    """The first unseen digit with this label, (28, 28, 1)."""
    x, y = unseen_digits()
    return np.asarray(x[np.argmax(y == label)])


def shifted(x: Array, down: int, right: int) -> Array:
    """Images x (N, height, width, channels) pushed by so many pixels; what leaves is lost, what comes in is paper."""
    height, width = x.shape[1:3]
    pushed = np.zeros_like(x)
    into = pushed[:, max(down, 0) : height + min(down, 0), max(right, 0) : width + min(right, 0)]
    into[...] = x[:, max(-down, 0) : height - max(down, 0), max(-right, 0) : width - max(right, 0)]
    return pushed
