"""One accuracy, many losses: surer answers of the same classifier change its loss and not a single decision.

Above: ten examples at the probability that they get, p = sigmoid(k z), with the charge of each at the right. Below: the
loss over the sureness k. A threshold changes the accuracy and not the loss. The reader turns both. Longer than most
scripts because it draws each example with its charge. Page: Loss functions.
Source: Guo et al. (2017), for answers that are too sure.
"""

from typing import Annotated, Any

import numpy as np
from matplotlib.figure import Figure

from figures.engine import Slider
from figures.neural import Array
from figures.neural.activations import sigmoid
from figures.neural.losses import binary_cross_entropy, binary_cross_entropy_from_logits
from figures.style import colours

Z = np.array([2.2, 1.4, 0.8, 0.4, -0.6, 1.1, -0.5, -1.0, -1.7, -2.6])  # logits; the fifth and the sixth are wrong
Y = np.array([1.0, 1, 1, 1, 1, 0, 0, 0, 0, 0])
SURENESS, THRESHOLD = 5.0, 0.5
MODEST, SURER = 1.0, 8.0  # the other settings that the page speaks of
QUOTED = 0.88  # a loss that is taken for 88%


def loss_at(k: float) -> float:
    """Binary cross-entropy with the logits k z."""
    return binary_cross_entropy_from_logits(k * Z[:, None], Y[:, None])


def right(k: float, t: float) -> Array:
    """Which decisions "1 if p is above t" are right, (10,) of bool."""
    decisions: Array = (sigmoid(k * Z) > t) == (Y == 1)
    return decisions


def experiment() -> dict[str, Any]:
    """The loss over the sureness, its lowest point, and two networks with the loss 0.88 and different accuracies."""
    k = np.linspace(0, 8, 161)
    loss = np.array([loss_at(each) for each in k])
    close, y = np.full((10, 1), np.exp(-QUOTED)), np.ones((10, 1))  # all wrong, but not by much
    one = np.r_[np.full(9, 1 - 1e-6), np.exp(-10 * QUOTED)][:, None]  # nine right, one hopeless
    both = {"none": close, "nine": one}
    return {
        "k": k, "loss": loss, "examples": len(Y), "right_at_half": int(right(1, 0.5).sum()),
        "percent_at_half": 100 * float(right(SURER, 0.5).mean()), "lowest": float(loss.min()),
        "best": float(k[loss.argmin()]), "ignorant": {f"of_{n}": float(np.log(n)) for n in (2, 10)},
        "at": {"modest": loss_at(MODEST), "sure": loss_at(SURENESS), "surer": loss_at(SURER)},
        "loss_of": {name: binary_cross_entropy(p, y) for name, p in both.items()},
        "share_of": {name: float((p > 0.5).mean()) for name, p in both.items()},
        "verdict": "one cannot tell" if len({float((p > 0.5).mean()) for p in both.values()}) > 1 else "88 in 100",
    }  # fmt: skip


def facts(sureness: float, threshold: float) -> dict[str, Any]:
    """Loss and number of right answers at the reader's setting."""
    return {"now": sureness, "cut": threshold, "loss_now": loss_at(sureness),
            "right_now": int(right(sureness, threshold).sum())}  # fmt: skip


def draw(
    k: Array, loss: Array,
    *, sureness: Annotated[float, Slider(0.5, 8, step=0.5, symbol="k")] = SURENESS,
    threshold: Annotated[float, Slider(0.2, 0.8, step=0.1, symbol="t")] = THRESHOLD,
) -> Figure:  # fmt: skip
    """Ten rows with a dot each above the curve of the loss."""
    figure = Figure(figsize=(5.2, 5.6))
    rows, curve = figure.subplots(2, 1, height_ratios=[1.7, 1])
    p, good, height = sigmoid(sureness * Z), right(sureness, threshold), np.arange(10)[::-1] + 1.0
    rows.fill_between([0, threshold], 0, 11, color=colours.CLASS_0_AREA, lw=0)
    rows.fill_between([threshold, 1], 0, 11, color=colours.CLASS_1_AREA, lw=0)
    for middle, word in ((threshold / 2, "says 0"), ((1 + threshold) / 2, "says 1")):
        rows.text(middle, 11.6, word, ha="center", va="center", color=colours.MUTED)
    rows.text(1.13, 11.6, "charge", ha="center", va="center", color=colours.MUTED)
    for i in range(10):
        ink = colours.CLASS_1 if Y[i] else colours.CLASS_0
        rows.plot(p[i], height[i], "o" if good[i] else "X", ms=7 if good[i] else 9, color=ink, clip_on=False)
        charge = -np.log(p[i] if Y[i] else 1 - p[i])
        rows.text(1.13, height[i], f"{charge:.2f}", ha="center", va="center", fontsize=10,
                  color=colours.INK if good[i] else colours.LOSS)  # fmt: skip
    rows.set(xlim=(0, 1.22), ylim=(0, 12.2), xticks=(0, 0.5, 1), yticks=(3, 8), yticklabels=("class 0", "class 1"))
    rows.set_xlabel("probability $p$ of class 1", x=0.4)
    rows.set_title(f"{good.sum()} of 10 right, loss {loss_at(sureness):.2f}")
    rows.spines[["left"]].set_visible(False)
    rows.spines["bottom"].set_bounds(0, 1)
    rows.tick_params(axis="y", length=0, pad=10)
    curve.plot([0, 8], [np.log(2)] * 2, color=colours.MUTED, lw=1.2, ls="--")
    curve.text(0.15, np.log(2) + 0.06, r"$\log 2$, knowing nothing", color=colours.MUTED, va="bottom")
    curve.plot(k, loss, color=colours.LOSS)
    curve.plot(sureness, loss_at(sureness), "o", color=colours.LOSS)
    curve.set(xlim=(0, 8.2), ylim=(0, 1.6), xlabel="sureness $k$", ylabel="loss $L$")
    return figure
