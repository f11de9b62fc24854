"""Epoch by epoch the regions form, fit, and then begin to learn the noise, which the validation loss shows first.

Above: the regions of one network with its training points (rings, discs) and validation points (crosses, pluses), two
noisy spiral arms. Below: both losses by epoch; the line is this network, the band all 24 starts. The reader turns the
epoch.
Longer than most scripts: maps, bands and facts for every snapshot.
Page: The training loop. Source: Lang & Witbrock (1988), for the arms; the experiment is ours.
"""

from typing import Annotated, Any

import numpy as np
from matplotlib.figure import Figure

from figures.engine import Steps
from figures.neural import Array, Labels
from figures.neural.activation_registry import ACTIVATIONS
from figures.neural.batched import Networks, losses, seeded_networks
from figures.neural.batched_epochs import one_epoch
from figures.neural.datasets import spirals
from figures.neural.initialisers import he_normal
from figures.neural.losses import LOSSES
from figures.neural.optimisers import Adam
from figures.plane.half_planes import draw_points
from figures.style import colours

SEEDS, WIDTHS = 24, (2, 32, 32, 1)
COUNT, TURNS, NOISE = 32, 0.8, 0.15  # points of an arm; its turns; so much noise that the arms overlap
BATCH, RATE, DATA = 8, 0.01, 3  # rows a step, learning rate of Adam, seed of the points
LAST = 20  # number of the last snapshot
EPOCHS = [(k**2 + 1) // 2 for k in range(LAST + 1)]  # 0, 1, 2, 5, 8, …, 200: dense where much happens
SAYS = [f"epoch {epoch}" for epoch in EPOCHS]  # what the control says
EDGE, GRID = 1.45, 41
LOSS = LOSSES["binary_cross_entropy_from_logits"]


def experiment() -> dict[str, Any]:
    """Train all starts together; keep the logits of the first on a grid, both losses and accuracies of all."""
    rng = np.random.default_rng(DATA)
    sets = [(x, y[:, None].astype(float)) for x, y in (spirals(COUNT, rng, 2, TURNS, NOISE) for _ in range(2))]
    (x, y), (x_held, y_held) = sets
    side = np.linspace(-EDGE, EDGE, GRID)
    plane = np.stack(np.meshgrid(side, side), axis=-1).reshape(-1, 2)
    networks, optimiser = seeded_networks(WIDTHS, ACTIVATIONS["relu"], range(SEEDS), he_normal), Adam(RATE)
    logits, curves, right = [], [], []
    for epoch in range(EPOCHS[-1] + 1):
        if epoch:
            one_epoch(networks, x, y, LOSS, optimiser, BATCH, rng)
        z = [networks.forward(inputs) for inputs, _ in sets]
        curves.append([losses(each, targets, LOSS) for each, (_, targets) in zip(z, sets, strict=True)])
        right.append([np.mean((each[0] > 0) == (targets == 1)) for each, (_, targets) in zip(z, sets, strict=True)])
        if epoch in EPOCHS:
            shown = Networks([W[:1] for W in networks.W], [b[:1] for b in networks.b], networks.activation)
            logits.append(shown.forward(plane).reshape(GRID, GRID))
    curve = np.array(curves)  # (epochs + 1, set, seed)
    best, seeds = curve[:, 1].argmin(axis=0), np.arange(SEEDS)
    last, least = curve[-1, 1], curve[best, 1, seeds]
    return {
        "x": x, "y": y[:, 0], "x_held": x_held, "y_held": y_held[:, 0], "side": side, "logits": np.array(logits),
        "curve": curve, "right": np.array(right), "seeds": SEEDS, "rows": len(x), "batch": BATCH,
        "steps_an_epoch": len(x) // BATCH, "epochs": EPOCHS[-1], "start": float(np.median(curve[0])),
        "best_epoch": {"low": int(best.min()), "median": int(np.median(best)), "high": int(best.max())},
        "least": {"low": float(least.min()), "median": float(np.median(least)), "high": float(least.max())},
        "last": {"low": float(last.min()), "median": float(np.median(last)), "high": float(last.max())},
        "last_train": {"low": float(curve[-1, 0].min()), "high": float(curve[-1, 0].max())},
        "rises_in": int(np.sum(last > 1.5 * least)),
    }  # fmt: skip


def facts(curve: Array, right: Array, snapshot: int) -> dict[str, Any]:
    """Epoch, steps, and how the shown network stands."""
    epoch = EPOCHS[snapshot]
    return {"epoch": epoch, "steps": epoch * (2 * COUNT // BATCH), "train_now": float(curve[epoch, 0, 0]),
            "held_now": float(curve[epoch, 1, 0]), "right_now": float(right[epoch, 0]),
            "held_right_now": float(right[epoch, 1])}  # fmt: skip


def draw(
    x: Array, y: Labels, x_held: Array, y_held: Labels, side: Array, logits: Array, curve: Array,
    *, snapshot: Annotated[int, Steps(LAST, says=SAYS)] = 8,
) -> Figure:  # fmt: skip
    """Regions above, losses below."""
    figure = Figure(figsize=(5.2, 6.2))
    above, below = figure.subplots(2, 1, height_ratios=(5, 3))
    epoch = EPOCHS[snapshot]
    above.contourf(side, side, logits[snapshot], levels=[-np.inf, 0, np.inf],
                   colors=[colours.CLASS_0_AREA, colours.CLASS_1_AREA])  # fmt: skip
    above.contour(side, side, logits[snapshot], levels=[0], colors=[colours.INK], linewidths=1.5)
    draw_points(above, x, y, size=5)
    for label, ink, mark in ((0, colours.CLASS_0, "x"), (1, colours.CLASS_1, "+")):
        above.plot(*x_held[y_held == label].T, mark, color=ink, ms=5, mew=1.2)
    above.set_title(f"after epoch {epoch}, step {epoch * (2 * COUNT // BATCH)}")
    above.set(xlim=(-EDGE, EDGE), ylim=(-EDGE, EDGE), aspect="equal", xticks=[], yticks=[])
    above.spines[:].set_visible(False)
    epochs = np.arange(len(curve))
    for number, ink in enumerate((colours.FIRST, colours.SECOND)):
        below.fill_between(epochs, *np.quantile(curve[:, number], (0, 1), axis=1), color=ink, alpha=0.2, lw=0)
        below.plot(epochs, curve[:, number, 0], color=ink, lw=1.5)
        below.plot(epoch, curve[epoch, number, 0], "o", color=ink, ms=8)
    below.text(EPOCHS[-1], 2.4, "validation", color=colours.SECOND, ha="right")
    below.text(EPOCHS[-1], 0.0017, "training", color=colours.FIRST, ha="right")
    below.set(yscale="log", xlim=(-3, EPOCHS[-1] + 3), ylim=(0.001, 5), xlabel="epoch", ylabel="loss")
    below.set_yticks([0.001, 0.01, 0.1, 1], ["0.001", "0.01", "0.1", "1"])
    below.minorticks_off()
    return figure
