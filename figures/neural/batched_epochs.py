"""Epochs and batches for many networks at once: all of them see the same rows in the same order."""

import numpy as np

from figures.neural import Array
from figures.neural.batched import Networks, descend
from figures.neural.losses import Loss
from figures.neural.optimisers import Optimiser


def one_epoch(
    networks: Networks, x: Array, y: Array, loss: Loss, optimiser: Optimiser, batch_size: int, rng: np.random.Generator
) -> None:
    """Shuffle the rows, cut them into batches, take one step on each; the last batch may be smaller.

    x: (N, n_in) for all networks alike or (S, N, n_in), one set for each; y likewise.
    """
    order = rng.permutation(x.shape[-2])
    for start in range(0, len(order), batch_size):
        rows = order[start : start + batch_size]
        descend(networks, x[..., rows, :], y[..., rows, :], loss, optimiser, 1)
