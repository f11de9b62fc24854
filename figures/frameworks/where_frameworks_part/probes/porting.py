"""Weights from PyTorch to Keras and JAX: each row is a layer, carried over twice, once as it stands and once rightly.

A row gives PyTorch's answer, Keras's with weights as they stand, Keras's with the remedy, and for JAX the remedied
weights with the input.
Pictures are (N, H, W, C) in Keras and here in JAX, (N, C, H, W) in PyTorch.
"""

from collections.abc import Callable
from importlib.util import find_spec
from typing import Any

import keras
import numpy as np
import torch
from torch import nn

from figures.neural import Array

RNG = np.random.default_rng(0)
Layer = Any


def last(picture: Array) -> Array:
    """The channels last: (N, C, H, W) to (N, H, W, C)."""
    return picture.transpose(0, 2, 3, 1)


def numpy(tensor: Any) -> Array:
    """A parameter or an answer as an array."""
    found: Array = tensor.detach().numpy()
    return found


# The remedies ---------------------------------------------------------------------------------------------------------


def dense(layer: Layer) -> list[Array]:
    """(n_out, n_in) to (n_in, n_out), and the bias."""
    return [numpy(layer.weight).T, numpy(layer.bias)]


def kernel(layer: Layer) -> list[Array]:
    """Of a convolution: (C_out, C_in, H, W) to (H, W, C_in, C_out). The same swap does for a transposed one."""
    return [numpy(layer.weight).transpose(2, 3, 1, 0), numpy(layer.bias)]


def after_flatten(layer: Layer, channels: int, height: int, width: int) -> list[Array]:
    """A dense layer behind a flattened picture: its inputs were counted channel by channel."""
    weight = numpy(layer.weight).reshape(-1, channels, height, width)
    return [weight.transpose(2, 3, 1, 0).reshape(channels * height * width, -1), numpy(layer.bias)]


def padded(x: Array, p: int) -> Array:
    """Zeros on all four sides, as PyTorch's padding=p puts them; then convolve with padding "valid"."""
    return np.pad(x, ((0, 0), (p, p), (p, p), (0, 0)))


def batch_norm(layer: Layer) -> tuple[dict[str, float], list[Array]]:
    """The options for Keras, and γ, β and the statistics."""
    options = {"epsilon": layer.eps, "momentum": 1 - layer.momentum}
    return options, [numpy(each) for each in (layer.weight, layer.bias, layer.running_mean, layer.running_var)]


def lstm(layer: Layer) -> list[Array]:
    """The gates stand in the same order; PyTorch has two biases, which add up."""
    return [numpy(layer.weight_ih_l0).T, numpy(layer.weight_hh_l0).T, numpy(layer.bias_ih_l0 + layer.bias_hh_l0)]


def gru(layer: Layer) -> list[Array]:
    """PyTorch has reset, update, new; Keras update, reset, new."""

    def swap(array: Array) -> Array:
        reset, update, new = np.split(array, 3)
        return np.concatenate([update, reset, new])

    biases = np.stack([swap(numpy(layer.bias_ih_l0)), swap(numpy(layer.bias_hh_l0))])
    return [swap(numpy(layer.weight_ih_l0)).T, swap(numpy(layer.weight_hh_l0)).T, biases]


# The rows -------------------------------------------------------------------------------------------------------------

Row = tuple[Array, Array, Array, list[Array], Array]


def seeded(layer: Layer) -> Layer:
    """The layer with parameters (and statistics) from one seed, whatever PyTorch drew."""
    with torch.no_grad():
        for name, each in layer.state_dict().items():
            if each.dtype.is_floating_point:
                drawn = RNG.normal(size=tuple(each.shape)) / 2
                each.copy_(torch.tensor(np.abs(drawn) + 0.01 if "var" in name else drawn))
    return layer.eval()


def asked(layer: Layer, x: Array) -> Array:
    """PyTorch's answer."""
    return numpy(layer(torch.tensor(x)))


def kept(layer: Any, weights: list[Array], x: Array) -> Array:
    """Keras's answer with these weights."""
    layer(x)
    layer.set_weights(weights)
    found: Array = keras.ops.convert_to_numpy(layer(x, training=False))
    return found


def drawn(*shape: int) -> Array:
    """An input in single precision."""
    return RNG.normal(size=shape).astype("float32")


def dense_row() -> Row:
    """A square matrix fits the wrong way round, too."""
    layer, x = seeded(nn.Linear(4, 4)), drawn(3, 4)
    as_it_stands = [numpy(each) for each in layer.parameters()]
    off, right = (kept(keras.layers.Dense(4), weights, x) for weights in (as_it_stands, dense(layer)))
    return asked(layer, x), off, right, dense(layer), x


def stride_row() -> Row:
    """The same kernel one pixel off."""
    layer, x = seeded(nn.Conv2d(2, 3, 3, stride=2, padding=1)), drawn(2, 2, 8, 8)
    off = kept(keras.layers.Conv2D(3, 3, 2, "same"), kernel(layer), last(x))
    right = kept(keras.layers.Conv2D(3, 3, 2, "valid"), kernel(layer), padded(last(x), 1))
    return last(asked(layer, x)), off, right, kernel(layer), last(x)


def pool_row() -> Row:
    """What stands outside counts in PyTorch's mean, unless it is told otherwise."""
    layer, x = nn.AvgPool2d(3, 2, 1), drawn(2, 2, 7, 7)
    off = kept(keras.layers.AveragePooling2D(3, 2, "same"), [], last(x))
    right = kept(keras.layers.AveragePooling2D(3, 2, "valid"), [], padded(last(x), 1))
    return last(asked(layer, x)), off, right, [], last(x)


def transposed_row() -> Row:
    """PyTorch cuts `padding` off on each side; Keras's "same" cuts at one."""
    layer, x = seeded(nn.ConvTranspose2d(2, 3, 3, stride=2, padding=1, output_padding=1)), drawn(2, 2, 4, 4)
    off = kept(keras.layers.Conv2DTranspose(3, 3, 2, "same"), kernel(layer), last(x))
    whole = kept(keras.layers.Conv2DTranspose(3, 3, 2, "valid"), kernel(layer), last(x))
    return last(asked(layer, x)), off, whole[:, 1:, 1:], kernel(layer), last(x)


def flatten_row() -> Row:
    """Flattening counts channels last or first."""
    layer, x = seeded(nn.Linear(12, 5)), drawn(2, 3, 2, 2)
    flat = last(x).reshape(2, -1)
    weights = after_flatten(layer, 3, 2, 2)
    off, right = (kept(keras.layers.Dense(5), each, flat) for each in (dense(layer), weights))
    return asked(layer, x.reshape(2, -1)), off, right, weights, flat


def batch_norm_row() -> Row:
    """Where the variance is small, epsilon decides."""
    layer, x = seeded(nn.BatchNorm1d(4)), drawn(3, 4)
    with torch.no_grad():
        layer.running_var.mul_(0.01)
    options, weights = batch_norm(layer)
    off = kept(keras.layers.BatchNormalization(), weights, x)
    return asked(layer, x), off, kept(keras.layers.BatchNormalization(**options), weights, x), weights, x


def layer_norm_row() -> Row:
    """The same epsilon, a row at a time."""
    layer, x = seeded(nn.LayerNorm(4)), drawn(3, 4) / 20
    weights = [numpy(each) for each in layer.parameters()]
    off = kept(keras.layers.LayerNormalization(), weights, x)
    return asked(layer, x), off, kept(keras.layers.LayerNormalization(epsilon=layer.eps), weights, x), weights, x


def lstm_row() -> Row:
    """One bias forgotten."""
    layer, x = seeded(nn.LSTM(4, 3, batch_first=True)), drawn(2, 5, 4)
    weights = lstm(layer)
    off = kept(keras.layers.LSTM(3, return_sequences=True), [*weights[:2], numpy(layer.bias_ih_l0)], x)
    right = kept(keras.layers.LSTM(3, return_sequences=True), weights, x)
    return numpy(layer(torch.tensor(x))[0]), off, right, weights, x


def gru_row() -> Row:
    """The gates in PyTorch's order."""
    layer, x = seeded(nn.GRU(4, 3, batch_first=True)), drawn(2, 5, 4)
    biases = np.stack([numpy(layer.bias_ih_l0), numpy(layer.bias_hh_l0)])
    as_it_stands = [numpy(layer.weight_ih_l0).T, numpy(layer.weight_hh_l0).T, biases]
    off = kept(keras.layers.GRU(3, return_sequences=True), as_it_stands, x)
    right = kept(keras.layers.GRU(3, return_sequences=True), gru(layer), x)
    return numpy(layer(torch.tensor(x))[0]), off, right, gru(layer), x


def gelu_row() -> Row:
    """JAX's default is the approximation by tanh."""
    x = drawn(3, 40)
    off, right = (keras.ops.convert_to_numpy(keras.activations.gelu(x, approximate=each)) for each in (True, False))
    return asked(nn.GELU(), x), off, right, [], x


def leaky_row() -> Row:
    """Three default slopes: 0.01 in PyTorch and JAX, 0.2 as Keras's function, 0.3 as its layer."""
    x = drawn(3, 40)
    off = kept(keras.layers.LeakyReLU(), [], x)
    return asked(nn.LeakyReLU(), x), off, kept(keras.layers.LeakyReLU(negative_slope=0.01), [], x), [], x


def embedding_row() -> Row:
    """Nothing to do: the row of `padding_idx` is kept from learning, and need not be 0."""
    layer, x = seeded(nn.Embedding(5, 3, padding_idx=0)), np.array([[0, 1, 4]])
    table = numpy(layer.weight)
    blank = table.copy()
    blank[0] = 0
    off, right = (kept(keras.layers.Embedding(5, 3), [each], x) for each in (blank, table))
    return asked(layer, x), off, right, [table], x


ROWS: dict[str, Callable[[], Row]] = {
    "dense": dense_row, "stride": stride_row, "pool": pool_row, "transposed": transposed_row, "flatten": flatten_row,
    "batch_norm": batch_norm_row, "layer_norm": layer_norm_row, "lstm": lstm_row, "gru": gru_row, "gelu": gelu_row,
    "leaky": leaky_row, "embedding": embedding_row,
}  # fmt: skip


def off_by(theirs: Array, ours: Array) -> float:
    """The largest difference, relative to the largest answer; all of it if the shapes differ."""
    return 1.0 if theirs.shape != ours.shape else float(np.abs(theirs - ours).max() / np.abs(ours).max())


def measured() -> dict[str, dict[str, float]]:
    """By row, how far from PyTorch: Keras with the weights as they stand, with the remedy, and JAX with the remedy."""
    found = {}
    for name, row in ROWS.items():
        theirs, as_it_stands, remedied, weights, x = row()
        found[name] = {"before": off_by(as_it_stands, theirs), "after": off_by(remedied, theirs)}
        if find_spec("jax") is not None:
            from figures.frameworks.where_frameworks_part.probes import porting_to_jax

            found[name]["jax"] = off_by(np.asarray(porting_to_jax.answer(name, weights, x)), theirs)
    return found
