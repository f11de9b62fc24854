"""Dense layers one behind the other, with an activation between them or without: without, they are one layer."""

from collections.abc import Callable, Sequence
from itertools import pairwise

import numpy as np

from figures.neural import Array

Stack = list[tuple[Array, Array]]  # W (n_in, n_out) and b (n_out,) of each layer, the first one first


def random_stack(widths: Sequence[int], gain: float, rng: np.random.Generator) -> Stack:
    """Layers of these widths: W_ij normal with standard deviation gain / √n_in, b_j with ½."""
    return [(rng.normal(0, gain / np.sqrt(n), (n, m)), rng.normal(0, 1 / 2, m)) for n, m in pairwise(widths)]


def respond(stack: Stack, x: Array, activation: Callable[[Array], Array] | None = None) -> Array:
    """z = a W + b layer by layer, x being (N, n_in); the activation between the layers, none after the last."""
    for number, (W, b) in enumerate(stack, start=1):
        x = x @ W + b
        if activation is not None and number < len(stack):
            x = activation(x)
    return x


def collapse(stack: Stack) -> tuple[Array, Array]:
    """The one layer that equals a stack without activations: (xW₁ + b₁)W₂ + b₂ = x(W₁W₂) + (b₁W₂ + b₂), and so on."""
    W, b = stack[0]
    for W_next, b_next in stack[1:]:
        W, b = W @ W_next, b @ W_next + b_next
    return W, b


def collapse_error(stack: Stack, x: Array) -> float:
    """The largest difference between a stack without activations and its collapse, divided by its largest answer."""
    W, b = collapse(stack)
    answers = respond(stack, x)
    return float(np.abs(answers - (x @ W + b)).max() / np.abs(answers).max())
