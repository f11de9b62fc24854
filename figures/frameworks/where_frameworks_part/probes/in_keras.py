"""The questions in the words of Keras, which on each backend are the same words."""

from collections.abc import Callable
from functools import partial
from typing import Any

import keras
import numpy as np
from keras import losses, ops

Slope = Callable[[Callable[[Any], Any], Any], Any]
NAN = float("nan")
ZEROS: Any = dict.fromkeys(("kernel_initializer", "recurrent_initializer"), "zeros")  # whoever counts needs no others


def array(*numbers: Any) -> Any:
    """So many numbers, or rows of them, in single precision."""
    return ops.convert_to_tensor(np.array(numbers, "float32"))


def celu(x: Any) -> Any:
    """x above 0, eˣ − 1 below; at 0 only one of the two counts."""
    return ops.where(x > 0, x, ops.expm1(ops.where(x > 0, 0.0, x)))


def length(x: Any) -> Any:
    """The root of the sum of squares, with the subgradient 0 at 0."""
    square = ops.sum(x * x)
    return ops.where(square > 0, ops.sqrt(ops.where(square > 0, square, 1.0)), 0.0)


def start_at_zero(activation: Callable[[Any], Any], slope: Slope, steps: int) -> list[float]:
    """The bias of one unit whose input is 0, step by step, from bias 0 towards the answer 1; squared error, rate ¼."""

    def error(bias: Any) -> Any:
        return (activation(bias) - 1) ** 2

    places = [0.0]
    for _ in range(steps):
        places.append(places[-1] - 0.25 * float(slope(error, places[-1])))
    return places


def fitted_exactly(loss: Callable[[Any, Any], Any], slope: Slope, steps: int) -> list[float]:
    """The worst absolute error of four numbers that are fitted exactly, step by step; rate 0.1."""
    target = np.array([1.0, -2.0, 0.5, 3.0], "float32")
    fitted, worst = target.copy(), [0.0]

    def error(x: Any) -> Any:
        return loss(array(*target), x)

    for _ in range(steps):
        fitted = fitted - np.float32(0.1) * np.asarray(slope(error, fitted), "float32")
        worst.append(float(np.abs(fitted - target).max()))
    return worst


def adam_after(gradients: list[float]) -> list[float]:
    """Where Adam leads from 0 with these gradients, one a step; rate 0.1."""
    variable, optimiser, places = keras.Variable(0.0), keras.optimizers.Adam(0.1), []
    for gradient in gradients:
        optimiser.apply([ops.convert_to_tensor(gradient, "float32")], [variable])
        places.append(float(ops.convert_to_numpy(variable)))
    return places


def momentum_when_the_rate_falls() -> list[float]:
    """SGD with momentum ½ along a slope of 1; the rate falls from 1 to 0.1 after two steps."""
    variable, optimiser, places = keras.Variable(0.0), keras.optimizers.SGD(1.0, momentum=0.5), []
    for rate in (1.0, 1.0, 0.1):
        optimiser.learning_rate = rate
        optimiser.apply([ops.ones(())], [variable])
        places.append(float(ops.convert_to_numpy(variable)))
    return places


def weighted_cross_entropy() -> Any:
    """The mean loss of two examples in class 0 and 1, the first with weight 3, both given even logits but one."""
    logits, labels = array([0.0, 0.0], [0.0, 2.0]), np.array([0, 1])
    loss = losses.SparseCategoricalCrossentropy(from_logits=True)
    return loss(labels, logits, sample_weight=np.array([3.0, 1.0], "float32"))


def running_variance() -> Any:
    """Of a column 1, 2, 3 after one batch that counts in full."""
    layer = keras.layers.BatchNormalization(momentum=0.0)
    layer(array([1], [2], [3]), training=True)
    return ops.convert_to_numpy(layer.moving_variance)


def attention_when_all_is_masked() -> Any:
    """One query, two values 0 and 1, both masked."""
    query, key, value = np.ones((1, 1, 1, 1)), np.ones((1, 2, 1, 1)), np.array([0.0, 1.0]).reshape(1, 2, 1, 1)
    mask = np.zeros((1, 1, 1, 2), bool)
    tensors = (ops.convert_to_tensor(each, "float32") for each in (query, key, value))
    return ops.reshape(ops.dot_product_attention(*tensors, mask=ops.convert_to_tensor(mask)), [-1])


def parameters(layer: Any) -> int:
    """How many numbers a layer keeps that sees four numbers at each time."""
    layer.build((1, 2, 4))
    return layer.count_params()  # type: ignore[no-any-return]


def probes(slope: Slope) -> dict[str, Callable[[], Any]]:
    """Each question by its name; `slope` differentiates in the backend."""
    act = keras.activations
    return {
        # the derivative at a kink
        "celu": lambda: slope(act.celu, 0.0),
        "celu_mended": lambda: slope(celu, 0.0),
        "norm_mended": lambda: slope(length, [0.0, 0.0]),
        "normalise": lambda: slope(lambda x: ops.normalize(x, axis=0)[0], [0.0, 0.0]),
        "sinc": lambda: slope(ops.sinc, 0.0),
        "cumulative_product": lambda: slope(ops.cumprod, [0.0, 2.0, 4.0]),
        "mean_absolute_error": lambda: slope(lambda x: losses.mean_absolute_error(array(1, 2), x), [1.0, 2.0]),
        "percentage_error": lambda: slope(
            lambda x: losses.mean_absolute_percentage_error(array(0, 1), x), [0.0, 1.0]
        ),
        "hinge": lambda: slope(lambda x: losses.hinge(array(1, 1), x), [1.0, 1.0]),
        # tiny, huge and missing numbers
        "hard_shrink_nan": lambda: act.hard_shrink(array(NAN)),
        "top_5_of_nan": lambda: ops.mean(
            keras.metrics.sparse_top_k_categorical_accuracy(np.arange(10), array(*[[NAN] * 10] * 10), 5)
        ),
        "accuracy_of_nan": lambda: ops.mean(
            keras.metrics.sparse_categorical_accuracy(np.arange(10), array(*[[NAN] * 10] * 10))
        ),
        "adam_huge": lambda: adam_after([1e20, 1.0, 1.0]),
        "sure_mistake": lambda: losses.binary_crossentropy(array([1.0]), array([0.0])),
        "sure_mistake_after_sigmoid": lambda: losses.binary_crossentropy(array([1.0]), act.sigmoid(array([-40.0]))),
        "attention_of_masked": attention_when_all_is_masked,
        # the same layer, another answer
        "average_pool": lambda: ops.reshape(
            keras.layers.AveragePooling1D(3, 2, "same")(ops.reshape(array(*range(1, 5)), (1, 4, 1))), [-1]),
        "conv_same": lambda: ops.reshape(
            ops.conv(ops.reshape(array(*range(16)), (1, 4, 4, 1)),
                     ops.reshape(array(*np.eye(1, 9, 4).ravel()), (3, 3, 1, 1)), 2, "same"), [-1]),
        "resize": lambda: ops.reshape(
            ops.image.resize(ops.reshape(array(0, 0, 0, 8, 0, 0, 0, 0), (1, 1, 8, 1)), (1, 4)), [-1]),
        "forgotten_softmax": lambda: losses.sparse_categorical_crossentropy(np.array([0]), array([1.0, 3.0])),
        "forgotten_softmax_dense": lambda: losses.categorical_crossentropy(array([1.0, 0.0]), array([1.0, 3.0])),
        "column_against_row": lambda: losses.MeanSquaredError()(array(1, 2, 3), array([1], [2], [3])),
        "divergence": lambda: losses.KLDivergence()(array([0.5, 0.5]), array([0.25, 0.75])),
        "weighted": weighted_cross_entropy,
        "momentum": momentum_when_the_rate_falls,
        "lstm_parameters": lambda: parameters(keras.layers.LSTM(3, **ZEROS)),
        "gru_parameters": lambda: parameters(keras.layers.GRU(3, **ZEROS)),
        # defaults
        "default_sgd_rate": lambda: float(keras.optimizers.SGD().learning_rate),
        "default_adam_epsilon": lambda: keras.optimizers.Adam().epsilon,
        "default_decay": lambda: keras.optimizers.AdamW().weight_decay,
        "default_rmsprop_mean": lambda: keras.optimizers.RMSprop().rho,
        "default_adagrad_start": lambda: keras.optimizers.Adagrad().initial_accumulator_value,
        "default_norm_epsilon": lambda: keras.layers.BatchNormalization().epsilon,
        "default_norm_keeps": lambda: keras.layers.BatchNormalization().momentum,
        "default_row_epsilon": lambda: keras.layers.LayerNormalization().epsilon,
        "default_leaky": lambda: keras.layers.LeakyReLU().negative_slope,
        "default_leaky_function": lambda: act.leaky_relu(array(-1.0)),
        "default_running_variance": running_variance,
        "norm_of_one": lambda: keras.layers.BatchNormalization()(array([7.0]), training=True),
        # out of range
        "label_beyond": lambda: losses.sparse_categorical_crossentropy(np.array([7]), array([0.25] * 4)),
        "embedding_beyond": lambda: ops.reshape(keras.layers.Embedding(3, 1, "ones")(np.array([[7]])), [-1]),
    }  # fmt: skip


def trainings(slope: Slope) -> dict[str, Callable[[], Any]]:
    """What the derivative at a kink does in training: numbers, step by step."""
    return {
        "start_relu": lambda: start_at_zero(keras.activations.relu, slope, 12),
        "start_maximum": lambda: start_at_zero(lambda x: ops.maximum(x, 0.0), slope, 12),
        "start_celu": lambda: start_at_zero(keras.activations.celu, slope, 12),
        "perfect_fit": lambda: fitted_exactly(losses.mean_absolute_error, slope, 20),
        "perfect_fit_huber": lambda: fitted_exactly(partial(losses.huber, delta=0.01), slope, 20),
    }
