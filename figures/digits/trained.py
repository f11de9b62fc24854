"""Three networks that have learned the digits: dense, cnn, and cnn from digits that were pushed aside at random.

All are trained once, by Keras on one thread, for all figures and pages that show them: in one process, since Keras
takes nearly as long to load as one of them to learn. They see equally many digits.
Source: LeCun, Bottou, Bengio & Haffner (1998), whose network was deeper.
"""

import sys
from collections.abc import Iterator
from importlib.metadata import version
from itertools import pairwise
from typing import Any

import numpy as np

from figures.digits import images
from figures.digits.data import digits
from figures.engine.store.kept import Arrays, kept
from figures.neural import Array
from figures.neural.activation_registry import ACTIVATIONS
from figures.neural.convolution import Convolution, Flatten
from figures.neural.layers import Dense, Elementwise, Layer
from figures.neural.network import Network
from figures.neural.pooling import MaxPool

NAMES = ("dense", "cnn", "cnn_shifted")
BATCH, SEEN = 128, 64_000  # SEEN: digits that a network learns from, one after the other
LOOKED_AT = (0, 2, 5, 10, 20, 40, 80, 160, 320, SEEN // BATCH)  # steps after which the training is looked at
RATE = 4e-3  # of Adam at first; it falls to 0 along a cosine
FARTHEST = 3  # pixels, up to which a digit is pushed aside, in both directions
JUDGED = 1000  # test digits that judge a network on the way


def keras_network(name: str) -> Any:
    """The network as Keras writes it, which gives logits: 28 × 28 pixels in, ten classes out."""
    import keras

    layers, start = keras.layers, keras.Input((images.SIDE, images.SIDE, 1))
    if name == "dense":
        return keras.Sequential([start, layers.Flatten(), layers.Dense(512, "relu"), layers.Dense(10)])
    return keras.Sequential(
        [
            start,
            layers.Conv2D(8, 3, activation="relu"),
            layers.MaxPooling2D(2),
            layers.Conv2D(16, 3, activation="relu"),
            layers.MaxPooling2D(2),
            layers.Flatten(),
            layers.Dense(10),
        ]
    )


def numpy_network(parameters: list[Array]) -> Network:
    """The same network with these weights and biases, out of the layers of this book. It gives logits."""
    relu, (*body, W, b) = ACTIVATIONS["relu"], parameters
    layers: list[Layer] = []
    for weights, bias in zip(body[::2], body[1::2], strict=True):
        if weights.ndim == 4:
            layers += [Convolution(weights, bias), Elementwise(relu), MaxPool(2)]
        else:
            layers += [Flatten(), Dense(weights, bias), Elementwise(relu)]
    return Network([*layers, *([Flatten()] if len(body) == 4 else []), Dense(W, b)])


def trained(name: str) -> Network:
    """One of NAMES."""
    return numpy_network(parameters(name))


def parameters(name: str) -> list[Array]:
    """Its weights and biases, first layer first, as Keras keeps them."""
    found = training(name)
    return [found[f"parameter_{k}"] for k in range(sum(each.startswith("parameter") for each in found))]


def training(name: str) -> Arrays:
    """The parameters, and of the way there, at each step of LOOKED_AT: `first`, the weights of the first layer, and
    `right`, the share of JUDGED test digits that is right."""
    source, made_by = [images, sys.modules[__name__]], [version("keras"), version("tensorflow")]
    found = kept("three-networks", _train_all, source, digits().name, *made_by)
    return {key.removeprefix(f"{name}."): value for key, value in found.items() if key.startswith(f"{name}.")}


def _train_all() -> Arrays:
    return {f"{name}.{key}": value for name in NAMES for key, value in _train(name).items()}


def _train(name: str) -> Arrays:
    import keras

    keras.utils.set_random_seed(0)
    rng, (x, y), (x_test, y_test) = np.random.default_rng(0), images.training_digits(), images.unseen_digits()
    judges = slice(None, None, max(len(x_test) // JUDGED, 1))
    model, order = keras_network(name), np.concatenate([rng.permutation(len(x)) for _ in range(-(-SEEN // len(x)))])
    rate = keras.optimizers.schedules.CosineDecay(RATE, SEEN // BATCH)
    model.compile(keras.optimizers.Adam(rate), keras.losses.SparseCategoricalCrossentropy(from_logits=True))
    first, right = [], []

    def look() -> None:
        first.append(model.get_weights()[0])
        says = model.predict(x_test[judges], batch_size=JUDGED, verbose=0).argmax(axis=1)
        right.append(np.mean(says == y_test[judges]))

    look()
    for begin, end in pairwise(LOOKED_AT):
        seen = order[begin * BATCH : end * BATCH]
        part = x[seen] if name != "cnn_shifted" else np.concatenate(list(_pushed(x[seen], rng)))
        model.fit(part, y[seen], batch_size=BATCH, shuffle=False, verbose=0)
        look()
    found = {f"parameter_{k}": weights for k, weights in enumerate(model.get_weights())}
    kernels = np.array(first) if name != "dense" else np.empty(0)  # the matrices of the dense one would be large
    return found | {"first": kernels, "right": np.array(right), "steps": np.array(LOOKED_AT)}


def _pushed(x: Array, rng: np.random.Generator) -> Iterator[Array]:
    """Each image by itself pushed down and right, by −FARTHEST to FARTHEST pixels."""
    for image, (down, right) in zip(x, rng.integers(-FARTHEST, FARTHEST, (len(x), 2), endpoint=True), strict=True):
        yield images.shifted(image[None], down, right)
