"""The questions in the words of JAX."""

import inspect
from collections.abc import Callable
from functools import lru_cache
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np


def slope(function: Callable[[Any], Any], at: Any) -> Any:
    """The gradient at a number or an array, of the sum if the function gives several."""
    return _gradient(function)(jnp.asarray(at, "float32"))


@lru_cache(1)  # of a training, whose steps ask for the same one
def _gradient(function: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Compiled as a whole: else JAX would compile each of its operations by itself, which takes twice as long."""
    gradient: Callable[[Any], Any] = jax.jit(jax.grad(lambda x: function(x).sum()))
    return gradient


def array(*numbers: float) -> Any:
    """So many numbers in single precision."""
    return jnp.array(numbers, "float32")


def pooled(x: Any) -> Any:
    """The largest number of a window of two by two."""
    return jax.lax.reduce_window(x, -jnp.inf, jax.lax.max, (1, 2, 2, 1), (1, 2, 2, 1), "VALID")


def convolved(x: Any, kernel: Any) -> Any:
    """Pictures by kernels at stride 2, as TensorFlow lays them out."""
    return jax.lax.conv_general_dilated(x, kernel, (2, 2), "SAME", dimension_numbers=("NHWC", "HWIO", "NHWC"))


def transposed(flip: bool = False) -> Any:
    """A single 1 through the transpose of the kernel 1, 2, 3."""
    kernel = jnp.arange(1.0, 4).reshape(3, 1, 1)
    layout = ("NHC", "HIO", "NHC")
    return jax.lax.conv_transpose(
        jnp.ones((1, 1, 1)), kernel, (1,), "VALID", dimension_numbers=layout, transpose_kernel=flip
    )


def default(function: str, name: str) -> Any:
    """The default of an argument in Optax, whose optimisers JAX users take."""
    import optax

    return inspect.signature(getattr(optax, function)).parameters[name].default


def momentum_when_the_rate_falls() -> list[float]:
    """Optax's SGD with momentum ½ along a slope of 1; the rate falls from 1 to 0.1 after two steps."""
    import optax

    rule = optax.sgd(lambda step: jnp.where(step < 2, 1.0, 0.1), momentum=0.5)
    return _places(rule, [1.0, 1.0, 1.0])


def adam_after(gradients: list[float]) -> list[float]:
    """Where Optax's Adam leads from 0 with these gradients, one a step; rate 0.1."""
    import optax

    return _places(optax.adam(0.1), gradients)


def _places(rule: Any, gradients: list[float]) -> list[float]:
    place, places = jnp.zeros(()), []
    state = rule.init(place)
    for gradient in gradients:
        step, state = rule.update(jnp.float32(gradient), state)
        place = place + step
        places.append(float(place))
    return places


NAN = float("nan")
CENTRE = jnp.asarray(np.eye(1, 9, 4, dtype="float32").reshape(3, 3, 1, 1))
PROBES: dict[str, Callable[[], Any]] = {
    # the derivative at a kink
    "relu": lambda: slope(jax.nn.relu, 0.0),
    "maximum": lambda: slope(lambda x: jnp.maximum(x, 0), 0.0),
    "abs": lambda: slope(jnp.abs, 0.0),
    "leaky_relu": lambda: slope(lambda x: jax.nn.leaky_relu(x, 0.1), 0.0),
    "hard_tanh": lambda: slope(jax.nn.hard_tanh, 1.0),
    "relu6": lambda: slope(jax.nn.relu6, 6.0),
    "selu": lambda: slope(jax.nn.selu, 0.0),
    "clip": lambda: slope(lambda x: jnp.clip(x, -1, 1), 1.0),
    "norm": lambda: slope(jnp.linalg.norm, [0.0, 0.0]),
    "root_of_square": lambda: slope(lambda x: jnp.sqrt(x * x), 0.0),
    "std": lambda: slope(jnp.std, [1.0, 1.0]),
    "power_0": lambda: slope(lambda x: x**0.0, 0.0),
    "where_log": lambda: slope(lambda x: jnp.where(x > 0, jnp.log(x), 0), 0.0),
    "cumulative_product": lambda: slope(jnp.cumprod, [0.0, 2.0, 4.0]),
    "sinc": lambda: slope(jnp.sinc, 0.0),
    # ties
    "max_tie": lambda: slope(jnp.max, [1.0, 1.0, 0.0]),
    "max_along_tie": lambda: slope(lambda x: jnp.max(x, axis=0), [1.0, 1.0, 0.0]),
    "maximum_tie": lambda: slope(lambda x: jnp.maximum(x[0], x[1]), [1.0, 1.0]),
    "pool_tie": lambda: slope(pooled, np.ones((1, 2, 2, 1))).flatten(),
    "sort_tie": lambda: slope(lambda x: jnp.sort(x)[-1], [1.0, 1.0, 0.0]),
    "median": lambda: jnp.median(array(1, 2, 3, 4)),
    # tiny, huge and missing numbers
    "log_tiny": lambda: jnp.log(jnp.float32(1e-40)),
    "relu_tiny": lambda: slope(jax.nn.relu, 1e-40),
    "gelu_left": lambda: jax.nn.gelu(jnp.float32(-6), approximate=False),
    "tanh_far": lambda: slope(jnp.tanh, 6.0),
    "max_nan": lambda: jnp.max(array(1, NAN, 2)),
    "argmax_nan": lambda: jnp.argmax(array(0.5, 0.1, NAN)),
    "sign_nan": lambda: jnp.sign(jnp.float32(NAN)),
    "max_empty": lambda: jnp.max(jnp.zeros(0)),
    "byte_of_300": lambda: jnp.float32(300).astype(jnp.uint8),
    "byte_of_minus_1": lambda: jnp.float32(-1).astype(jnp.uint8),
    "integer_of_nan": lambda: jnp.float32(NAN).astype(jnp.int32),
    "softmax_of_masked": lambda: jax.nn.softmax(array(-np.inf, -np.inf)),
    # the same layer
    "gelu": lambda: jax.nn.gelu(jnp.float32(1)),
    "deviation": lambda: jnp.std(array(1, 2, 3)),
    "conv_same": lambda: convolved(jnp.arange(16.0).reshape(1, 4, 4, 1), CENTRE).flatten(),
    "transposed": lambda: transposed().flatten(),
    "resize": lambda: jax.image.resize(array(0, 0, 0, 8, 0, 0, 0, 0), (4,), "bilinear"),
    "resize_plain": lambda: jax.image.resize(array(0, 0, 0, 8, 0, 0, 0, 0), (4,), "bilinear", antialias=False),
    "transposed_flipped": lambda: transposed(flip=True).flatten(),
    "get_beyond": lambda: array(1, 2, 3).at[5].get(mode="fill", fill_value=NAN),
    "attention_of_masked": lambda: jax.nn.dot_product_attention(
        jnp.ones((1, 1, 1, 1)), jnp.ones((1, 2, 1, 1)), array(0, 1).reshape(1, 2, 1, 1),
        mask=jnp.zeros((1, 1, 1, 2), bool)).flatten(),
    # defaults
    "default_adam_epsilon": lambda: default("adam", "eps"),
    "default_decay": lambda: default("adamw", "weight_decay"),
    "default_rmsprop_mean": lambda: default("rmsprop", "decay"),
    "default_adagrad_start": lambda: default("adagrad", "initial_accumulator_value"),
    "default_leaky": lambda: inspect.signature(jax.nn.leaky_relu).parameters["negative_slope"].default,
    "momentum": lambda: momentum_when_the_rate_falls(),
    "adam_huge": lambda: adam_after([1e20, 1.0, 1.0]),
    # an index, a type or a label out of range
    "index_beyond": lambda: array(1, 2, 3)[5],
    "take_beyond": lambda: jnp.take(array(1, 2, 3), 5),
    "index_negative": lambda: jnp.take(array(1, 2, 3), -1),
    "set_beyond": lambda: array(1, 2, 3).at[5].set(9),
    "label_beyond": lambda: -(jax.nn.one_hot(jnp.array([7]), 4) * jax.nn.log_softmax(jnp.zeros((1, 4)))).sum(),
    "one_hot_beyond": lambda: jax.nn.one_hot(7, 3),
    "integer_and_float": lambda: (jnp.int32(1) + 1.5).dtype.name,
    "integer_by_integer": lambda: (jnp.int32(1) / jnp.int32(2)).dtype.name,
    "double_array": lambda: jnp.asarray(np.ones(1)).dtype.name,
    "integer_by_0": lambda: jnp.int32(1) // jnp.int32(0),
    "integer_too_large": lambda: jnp.int32(2**31 - 1) + 1,
    "column_against_row": lambda: ((array(1, 2, 3)[:, None] - array(1, 2, 3)) ** 2).mean(),
}  # fmt: skip
