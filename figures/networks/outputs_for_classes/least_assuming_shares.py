"""Of all shares with the same mean logit, those of softmax have the greatest entropy: they assume least.

Three classes with the logits 2, 1 and −1. All shares with a given mean of these logits lie on a line, told apart by the
share of the second class. Above, their entropy; the dot is softmax at the temperature that has this mean. Below, its
shares. The reader sets the mean. Page: Outputs for classes. Source: Jaynes (1957).
"""

from typing import Annotated, Any

import numpy as np
from matplotlib.figure import Figure

from figures.engine import Slider
from figures.networks.outputs_for_classes.independent_or_exclusive import LOGITS
from figures.neural import Array
from figures.neural.divergence import entropy
from figures.neural.outputs import softmax
from figures.style import colours

INKS = (colours.FIRST, colours.SECOND, colours.THIRD)
ALONG = np.array([-2 / 3, 1.0, -1 / 3])  # adds 0 to the sum of the shares and 0 to their mean logit


def temperature_of(mean: float) -> float:
    """The T at which softmax has this mean logit; the mean only falls as T rises: halve an interval of 1/T."""
    low, high = 0.0, 50.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if softmax(LOGITS * middle) @ LOGITS < mean else (low, middle)
    return 2 / (low + high)


def family(mean: float) -> Array:
    """All shares with this mean logit, (201, 3): along the line through softmax, as far as no share is below 0."""
    p = softmax(LOGITS / temperature_of(mean))
    reach = -p / ALONG  # how far until a share is 0, with the sign of the way there
    return np.asarray(p + np.linspace(reach[reach < 0].max(), reach[reach > 0].min(), 201)[:, None] * ALONG)


def experiment() -> dict[str, Any]:
    """The plain mean of the logits, below which no temperature reaches."""
    return {"plain": float(LOGITS.mean()), "most": float(np.log(3))}


def facts(mean: float) -> dict[str, Any]:
    """Temperature, greatest entropy and that of the shares at either end of the line."""
    shares = family(mean).clip(0)
    of = entropy(shares)
    return {"mean_now": mean, "temperature": temperature_of(mean), "greatest": float(of.max()),
            "ends": float(max(of[0], of[-1]))}  # fmt: skip


def draw(*, mean: Annotated[float, Slider(0.75, 1.75, step=0.125)] = 1.25) -> Figure:
    """A hill with a dot above three bars."""
    figure = Figure(figsize=(5.2, 4.6))
    hill, bars = figure.subplots(2, 1, height_ratios=[1.5, 1])
    shares, p = family(mean).clip(0), softmax(LOGITS / temperature_of(mean))
    hill.plot(shares[:, 1], entropy(shares), color=colours.INK)
    hill.plot(p[1], entropy(p), "o", color=colours.OUTPUT, ms=8)
    hill.text(p[1], float(entropy(p)) + 0.06, "softmax", color=colours.OUTPUT, ha="center")
    hill.set(xlim=(0, 1), ylim=(0, 1.3), yticks=(0, 0.5, 1), ylabel="entropy",
             xlabel="share of the second class, at the same mean logit")  # fmt: skip
    for row, (share, ink) in enumerate(zip(p, INKS, strict=True)):
        bars.barh(row, share, color=ink, height=0.6)
        bars.text(share + 0.02, row, f"{share:.3f}", va="center")
    bars.set(xlim=(0, 1.1), ylim=(2.6, -0.6), xlabel="probability", xticks=(0, 0.5, 1))
    bars.set_yticks(range(3), [f"$z = {logit:g}$" for logit in LOGITS])
    bars.tick_params(axis="y", length=0)
    return figure
