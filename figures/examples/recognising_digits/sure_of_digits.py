"""On digits like those it learned from, the network is nearly as often right as it is sure.

Of all answers with about the same confidence, the share that is right. A dot's area is the number of answers. The
networks of five seeds and all test digits. Page: Recognising digits.
Source: DeGroot & Fienberg (1983), Guo et al. (2017).
"""

from typing import Any

import numpy as np
from matplotlib.figure import Figure

from figures.digits.five_seeds import parts, trained
from figures.neural import Array
from figures.neural.calibration import calibration_error, reliability
from figures.neural.outputs import softmax
from figures.style import colours

EDGES = np.linspace(0, 1, 11)
SURE = 0.99


def experiment() -> dict[str, Any]:
    """For each bin its size, mean confidence and share right; what became of sure answers."""
    p, (_, y) = softmax(trained()["z"].astype(float)), parts()["test"]
    confidence, right = p.max(axis=-1), p.argmax(axis=-1) == y
    bins = reliability(confidence.ravel(), right.ravel(), EDGES)
    there = bins.size > 0
    errors = [calibration_error(reliability(*pair, EDGES)) for pair in zip(confidence, right, strict=True)]
    sure = confidence > SURE
    return {"size": bins.size[there], "confidence": bins.confidence[there], "right": bins.right[there],
            "networks": len(p), "asked": len(y), "error": {"least": min(errors), "most": max(errors)},
            "said": float(confidence.mean()), "was": float(right.mean()),
            "sure": SURE, "sure_share": float(sure.mean()),
            "sure_right": float(right[sure].sum() / max(sure.sum(), 1)),
            "sure_wrong": float((sure & ~right).sum() / len(p))}  # fmt: skip


def draw(size: Array, confidence: Array, right: Array) -> Figure:
    """Dots beside a diagonal."""
    figure = Figure(figsize=(5.2, 3.9))
    axes = figure.subplots()
    axes.plot([0.2, 1], [0.2, 1], color=colours.TARGET, ls="--")
    axes.text(0.5, 0.455, "as often right as sure", color=colours.TARGET, rotation=33, ha="left", va="top",
              rotation_mode="anchor")  # fmt: skip
    axes.plot(confidence, right, color=colours.OUTPUT, lw=1)
    axes.scatter(confidence, right, s=20 + 300 * size / size.sum(), color=colours.OUTPUT, zorder=3)
    most = f"{size[-1] / size.sum():.0%} of all answers"
    axes.annotate(most, (confidence[-1], right[-1]), (-14, 0), textcoords="offset points", ha="right", va="center",
                  color=colours.OUTPUT)  # fmt: skip
    axes.set(xlabel="how sure: mean confidence", ylabel="share right", xlim=(0.2, 1.03), ylim=(0.1, 1.06))
    return figure
