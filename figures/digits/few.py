"""Few digits, and small ones: two networks with equally many weights learn from them, here and in the reader's browser.

docs/assets/convolution/training.js takes the same steps from the same start in the same order, in double precision as
here. One convolution stands against one hidden layer. Source: LeCun et al. (1989), for the comparison.
"""

from collections.abc import Iterator
from math import prod

import numpy as np

from figures.digits.idx import Bytes
from figures.digits.images import training_digits, unseen_digits
from figures.digits.nearest import halved, in_levels
from figures.neural import Array, Labels
from figures.neural.activation_registry import ACTIVATIONS
from figures.neural.convolution import Convolution, Flatten
from figures.neural.layers import Dense, Elementwise
from figures.neural.losses import categorical_cross_entropy_from_logits_gradient
from figures.neural.network import Network
from figures.neural.optimisers import Adam
from figures.neural.outputs import one_hot
from figures.neural.pooling import MaxPool
from figures.playground.arithmetic import Random

SIDE, LEVELS = 14, 7  # pixels, and levels of grey besides white
TRAINING, UNSEEN = 500, 300  # digits
KERNELS, HIDDEN = 8, 14  # HIDDEN: as many units as give the dense network nearly the convolutional one's parameters
BATCH, EPOCHS, RATE = 20, 10, 0.01  # RATE: of Adam
STEPS = TRAINING // BATCH  # of an epoch
WEIGHTS, ORDER = 1, 2  # streams of chance


def few() -> dict[str, Bytes]:
    """Levels of grey (N, 14, 14), each the mean of 2 × 2 pixels, and labels (N,), to learn from and unseen ones."""
    rng, found = np.random.default_rng(0), {}
    for name, (x, y), count in (("training", training_digits(), TRAINING), ("unseen", unseen_digits(), UNSEEN)):
        some = rng.choice(len(x), count, replace=False)
        found[name] = in_levels(halved(x[some, ..., 0]).reshape(-1, SIDE, SIDE), LEVELS)
        found[f"{name}_labels"] = y[some].astype(np.uint8)
    return found


def drawn(random: Random, *shape: int) -> Array:
    """Weights uniform on [−r, r] as in Glorot and Bengio (2010); a kernel's window counts on both sides."""
    *window, n_in, n_out = shape
    r = np.sqrt(6 / (prod(window) * (n_in + n_out)))
    return np.reshape([(2 * random.uniform() - 1) * r for _ in range(prod(shape))], shape)


def networks(seed: int) -> dict[str, Network]:
    """Both of them, untrained; each takes images (N, 14, 14, 1) and gives logits (N, 10)."""
    random, relu, half = Random(seed, WEIGHTS), ACTIVATIONS["relu"], (SIDE - 2) // 2
    convolution = Convolution(drawn(random, 3, 3, 1, KERNELS))
    out = Dense(drawn(random, half * half * KERNELS, 10))
    hidden = Dense(drawn(random, SIDE * SIDE, HIDDEN))
    return {
        "cnn": Network([convolution, Elementwise(relu), MaxPool(2), Flatten(), out]),
        "dense": Network([Flatten(), hidden, Elementwise(relu), Dense(drawn(random, HIDDEN, 10))]),
    }


def learning(x: Array, y: Labels, seed: int) -> Iterator[dict[str, Network]]:
    """Both networks before the first step and after each, always the same ones, from images (N, 14, 14, 1)."""
    both, chance, order = networks(seed), Random(seed, ORDER), np.arange(len(x), dtype=np.int32)
    optimisers, targets = {name: Adam(RATE) for name in both}, one_hot(y, 10)
    yield both
    while True:
        chance.shuffle(order)
        for begin in range(0, len(order), BATCH):
            rows = order[begin : begin + BATCH]
            for name, network in both.items():
                z = network.forward(x[rows])
                network.backward(categorical_cross_entropy_from_logits_gradient(z, targets[rows]))
                optimisers[name].update(list(zip(network.parameters, network.gradients, strict=True)))
            yield both
