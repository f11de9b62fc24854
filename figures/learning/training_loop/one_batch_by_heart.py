"""A sound program learns one batch by heart. Two faulty ones cannot; one that mixes up the rows can, as fast.

Four programs train on the same 24 points of three spiral arms until a sound one knows them: medians and the whole range
of nine starts. Page: The training loop. Source: Karpathy (2019), for the test; the experiment is ours.
"""

from typing import Any

import numpy as np
from matplotlib.figure import Figure

from figures.neural import Array
from figures.neural.activation_registry import ACTIVATIONS
from figures.neural.batched import losses, seeded_networks
from figures.neural.datasets import spirals
from figures.neural.initialisers import he_normal
from figures.neural.losses import LOSSES
from figures.neural.optimisers import Adam
from figures.neural.outputs import one_hot, softmax
from figures.style import colours

SEEDS, STEPS, RATE, CLASSES, COUNT, UNITS = 9, 400, 0.02, 3, 8, 32  # COUNT points of each class
SHIFT = 5  # rows by which the targets are out of step
ENTROPY = LOSSES["categorical_cross_entropy_from_logits"]
FAULTS = ("none", "rows", "twice", "left_out")


def softmax_of(z: Array) -> Array:
    """softmax along the last axis of z (S, N, K)."""
    return softmax(z.reshape(-1, z.shape[-1])).reshape(z.shape)


def run(fault: str) -> tuple[Array, Array]:
    """The loss that the program reports, (STEPS + 1, SEEDS), and the share of fresh points that it gets right."""
    x, labels = spirals(COUNT, np.random.default_rng(3), CLASSES, 0.6, 0.08)
    fresh, fresh_labels = spirals(200, np.random.default_rng(4), CLASSES, 0.6, 0.08)
    y = np.roll(one_hot(labels, CLASSES), SHIFT if fault == "rows" else 0, axis=0)
    networks, adam = seeded_networks((2, UNITS, CLASSES), ACTIVATIONS["relu"], range(SEEDS), he_normal), Adam(RATE)
    found = []
    for step in range(STEPS + 1):
        z = networks.forward(x)
        a = softmax_of(z) if fault == "twice" else z
        found.append(losses(a, y, ENTROPY))
        grad = (softmax_of(a) - y) / len(x)
        if fault == "twice":  # the chain rule through the first softmax
            grad = a * (grad - np.sum(grad * a, axis=-1, keepdims=True))
        pairs = list(zip(networks.parameters, networks.backward(grad), strict=True))
        if step < STEPS:
            adam.update(pairs[2:] if fault == "left_out" else pairs)
    return np.array(found), np.mean(networks.forward(fresh).argmax(axis=-1) == fresh_labels, axis=1)


def experiment() -> dict[str, Any]:
    """Least, middle and largest loss, (faults, 3, STEPS + 1), their ends, and the medians on fresh points."""
    runs = {fault: run(fault) for fault in FAULTS}
    bands = np.array([np.quantile(loss, (0, 0.5, 1), axis=1) for loss, _ in runs.values()])
    ends = {fault: {"least": of[0][-1], "most": of[2][-1]} for fault, of in zip(FAULTS, bands.tolist(), strict=True)}
    right = {fault: float(np.median(share)) for fault, (_, share) in runs.items()}
    told = {"points": COUNT * CLASSES, "seeds": SEEDS, "steps": STEPS, "shift": SHIFT, "first": float(np.log(CLASSES))}
    return told | {"bands": bands, "end": ends, "right": right, "floor": float(np.log(1 + (CLASSES - 1) / np.e))}


def draw(bands: Array) -> Figure:
    """One loss over the other."""
    figure = Figure(figsize=(5.2, 4.0))
    axes = figure.subplots()
    words = ("a sound program", "targets of other rows", "softmax twice", "first layer left out")
    inks = (colours.FIRST, colours.SECOND, colours.LOSS, colours.MUTED)
    for (low, middle, high), ink in zip(bands, inks, strict=True):
        axes.fill_between(np.arange(STEPS + 1), low, high, color=ink, alpha=0.15, lw=0)
        axes.plot(middle, color=ink)
    for (x, y), word, ink in zip(((200, 0.06), (45, 0.006), (395, 0.85), (395, 0.35)), words, inks, strict=True):
        axes.text(x, y, word, color=ink, ha="right" if x == 395 else "left", va="center")
    axes.set(yscale="log", xlim=(0, STEPS), ylim=(0.001, 2), xlabel="step", ylabel="loss on the batch")
    axes.set_yticks([0.001, 0.01, 0.1, 1], ["0.001", "0.01", "0.1", "1"])
    axes.minorticks_off()
    return figure
