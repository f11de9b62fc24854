"""From few digits a convolutional network learns more than a dense one with as many parameters.

Above, the share of unseen digits that is right after each epoch, from several starts. Below, from the first start, what
the first layers weigh: eight kernels of nine weights, and seven of the dense network's units, a weight for each pixel.
The page trains the same networks on the digits that this script gives to it, which makes it longer than other figures.
Page: Convolutional networks.
Source: LeCun et al. (1989), for the comparison.
"""

from itertools import islice
from typing import Any

import numpy as np
from matplotlib.figure import Figure

from figures.digits.few import BATCH, EPOCHS, LEVELS, SIDE, STEPS, TRAINING, UNSEEN, few, learning, networks
from figures.neural import Array
from figures.style import colours

SEEDS, SHOWN = 10, 7  # SHOWN: units of the dense network
NAMES = ("dense", "cnn")


def experiment() -> dict[str, Any]:
    """Shares right (network, seed, epochs from 0), the first layers of seed 1 in the end, and the digits."""
    digits = few()
    x, unseen = (digits[name][..., None] / LEVELS for name in ("training", "unseen"))
    y, labels = (digits[f"{name}_labels"].astype(int) for name in ("training", "unseen"))
    right, both = np.empty((len(NAMES), SEEDS, EPOCHS + 1)), networks(1)
    for seed in range(SEEDS, 0, -1):  # the first comes last, and stays
        for step, both in enumerate(islice(learning(x, y, seed), STEPS * EPOCHS + 1)):
            if step % STEPS == 0:
                for which, name in enumerate(NAMES):
                    right[which, seed - 1, step // STEPS] = np.mean(both[name].forward(unseen).argmax(axis=1) == labels)
    kernels, units = both["cnn"].parameters[0], both["dense"].parameters[0]
    ends = right[:, :, -1]
    return {
        "right": right, "kernels": kernels[:, :, 0].transpose(2, 0, 1),
        "units": units.T.reshape(-1, SIDE, SIDE)[:SHOWN].astype(np.float32),
        "digits": digits, "levels": np.array([LEVELS], np.uint8),
        "size": {name: sum(each.size for each in both[name].parameters) for name in NAMES},
        "mean": dict(zip(NAMES, ends.mean(axis=1).tolist(), strict=True)),
        "first_epoch": dict(zip(NAMES, right[:, :, 1].mean(axis=1).tolist(), strict=True)),
        "ahead": int(np.sum(ends[1] > ends[0])), "seeds": SEEDS, "epochs": EPOCHS, "batch": BATCH,
        "training": TRAINING, "unseen": UNSEEN, "side": SIDE, "steps": STEPS * EPOCHS,
    }  # fmt: skip


def draw(right: Array, kernels: Array, units: Array, digits: Any, levels: Array) -> Figure:
    """Curves above two rows of small images."""
    figure = Figure(figsize=(5.2, 4.8))
    above, *rows = figure.subplots(3, 1, height_ratios=[4, 1, 1])
    for shares, ink, name, height in zip(
        right, (colours.FIRST, colours.SECOND), ("dense", "convolutional"), (-0.09, 0.05), strict=True
    ):
        above.plot(shares.T, color=ink, lw=0.7, alpha=0.4)
        above.plot(shares.mean(axis=0), "o-", color=ink, ms=4)
        above.text(EPOCHS + 0.2, shares[:, -1].mean() + height, name, color=ink, ha="left", va="center")
    above.set(xlim=(-0.2, EPOCHS + 3.4), ylim=(0, 1.03), xticks=range(0, EPOCHS + 1, 2), xlabel="epochs")
    above.set_ylabel("unseen digits right")
    above.set_yticks([0, 0.5, 1], ["0", "50%", "100%"])
    for axes, images, title, ink in zip(
        rows,
        (kernels, units),
        ("the eight kernels", "seven of the dense network’s units"),
        (colours.SECOND, colours.FIRST),
        strict=True,
    ):
        height, width = images[0].shape
        for left, image in zip(range(0, len(images) * (width + 1), width + 1), images, strict=True):
            shown = image / np.abs(image).max()
            axes.imshow(
                shown, cmap="PuOr_r", vmin=-1, vmax=1, extent=(left, left + width, height, 0), interpolation="none"
            )
        axes.set(xlim=(0, len(images) * (width + 1) - 1), ylim=(height, 0))
        axes.set_title(title, color=ink, fontsize=11)
        axes.axis("off")
    return figure
