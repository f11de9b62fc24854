"""The training loop: forward, loss, backward, update, and again.

A step is one update. An epoch is one pass over the data. A batch is the rows that one step looks at.
"""

from dataclasses import dataclass

import numpy as np

from figures.neural import Array
from figures.neural.dropout import dropping
from figures.neural.losses import Loss
from figures.neural.network import Network
from figures.neural.optimisers import Optimiser


@dataclass(frozen=True)
class History:
    """The loss before training and after each epoch: index 0 is the untrained network.

    loss: (epochs + 1,), over all training rows. validation_loss: the same over the validation rows, empty without any.
    """

    loss: Array
    validation_loss: Array


def training_step(network: Network, x: Array, y: Array, loss: Loss, optimiser: Optimiser) -> None:
    """ŷ = network(x); ∂L/∂ŷ; ∂L/∂θ for every parameter θ by the backward pass; one update of all θ.

    Dropout layers leave units out here, and only here: a loss is measured with all units.
    """
    with dropping(network):
        y_hat = network.forward(x)
        network.backward(loss.gradient(y_hat, y))
    optimiser.update(list(zip(network.parameters, network.gradients, strict=True)))


def train(
    network: Network,
    x: Array,
    y: Array,
    loss: Loss,
    optimiser: Optimiser,
    epochs: int,
    batch_size: int | None = None,
    rng: np.random.Generator | None = None,
    validation: tuple[Array, Array] | None = None,
) -> History:
    """Train the network in place on x (N, n_in) and y (N, n_out), and return its loss epoch by epoch.

    batch_size: rows a step, all N unless given; the last batch of an epoch may be smaller.
    rng: if given, every epoch visits the rows in a new random order; otherwise in the order of the rows.
    validation: (x, y) that are only looked at, never learned from.
    Raises ValueError if x and y differ in their number of rows or a batch would be empty.
    """
    size = len(x) if batch_size is None else batch_size
    if len(x) != len(y) or size < 1:
        raise ValueError(f"train: expected as many x as y and batches of at least 1, got {len(x)}, {len(y)} and {size}")
    losses = [loss.function(network.forward(x), y)]
    validation_losses = [] if validation is None else [loss.function(network.forward(validation[0]), validation[1])]
    for _ in range(epochs):
        order = np.arange(len(x)) if rng is None else rng.permutation(len(x))
        for start in range(0, len(x), size):
            batch = order[start : start + size]
            training_step(network, x[batch], y[batch], loss, optimiser)
        losses.append(loss.function(network.forward(x), y))
        if validation is not None:
            validation_losses.append(loss.function(network.forward(validation[0]), validation[1]))
    return History(np.array(losses), np.array(validation_losses))
