"""Pooling: one number for each window of an image, its largest or its mean. Nothing is learned; each channel by itself.

Images are (N, height, width, channels). Windows are square, of side `size`, and `stride` apart: side by side unless
given. A row or column that no window reaches is left out.
"""

import numpy as np

from figures.neural import Array
from figures.neural.convolution import shifts


class Pool:
    """What both kinds share: the windows, as one view of the image for each pixel in them."""

    def __init__(self, size: int = 2, stride: int | None = None) -> None:
        self.size, self.stride = size, size if stride is None else stride
        self.parameters: list[Array] = []
        self.gradients: list[Array] = []

    def views(self, image: Array) -> list[Array]:
        """size² parts of the image (N, height, width, channels), each of the output's shape: views, not copies."""
        if image.ndim != 4:
            raise ValueError(f"Pool: expected x of shape (N, height, width, channels), got {image.shape}")
        height, width = image.shape[1:3]
        return [image[:, i, j] for _, _, (i, j) in shifts((height, width), (self.size, self.size), self.stride)]


class MaxPool(Pool):
    """a = the largest number of each window."""

    def forward(self, x: Array) -> Array:
        """a from x."""
        self.x, views = x, self.views(x)
        self.a = views[0].copy()
        for view in views[1:]:
            np.maximum(self.a, view, out=self.a)
        return self.a

    def backward(self, grad: Array) -> Array:
        """∂L/∂x: each gradient goes to the number that was the largest, to the first of equal ones, as in PyTorch."""
        grad_x, open_ = np.zeros_like(self.x), np.ones(self.a.shape, dtype=bool)
        for view, grad_view in zip(self.views(self.x), self.views(grad_x), strict=True):
            first = open_ & (view == self.a)
            grad_view += first * grad
            open_ &= ~first
        return grad_x


class AveragePool(Pool):
    """a = the mean of each window."""

    def forward(self, x: Array) -> Array:
        """a from x."""
        self.shape = x.shape
        return np.asarray(sum(self.views(x)) / self.size**2)

    def backward(self, grad: Array) -> Array:
        """∂L/∂x: every number of a window gets its share of the gradient, 1 / size²."""
        grad_x = np.zeros(self.shape)
        for view in self.views(grad_x):
            view += grad / self.size**2
        return grad_x
