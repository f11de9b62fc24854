"""A ported network answers wrongly; layer by layer, each fed with the true input of its own, the culprits stand out.

Two curves over the layers of a small convolutional network carried from PyTorch to Keras: how far the answers are apart
from the beginning to here, and how far when only this layer is Keras's. The choice mends one thing after another.
It is longer than most for the network, which is carried over in three stages.
Page: Where frameworks part. Source: none; the experiment is ours.
"""

from typing import Annotated, Any

import numpy as np
from matplotlib.figure import Figure

from figures.engine import Choice
from figures.neural import Array
from figures.shapes.digits import scientific
from figures.style import colours

MENDED = ("nothing", "padding", "padding, epsilon", "all three")
LAYERS = ("conv 1", "norm 1", "ReLU 1", "conv 2", "norm 2", "ReLU 2", "flatten", "dense")
FLOOR = 1e-8  # where no difference at all is drawn
WRONG = 1e-4  # far above rounding, far below what a wrong convention does
HIGHEST = 20.0  # end of the axis


def experiment() -> dict[str, Any]:
    """Relative differences (mended, layer) from the beginning and of each layer alone; and the list for porting."""
    import keras
    import torch
    from torch import nn

    from figures.frameworks.where_frameworks_part.probes import porting

    torch.manual_seed(0)
    keras.utils.set_random_seed(0)
    convolutions = [nn.Conv2d(1, 4, 3, stride=2, padding=1), nn.Conv2d(4, 8, 3, stride=2, padding=1)]
    norms, dense = [nn.BatchNorm2d(4), nn.BatchNorm2d(8)], nn.Linear(8 * 4 * 4, 10)
    torch_layers = [convolutions[0], norms[0], nn.ReLU(), convolutions[1], norms[1], nn.ReLU(), nn.Flatten(), dense]
    for layer in torch_layers:
        porting.seeded(layer)
    for norm in norms:
        norm.running_var.mul_(0.01)
    picture = porting.drawn(6, 1, 16, 16)
    true = [picture]
    for layer in torch_layers:
        true.append(porting.asked(layer, true[-1]))

    def ported(count: int) -> list[Any]:
        """The layers of Keras with so many things mended."""
        found: list[Any] = []
        for convolution, norm in zip(convolutions, norms, strict=True):
            weights, channels = porting.kernel(convolution), convolution.out_channels
            conv = keras.layers.Conv2D(channels, 3, 2, "valid" if count else "same")
            found.append(lambda x, c=conv, w=weights: porting.kept(c, w, porting.padded(x, 1) if count else x))
            options, statistics = porting.batch_norm(norm)
            layer = keras.layers.BatchNormalization(**(options if count > 1 else {}))
            found += [lambda x, n=layer, s=statistics: porting.kept(n, s, x), lambda x: np.maximum(x, 0)]
        weights = porting.after_flatten(dense, 8, 4, 4) if count > 2 else porting.dense(dense)
        last = keras.layers.Dense(10)
        return [*found, lambda x: x.reshape(len(x), -1), lambda x: porting.kept(last, weights, x)]

    def as_keras(x: Array, flat_counts: bool) -> Array:
        """PyTorch's numbers in the order in which Keras has them at this place."""
        return (
            porting.last(x)
            if x.ndim == 4
            else x
            if not flat_counts
            else porting.last(x.reshape(-1, 8, 4, 4)).reshape(len(x), -1)
        )

    whole, alone = np.zeros((2, len(MENDED), len(LAYERS)))
    for count in range(len(MENDED)):
        x = as_keras(picture, False)
        for place, layer in enumerate(ported(count)):
            flat = place == LAYERS.index("flatten")
            theirs = as_keras(true[place + 1], flat)
            x = layer(x)
            whole[count, place] = porting.off_by(x, theirs)
            fed = as_keras(true[place], place == len(LAYERS) - 1)
            alone[count, place] = porting.off_by(layer(fed), theirs)
    culprits = {f"of_{count}": ", ".join(np.array(LAYERS)[alone[count] > WRONG]) or "none" for count in range(4)}
    rows = porting.measured()
    final = {f"of_{count}": float(whole[count, -1]) for count in range(len(MENDED))}
    text = {
        name: {"before": scientific(row["before"]), "after": scientific(max(row["after"], row.get("jax", 0.0)))}
        for name, row in rows.items()
    }
    return {"whole": whole, "alone": alone, "culprits": culprits, "final": final, "rows": rows, "text": text}


def facts(mended: str, culprits: dict[str, str], final: dict[str, float]) -> dict[str, Any]:
    """Which layers are wrong by themselves, and how wrong the answer of the network is."""
    key = f"of_{MENDED.index(mended)}"
    return {"mended_now": mended, "culprits_now": culprits[key], "final_now": scientific(final[key])}


def draw(whole: Array, alone: Array, *, mended: Annotated[str, Choice(*MENDED)] = "nothing") -> Figure:
    """A row for each layer, the first at the top; a curve downwards, and a mark beside it."""
    figure = Figure(figsize=(5.2, 4.2))
    axes = figure.subplots()
    row, places = MENDED.index(mended), np.arange(len(LAYERS))
    together, each = np.maximum(whole[row], FLOOR), np.maximum(alone[row], FLOOR)
    axes.hlines(places, FLOOR / 3, HIGHEST, color=colours.GRID, lw=0.8, zorder=0)
    axes.axvline(WRONG, color=colours.MUTED, lw=1, ls="--", zorder=0)
    axes.plot(together, places, "o-", color=colours.MUTED, mfc=colours.PAPER, ms=8)
    for wrong, ink, mark in ((True, colours.LOSS, "D"), (False, colours.TARGET, "s")):
        axes.plot(np.where((each > WRONG) == wrong, each, np.nan), places, mark, color=ink, ms=5)
    for x, words, mark, ink in ((2e-8, "up to here", "o", colours.MUTED), (4e-6, "right", "s", colours.TARGET),
                                (3e-3, "wrong alone", "D", colours.LOSS)):  # fmt: skip
        axes.plot(x, -1, mark, color=ink, mfc=colours.PAPER if mark == "o" else ink, ms=8 if mark == "o" else 5)
        axes.text(1.8 * x, -1, words, color=ink, va="center")
    axes.set(xscale="log", xlim=(FLOOR / 3, HIGHEST), ylim=(len(LAYERS) - 0.5, -1.5), xlabel="relative difference")
    axes.set_xticks([FLOOR, *(powers := [1e-6, 1e-4, 1e-2, 1])])
    axes.set_xticklabels(["none", *(rf"$\mathdefault{{10^{{{np.log10(power):.0f}}}}}$" for power in powers)])
    axes.set_yticks(places, LAYERS)
    axes.tick_params(axis="y", length=0)
    axes.minorticks_off()
    return figure
