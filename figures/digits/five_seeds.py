"""What figures show of "Recognising digits": the network of `perceptron` from five seeds, trained once for all of them.

The last tenth of the training digits is held back, as Keras does with validation_split=0.1: it judges each epoch. The
test digits judge the end. Source: LeCun, Bottou, Bengio & Haffner (1998).
"""

import sys

import numpy as np

from figures.digits import data, perceptron
from figures.digits.idx import Bytes
from figures.engine.store.kept import Arrays, kept
from figures.neural import Array, Labels, dropout, initialisers, outputs

SEEDS, EPOCHS = 5, 5
SIZES = (100, 1000, 10_000)  # fewer training digits, for the same network
FEWEST = 150  # steps: so many even where five epochs are fewer
LOOKED_AT = 3000  # training digits that are looked at after each epoch


def pixels(images: Bytes) -> Array:
    """Images as rows x (N, pixels) from 0 to 1, in single precision."""
    x: Array = images.reshape(len(images), -1) / perceptron.SINGLE(255)
    return x


def parts() -> dict[str, tuple[Array, Labels]]:
    """Rows and labels for training, validation and test."""
    found = data.digits()
    cut = len(found.x) - len(found.x) // 10
    x, y = pixels(found.x), found.y.astype(int)
    test = pixels(found.x_test), found.y_test.astype(int)
    return {"training": (x[:cut], y[:cut]), "validation": (x[cut:], y[cut:]), "test": test}


def trained() -> Arrays:
    """Of each seed: `loss` and `right` (seeds, epochs from 0, training and validation), `z` (seeds, N, 10), the logits
    of the test digits, and `few` (seeds, sizes), the share right after fewer digits. `W1` is that of seed 0.
    """
    source = [data, perceptron, dropout, initialisers, outputs, sys.modules[__name__]]
    return kept("five-seeds", _train, source, data.digits().name, np.__version__)


def right(z: Array, y: Labels) -> float:
    """The share of rows of z (N, 10) whose largest logit is at the label."""
    return float(np.mean(z.argmax(axis=1) == y))


def loss(z: Array, y: Labels) -> float:
    """The mean of −log p at the label."""
    return float(-np.mean(outputs.log_softmax(z)[np.arange(len(y)), y]))


def _train() -> Arrays:
    sets = parts()
    (x, y), (x_test, y_test) = sets["training"], sets["test"]
    looked_at = (x[:LOOKED_AT], y[:LOOKED_AT]), sets["validation"]
    epoch, losses, shares, z, first = -(-len(x) // perceptron.BATCH), [], [], [], np.empty(0)
    for seed in range(SEEDS):
        for step, network in enumerate(perceptron.learning(x, y, seed, EPOCHS * epoch)):
            if step % epoch == 0:
                seen = [(perceptron.logits(network, rows), labels) for rows, labels in looked_at]
                losses.append([loss(*pair) for pair in seen])
                shares.append([right(*pair) for pair in seen])
        z.append(perceptron.logits(network, x_test))
        first = first if seed else network[0]
    by_epoch = SEEDS, EPOCHS + 1, 2
    few = [[_right_after(x[:n], y[:n], seed, x_test, y_test) for n in SIZES if n < len(x)] for seed in range(SEEDS)]
    return {"loss": np.reshape(losses, by_epoch), "right": np.reshape(shares, by_epoch), "z": np.array(z),
            "few": np.array(few), "W1": first}  # fmt: skip


def _right_after(x: Array, y: Labels, seed: int, x_test: Array, y_test: Labels) -> float:
    """The share of test digits right after five epochs on these rows, or FEWEST steps."""
    steps = max(EPOCHS * -(-len(x) // perceptron.BATCH), FEWEST)
    *_, network = perceptron.learning(x, y, seed, steps)
    return right(perceptron.logits(network, x_test), y_test)
