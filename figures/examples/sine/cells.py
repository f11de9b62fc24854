"""The cells of the sine as all figures take them: each is trained once, looked at all the way, and kept.

Nine figures show the same networks, and `fit` takes longer than drawing them.
"""

import numpy as np

from figures.engine.store.kept import Arrays, kept
from figures.examples.sine import fits
from figures.examples.sine.fits import NAMES, STEPS, Fits, fit
from figures.neural import (
    activation_registry,
    activations,
    batched,
    gated_activations,
    initialisers,
    losses,
    optimisers,
    outputs,
    penalties,
    piecewise_activations,
    slopes,
    smooth_activations,
    wide_layer,
)
from figures.neural.activation_registry import ACTIVATIONS
from figures.neural.batched import Networks

LAST = 20  # number of the last snapshot
SNAPSHOTS = [STEPS * k**2 // LAST**2 for k in range(LAST + 1)]  # 0, 5, 20, …, 2000: dense where much happens
SOURCE = [
    fits, batched, optimisers, losses, outputs, initialisers, activation_registry, activations, piecewise_activations,
    smooth_activations, gated_activations, penalties, slopes, wide_layer,
]  # fmt: skip


def trained_cell(name: str, width: int) -> Fits:
    """What `fit` gives."""
    return _looked_at(name, width, len(SNAPSHOTS) - 1)


def trained_cell_by_step(name: str, width: int) -> Fits:
    """What `fit` gives if it keeps all SNAPSHOTS."""
    return _looked_at(name, width, 0)


def _looked_at(name: str, width: int, first: int) -> Fits:
    found = kept(f"sine-{name}-{width}", lambda: _trained(name, width), SOURCE, str(SNAPSHOTS), np.__version__)
    W, b = ([found[f"{letter}{k}"] for k in range(2 if width else 1)] for letter in "Wb")
    networks = Networks(W, b, ACTIVATIONS[NAMES[name]])
    return Fits(networks, found["kept"][first:].astype(int), found["rmse"][first:], found["curves"][first:])


def _trained(name: str, width: int) -> Arrays:
    done = fit(name, width, SNAPSHOTS)
    layers = {f"{letter}{k}": of for letter in "Wb" for k, of in enumerate(getattr(done.networks, letter))}
    return layers | {"kept": done.kept, "rmse": done.rmse, "curves": done.curves}
