"""How sure is not how often right, until one number, the temperature, is set on points that were held back.

Above, of all answers with about the same confidence, the share that is right; on the dashed line the two are equal.
Below, the loss over the temperature. The reader turns it. Longer than most scripts: it tells of every network before
and after. Page: Calibration. Source: Guo et al. (2017).
"""

from typing import Annotated, Any

import numpy as np
from matplotlib.figure import Figure

from figures.engine import Slider
from figures.learning.calibration.too_sure import FRESH, HELD_BACK, SEEDS, logits
from figures.neural import Array
from figures.neural.calibration import answers, best_temperature, calibration_error, reliability
from figures.neural.smooth_activations import softplus
from figures.style import colours

EDGES = np.linspace(0.5, 1, 11)
SETTINGS = np.arange(1, 13) / 2  # temperatures


def loss(z: Array, y: Array, temperature: float) -> float:
    """Binary cross-entropy of sigmoid(z / T)."""
    return float(np.mean(softplus(z / temperature) - y * z / temperature))


def band(values: list[float]) -> dict[str, float]:
    """The least, the middle and the largest over the networks."""
    return {"least": min(values), "median": float(np.median(values)), "most": max(values)}


def experiment() -> dict[str, Any]:
    """Per setting the diagram, (settings, 10) twice, and the loss; per network what one number mends."""
    sets = logits()
    z, y = sets["fresh"]
    best = [best_temperature(*pair) for pair in zip(*sets["validation"], strict=True)]
    each = [(T, *pair) for T, *pair in zip(best, z, y, strict=True)]
    bins = [reliability(*answers(z.ravel(), y.ravel(), float(T)), EDGES) for T in SETTINGS]
    told = {
        "error_before": [calibration_error(reliability(*answers(of, at), EDGES)) for _, of, at in each],
        "error_after": [calibration_error(reliability(*answers(of, at, T), EDGES)) for T, of, at in each],
        "loss_before": [loss(of, at, 1.0) for _, of, at in each], "loss_after": [loss(of, at, T) for T, of, at in each],
        "right": [float(answers(of, at)[1].mean()) for _, of, at in each], "temperature": best,
    }  # fmt: skip
    return {
        "confidence": np.array([each.confidence for each in bins]), "right": np.array([each.right for each in bins]),
        "T": np.linspace(0.5, 6, 56), "loss": np.array([loss(z, y, T) for T in np.linspace(0.5, 6, 56)]),
        "gaps": np.array([calibration_error(each) for each in bins]),
        "networks": SEEDS, "held": 2 * HELD_BACK, "fresh": 2 * FRESH, "of": {k: band(v) for k, v in told.items()},
        "sure": {"said": float(bins[1].confidence[-1]), "was": float(bins[1].right[-1])},
        "better": int(np.sum(np.array(told["loss_after"]) < told["loss_before"])),
        "verdict": "too sure" if np.median(best) > 1 else "too modest",
    }  # fmt: skip


def draw(confidence: Array, right: Array, T: Array, loss: Array, gaps: Array,
         *, temperature: Annotated[float, Slider(0.5, 6, step=0.5, symbol="T")] = 1.0) -> Figure:  # fmt: skip
    """A diagram of dots above a curve with a dot."""
    figure = Figure(figsize=(5.2, 5.6))
    diagram, curve = figure.subplots(2, 1, height_ratios=[2, 1])
    row = int(np.argmin(np.abs(SETTINGS - temperature)))
    there = ~np.isnan(right[row])
    x, y = confidence[row][there], right[row][there]
    diagram.plot([0.5, 1], [0.5, 1], color=colours.TARGET, ls="--")
    diagram.fill_between(x, x, y, color=colours.LOSS, alpha=0.2, lw=0)
    diagram.plot(x, y, "o-", color=colours.OUTPUT)
    diagram.text(0.66, 0.69, "as often right as sure", color=colours.TARGET, rotation=28, rotation_mode="anchor")
    diagram.set_title(f"calibration error {gaps[row]:.3f}")
    diagram.set(xlim=(0.5, 1.01), ylim=(0.45, 1.03), xlabel="how sure: mean confidence", ylabel="share right")
    curve.plot(T, loss, color=colours.LOSS)
    curve.plot(temperature, np.interp(temperature, T, loss), "o", color=colours.LOSS)
    curve.set(xlim=(0.4, 6.1), ylim=(0.2, 1.0), xlabel="temperature $T$", ylabel="loss $L$")
    return figure


def facts(temperature: float) -> dict[str, Any]:
    """The setting; what belongs to it is in the title of the diagram."""
    return {"now": temperature}
