"""Networks that are too sure: trained long on few noisy points, asked about many that they have not seen."""

import sys
from functools import cache

import numpy as np

from figures.engine.store.kept import Arrays, kept
from figures.neural import (
    Array,
    activation_registry,
    activations,
    batched,
    datasets,
    initialisers,
    losses,
    optimisers,
    outputs,
    penalties,
    slopes,
    smooth_activations,
    wide_layer,
)
from figures.neural.activation_registry import ACTIVATIONS
from figures.neural.batched import descend, seeded_networks
from figures.neural.datasets import spirals
from figures.neural.losses import LOSSES
from figures.neural.optimisers import Adam

SEEDS, ARM, HELD_BACK, FRESH = 20, 75, 100, 1000  # networks; points an arm: to learn from, to validate, to judge
TURNS, NOISE = 0.5, 0.25
WIDTHS, RATE, STEPS = (2, 24, 24, 1), 0.01, 600
ENTROPY = LOSSES["binary_cross_entropy_from_logits"]
SOURCE = [
    sys.modules[__name__], batched, datasets, losses, optimisers, initialisers, outputs,
    activation_registry, activations, smooth_activations, penalties, slopes, wide_layer,
]  # fmt: skip


def examples(arm: int, purpose: int) -> tuple[Array, Array]:
    """x (SEEDS, 2 arm, 2) and y (SEEDS, 2 arm, 1), other points for every seed and purpose."""
    drawn = [spirals(arm, np.random.default_rng([purpose, seed]), 2, TURNS, NOISE) for seed in range(SEEDS)]
    return np.stack([x for x, _ in drawn]), np.stack([y for _, y in drawn])[..., None].astype(float)


@cache
def logits() -> dict[str, tuple[Array, Array]]:
    """z and y, (SEEDS, N) each, on the three sets, after training on the first. Two figures ask for them."""
    found = kept("too-sure", _trained, SOURCE, np.__version__)
    return {name: (found[f"{name}-z"], found[f"{name}-y"]) for name in ("train", "validation", "fresh")}


def _trained() -> Arrays:
    sets = {"train": examples(ARM, 0), "validation": examples(HELD_BACK, 1), "fresh": examples(FRESH, 2)}
    networks = seeded_networks(WIDTHS, ACTIVATIONS["tanh"], range(SEEDS))
    descend(networks, *sets["train"], ENTROPY, Adam(RATE), STEPS)
    z = {f"{name}-z": networks.forward(x)[..., 0] for name, (x, _) in sets.items()}
    return z | {f"{name}-y": y[..., 0] for name, (_, y) in sets.items()}
