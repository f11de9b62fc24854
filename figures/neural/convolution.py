"""Convolution: one small set of weights, the kernel, asks the same question at every place of an image.

Images are (N, height, width, channels), as in Keras; a kernel W is (rows, columns, channels in, channels out). What
libraries of neural networks call convolution does not turn the kernel round: mathematics calls it cross-correlation.
"""

from collections.abc import Iterator

import numpy as np

from figures.neural import Array

Shifts = Iterator[tuple[int, int, tuple[slice, slice]]]


def size_after(n: int, k: int, stride: int = 1, padding: int = 0) -> int:
    """⌊(n + 2p − k) / s⌋ + 1 places for a window of k in a row of n with p zeros on both sides, s from one to the next.

    Raises ValueError if stride or padding make no sense, or the window is wider than the padded row.
    """
    if stride < 1 or padding < 0 or k < 1:
        raise ValueError(f"expected k ≥ 1, stride ≥ 1 and padding ≥ 0, got {k}, {stride} and {padding}")
    if n + 2 * padding < k:
        raise ValueError(f"expected a window of at most {n + 2 * padding}, the size with padding, got {k}")
    return (n + 2 * padding - k) // stride + 1


def shifts(size: tuple[int, int], window: tuple[int, int], stride: int) -> Shifts:
    """For each pixel (u, v) of a window, the part of an image of this size that it sees as the window moves."""
    down, right = (size_after(n, k, stride) for n, k in zip(size, window, strict=True))
    for u, v in np.ndindex(window):
        rows, columns = slice(u, u + stride * (down - 1) + 1, stride), slice(v, v + stride * (right - 1) + 1, stride)
        yield u, v, (rows, columns)


class Convolution:
    """z[n, i, j, o] = b[o] + Σ_{u,v,c} x[n, s i + u − p, s j + v − p, c] W[u, v, c, o], x being 0 beyond its border.

    stride s: how far the kernel moves; padding p: how many zeros surround the image. W and b are copied; b is 0 unless
    given. Raises ValueError if W has not four axes or b does not fit it. Source: LeCun et al. (1989).
    """

    def __init__(self, W: Array, b: Array | None = None, stride: int = 1, padding: int = 0) -> None:
        self.W = np.array(W, dtype=float)
        if self.W.ndim != 4:
            raise ValueError(f"Convolution: expected W of shape (rows, columns, in, out), got {self.W.shape}")
        self.window, self.stride, self.padding = self.W.shape[:2], stride, padding
        self.b = np.zeros(self.W.shape[3]) if b is None else np.array(b, dtype=float)
        if self.b.shape != self.W.shape[3:]:
            raise ValueError(f"Convolution: expected b of shape {self.W.shape[3:]}, got {self.b.shape}")
        self.grad_W, self.grad_b = np.zeros_like(self.W), np.zeros_like(self.b)
        self.parameters, self.gradients = [self.W, self.b], [self.grad_W, self.grad_b]

    def forward(self, x: Array) -> Array:
        """z from x: every window, written out as a row, times W. Raises ValueError if the channels do not fit."""
        rows, columns, n_in, n_out = self.W.shape
        if x.ndim != 4 or x.shape[3] != n_in:
            raise ValueError(f"Convolution: expected x of shape (N, height, width, {n_in}), got {x.shape}")
        p = self.padding
        x = np.pad(x, ((0, 0), (p, p), (p, p), (0, 0)))
        self.size = x.shape[1:3]
        down, right = (size_after(n, k, self.stride) for n, k in zip(self.size, self.window, strict=True))
        self.seen = np.empty((len(x), down, right, rows, columns, n_in), x.dtype)
        for u, v, (i, j) in shifts(self.size, self.window, self.stride):
            self.seen[:, :, :, u, v] = x[:, i, j]
        z: Array = self.seen.reshape(len(x), down, right, -1) @ self.W.reshape(-1, n_out) + self.b
        return z

    def backward(self, grad: Array) -> Array:
        """∂L/∂W = Σ_places (what the kernel saw) δ, ∂L/∂b = Σ_places δ, and the result ∂L/∂x.

        A pixel of x was seen from several places; what they say about it is added up.
        """
        n_out, p = self.W.shape[3], self.padding
        delta = grad.reshape(-1, n_out)
        self.grad_W[...] = (self.seen.reshape(len(delta), -1).T @ delta).reshape(self.W.shape)
        self.grad_b[...] = delta.sum(axis=0)
        back = (delta @ self.W.reshape(-1, n_out).T).reshape(self.seen.shape)
        grad_x = np.zeros((len(grad), *self.size, self.W.shape[2]), back.dtype)
        for u, v, (i, j) in shifts(self.size, self.window, self.stride):
            grad_x[:, i, j] += back[:, :, :, u, v]
        height, width = self.size
        return grad_x[:, p : height - p, p : width - p]


class Flatten:
    """x (N, height, width, channels) as rows (N, height · width · channels), so that a dense layer can read it."""

    def __init__(self) -> None:
        self.parameters: list[Array] = []
        self.gradients: list[Array] = []

    def forward(self, x: Array) -> Array:
        """The same numbers, one example a row."""
        self.shape = x.shape
        return x.reshape(len(x), -1)

    def backward(self, grad: Array) -> Array:
        """The same numbers, back in their places."""
        return grad.reshape(self.shape)
