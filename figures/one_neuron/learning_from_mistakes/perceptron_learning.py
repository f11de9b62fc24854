"""The perceptron rule at work: each mistake moves the line, right answers leave it alone, and mistakes run out.

Above: the samples, the line now, the earlier lines faded, and a square round the sample just looked at. Below: the
number of mistakes so far under the bound (R/γ)², with the largest γ that any line has.
Page: Learning from mistakes. Source: Rosenblatt (1962); Novikoff (1962).
"""

from typing import Annotated, Any

import numpy as np
from matplotlib.figure import Figure

from figures.engine import Steps
from figures.neural import Array, Labels
from figures.neural.datasets import gaussian_clouds
from figures.neural.perceptron import convergence_bound, learn, margin
from figures.plane.half_planes import draw_half_planes, draw_points, line_points
from figures.plane.widest_margin import widest_margin
from figures.style import colours

SEED = 25  # a data set that takes the rule several passes
COUNT = 7  # points in each class: few enough to follow every one
SAMPLES = 70  # that the rule looks at before it has passed all points without a mistake
LABEL = 17  # samples that the words beside the count are wide: further left they would leave the panel


def experiment() -> dict[str, Any]:
    """Every line that the rule passes through, and the bound from the widest margin."""
    x, y = gaussian_clouds(COUNT, np.random.default_rng(SEED), w=(1, -0.6), margin=0.3, distance=1.0, spread=0.7)
    history = learn(x, y, passes=100, rng=np.random.default_rng(0))
    best_w, best_b = widest_margin(x, y)
    return {
        "x": x, "y": y, "w": history.w, "b": history.b, "sample": history.sample, "mistakes": history.mistakes,
        "points": len(x), "samples_seen": len(history.sample), "passes": len(history.sample) // len(x),
        "mistakes_in_all": int(history.mistakes[-1]), "radius": float(np.sqrt((x**2).sum(axis=1).max() + 1)),
        "margin": margin(x, y, best_w, best_b), "bound": convergence_bound(x, y, best_w, best_b),
    }  # fmt: skip


def facts(mistakes: Labels, seen: int) -> dict[str, Any]:
    """The mistakes made on the samples seen."""
    return {"seen": seen, "so_far": int(mistakes[seen])}


def draw(
    x: Array, y: Labels, w: Array, b: Array, sample: Labels, mistakes: Labels, bound: float,
    *, seen: Annotated[int, Steps(SAMPLES)] = SAMPLES,
) -> Figure:  # fmt: skip
    """The line after `seen` samples above the count of mistakes."""
    figure = Figure(figsize=(5.2, 5.4))
    plane, count = figure.subplots(2, 1, height_ratios=[2.1, 1])
    earlier = [
        line_points(w[k], b[k]) if k < seen else np.full((2, 2), np.nan)
        for k in np.flatnonzero(np.diff(mistakes, append=mistakes[-1] + 1))
        if k < len(w) - 1
    ]
    for line in earlier:
        plane.plot(*line.T, color=colours.MUTED, lw=1, alpha=0.35, zorder=1)
    draw_half_planes(plane, w[seen], b[seen])
    draw_points(plane, x, y)
    now = x[sample[seen - 1]] if seen else np.full(2, np.nan)
    plane.plot(*now, "s", ms=14, mfc="none", mec=colours.INK, mew=1.2)
    plane.set(xlim=(-2.4, 2.4), ylim=(-2.1, 2.1), xticks=[-2, 0, 2], yticks=[-1, 0, 1], aspect="equal")
    plane.set_xlabel("$x_1$", labelpad=5, color=colours.INPUT)
    plane.set_ylabel("$x_2$", rotation=0, color=colours.INPUT)
    count.step(np.arange(seen + 1), mistakes[: seen + 1], where="post", color=colours.LOSS)
    words = "1 mistake" if mistakes[seen] == 1 else f"{mistakes[seen]} mistakes"
    count.text(max(seen, LABEL), mistakes[seen] + 1.5, words, color=colours.LOSS, ha="right")
    count.axhline(bound, color=colours.INK, lw=1.2, ls="--")
    count.text(SAMPLES, bound - 1.5, r"bound $(R/\gamma)^2$", ha="right", va="top")
    count.set(xlim=(0, SAMPLES), ylim=(0, bound * 1.1), xlabel="samples seen", ylabel="mistakes")
    return figure
