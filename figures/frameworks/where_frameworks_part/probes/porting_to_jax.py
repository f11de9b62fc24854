"""The layers of the list in JAX, which has none: each takes the weights as Keras keeps them, and Keras's input.

Pictures are (N, H, W, C), sequences (N, time, n).
"""

from collections.abc import Callable
from typing import Any

import jax
import jax.numpy as jnp
from jax import lax

LAYOUT = ("NHWC", "HWIO", "NHWC")
Weights = list[Any]


def dense(weights: Weights, x: Any) -> Any:
    """x W + b."""
    return x @ weights[0] + weights[1]


def convolution(weights: Weights, x: Any) -> Any:
    """PyTorch's padding=1, said side by side."""
    kernel, bias = weights
    return lax.conv_general_dilated(x, kernel, (2, 2), [(1, 1), (1, 1)], dimension_numbers=LAYOUT) + bias


def transposed(weights: Weights, x: Any) -> Any:
    """The flipped kernel; of the k − 1 = 2 zeros on each side PyTorch's padding takes one, output_padding gives one."""
    kernel, bias = weights
    around = [(1, 2), (1, 2)]
    return lax.conv_transpose(x, kernel, (2, 2), around, dimension_numbers=LAYOUT, transpose_kernel=True) + bias


def average_pool(weights: Weights, x: Any) -> Any:
    """The sum over each window, zeros around, by nine."""
    around = ((0, 0), (1, 1), (1, 1), (0, 0))
    return lax.reduce_window(x, 0.0, lax.add, (1, 3, 3, 1), (1, 2, 2, 1), around) / 9


def batch_norm(weights: Weights, x: Any) -> Any:
    """With the running statistics."""
    gamma, beta, mean, variance = weights
    return gamma * (x - mean) / jnp.sqrt(variance + 1e-5) + beta


def layer_norm(weights: Weights, x: Any) -> Any:
    """A row at a time; the variance divides by n."""
    gamma, beta = weights
    return gamma * (x - x.mean(-1, keepdims=True)) / jnp.sqrt(x.var(-1, keepdims=True) + 1e-5) + beta


def lstm(weights: Weights, x: Any) -> Any:
    """Gates in the order input, forget, cell, output."""
    kernel, recurrent, bias = weights

    def step(state: Any, now: Any) -> Any:
        h, c = state
        i, f, g, o = jnp.split(now @ kernel + h @ recurrent + bias, 4, axis=-1)
        c = jax.nn.sigmoid(f) * c + jax.nn.sigmoid(i) * jnp.tanh(g)
        h = jax.nn.sigmoid(o) * jnp.tanh(c)
        return (h, c), h

    zero = jnp.zeros((len(x), len(recurrent)))
    return lax.scan(step, (zero, zero), x.swapaxes(0, 1))[1].swapaxes(0, 1)


def gru(weights: Weights, x: Any) -> Any:
    """Gates in the order update, reset, new; the reset gate multiplies after the recurrent matrix and its bias."""
    kernel, recurrent, (b_in, b_h) = weights

    def step(h: Any, now: Any) -> Any:
        (z, r, n), (z_h, r_h, n_h) = (
            jnp.split(each, 3, axis=-1) for each in (now @ kernel + b_in, h @ recurrent + b_h)
        )
        z = jax.nn.sigmoid(z + z_h)
        h = z * h + (1 - z) * jnp.tanh(n + jax.nn.sigmoid(r + r_h) * n_h)
        return h, h

    return lax.scan(step, jnp.zeros((len(x), len(recurrent))), x.swapaxes(0, 1))[1].swapaxes(0, 1)


LAYERS: dict[str, Callable[[Weights, Any], Any]] = {
    "dense": dense, "stride": convolution, "pool": average_pool, "transposed": transposed, "flatten": dense,
    "batch_norm": batch_norm, "layer_norm": layer_norm, "lstm": lstm, "gru": gru,
    "gelu": lambda weights, x: jax.nn.gelu(x, approximate=False),
    "leaky": lambda weights, x: jax.nn.leaky_relu(x),
    "embedding": lambda weights, x: weights[0][x],
}  # fmt: skip


def answer(name: str, weights: Weights, x: Any) -> Any:
    """That layer's answer."""
    return LAYERS[name]([jnp.asarray(each) for each in weights], jnp.asarray(x))
