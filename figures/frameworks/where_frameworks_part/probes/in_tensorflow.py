"""The questions in the words of TensorFlow. Its layers and losses are those of Keras: see in_keras."""

from collections.abc import Callable
from typing import Any

import numpy as np
import tensorflow as tf


def slope(function: Callable[[Any], Any], at: Any) -> Any:
    """The gradient at a number or an array, of the sum if the function gives several."""
    x = tf.constant(at, "float32")
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = function(x)
    found = tape.gradient(y, x)
    return "none" if found is None else tf.convert_to_tensor(found)


ROW = np.zeros((1, 4), "float32")
PROBES: dict[str, Callable[[], Any]] = {
    # the derivative at a kink
    "relu": lambda: slope(tf.nn.relu, 0.0),
    "maximum": lambda: slope(lambda x: tf.maximum(x, 0.0), 0.0),
    "abs": lambda: slope(tf.abs, 0.0),
    "leaky_relu": lambda: slope(lambda x: tf.nn.leaky_relu(x, 0.1), 0.0),
    "relu6": lambda: slope(tf.nn.relu6, 6.0),
    "selu": lambda: slope(tf.nn.selu, 0.0),
    "clip": lambda: slope(lambda x: tf.clip_by_value(x, -1.0, 1.0), 1.0),
    "norm": lambda: slope(tf.norm, [0.0, 0.0]),
    "root_of_square": lambda: slope(lambda x: tf.sqrt(x * x), 0.0),
    "std": lambda: slope(tf.math.reduce_std, [1.0, 1.0]),
    "power_0": lambda: slope(lambda x: x**0.0, 0.0),
    "where_log": lambda: slope(lambda x: tf.where(x > 0, tf.math.log(x), 0.0), 0.0),
    "cumulative_product": lambda: slope(tf.math.cumprod, [0.0, 2.0, 4.0]),
    # ties
    "max_tie": lambda: slope(tf.reduce_max, [1.0, 1.0, 0.0]),
    "max_along_tie": lambda: slope(lambda x: tf.reduce_max(x, axis=0), [1.0, 1.0, 0.0]),
    "maximum_tie": lambda: slope(lambda x: tf.maximum(x[0], x[1]), [1.0, 1.0]),
    "pool_tie": lambda: tf.reshape(
        slope(lambda x: tf.nn.max_pool2d(x, 2, 2, "VALID"), np.ones((1, 2, 2, 1))), [-1]
    ),
    "sort_tie": lambda: slope(lambda x: tf.sort(x)[-1], [1.0, 1.0, 0.0]),
    # tiny, huge and missing numbers
    "log_tiny": lambda: tf.math.log(1e-40),
    "relu_tiny": lambda: slope(tf.nn.relu, 1e-40),
    "gelu_left": lambda: tf.nn.gelu(-6.0),
    "tanh_far": lambda: slope(tf.tanh, 6.0),
    "max_nan": lambda: tf.reduce_max([1.0, np.nan, 2.0]),
    "argmax_nan": lambda: tf.argmax([0.5, 0.1, np.nan]),
    "sign_nan": lambda: tf.sign(np.float32(np.nan)),
    "max_empty": lambda: tf.reduce_max(tf.zeros([0])),
    "byte_of_300": lambda: tf.cast(300.0, tf.uint8),
    "byte_of_minus_1": lambda: tf.cast(-1.0, tf.uint8),
    "integer_of_nan": lambda: tf.cast(np.float32(np.nan), tf.int32),
    "softmax_of_masked": lambda: tf.nn.softmax([-np.inf, -np.inf]),
    # the same layer
    "gelu": lambda: tf.nn.gelu(1.0),
    "deviation": lambda: tf.math.reduce_std([1.0, 2.0, 3.0]),
    "conv_same": lambda: tf.reshape(
        tf.nn.conv2d(np.arange(16.0, dtype="float32").reshape(1, 4, 4, 1), np.eye(1, 9, 4, dtype="float32")
                     .reshape(3, 3, 1, 1), 2, "SAME"), [-1]),
    "average_pool": lambda: tf.reshape(
        tf.nn.avg_pool1d(np.arange(1.0, 5, dtype="float32").reshape(1, 4, 1), 3, 2, "SAME"), [-1]),
    "transposed": lambda: tf.reshape(
        tf.nn.conv1d_transpose(np.ones((1, 1, 1), "float32"), np.arange(1.0, 4, dtype="float32").reshape(3, 1, 1),
                               [1, 3, 1], 1, "VALID"), [-1]),
    "resize": lambda: tf.reshape(
        tf.image.resize(np.array([0, 0, 0, 8, 0, 0, 0, 0], "float32").reshape(1, 1, 8, 1), (1, 4)), [-1]),
    # an index, a type or a label out of range
    "index_beyond": lambda: tf.gather([1.0, 2.0, 3.0], 5),
    "take_beyond": lambda: tf.gather([1.0, 2.0, 3.0], 5),
    "index_negative": lambda: tf.gather([1.0, 2.0, 3.0], -1),
    "set_beyond": lambda: tf.tensor_scatter_nd_update([1.0, 2.0, 3.0], [[5]], [9.0]),
    "label_beyond": lambda: tf.nn.sparse_softmax_cross_entropy_with_logits(labels=[7], logits=ROW),
    "one_hot_beyond": lambda: tf.one_hot(7, 3),
    "integer_and_float": lambda: (tf.constant(1) + 1.5).dtype.name,
    "integer_by_integer": lambda: (tf.constant(1) / tf.constant(2)).dtype.name,
    "double_array": lambda: tf.constant(np.ones(1)).dtype.name,
    "integer_by_0": lambda: tf.constant(1) // tf.constant(0),
    "integer_too_large": lambda: tf.constant(2**31 - 1) + 1,
    "column_against_row": lambda: tf.reduce_mean((tf.constant([[1.0], [2.0], [3.0]]) - tf.constant([1.0, 2, 3])) ** 2),
}  # fmt: skip
