"""Where no line is right for all, the rule wanders for ever; who keeps the best line so far in a pocket does well.

Above: two clouds that overlap, the line of the rule now (dashed) and the line in the pocket. Below: how many points
each gets wrong. Page: Learning from mistakes. Source: Gallant (1990).
"""

from typing import Annotated, Any

import numpy as np
from matplotlib.figure import Figure

from figures.engine import Steps
from figures.neural import Array, Labels
from figures.neural.perceptron import learn, pocket
from figures.plane.half_planes import draw_points, line_points
from figures.style import colours

SEED, COUNT, PASSES = 39, 30, 10  # points in each cloud, passes over all of them
EVERY, MOMENTS = 10, 60  # samples between two moments; moments
SAYS = [f"{EVERY * moment} samples" for moment in range(MOMENTS + 1)]  # what the control says


def experiment() -> dict[str, Any]:
    """Points, every line that the rule passes through, its mistakes on all points, and which one the pocket holds."""
    rng = np.random.default_rng(SEED)
    y = np.repeat([0, 1], COUNT)
    x = rng.normal(0, 1.0, (2 * COUNT, 2)) + np.where(y == 1, 0.9, -0.9)[:, None] * [1.0, 0.4]
    history = learn(x, y, PASSES, rng)
    wrong, kept = pocket(x, y, history)
    later = wrong[len(wrong) // 2 :]
    return {"x": x, "y": y, "w": history.w, "b": history.b, "wrong": wrong, "kept": kept, "points": len(x),
            "samples": len(history.sample), "mean": float(later.mean()), "worst": int(later.max()),
            "best": int(wrong[kept[-1]])}  # fmt: skip


def facts(wrong: Labels, kept: Labels, moment: int) -> dict[str, Any]:
    """How many samples were seen, and how many points each line gets wrong now."""
    seen = moment * EVERY
    return {"seen": seen, "now": int(wrong[seen]), "in_pocket": int(wrong[kept[seen]])}


def draw(
    x: Array, y: Labels, w: Array, b: Array, wrong: Labels, kept: Labels,
    *, moment: Annotated[int, Steps(MOMENTS, says=SAYS)] = MOMENTS,
) -> Figure:  # fmt: skip
    """The plane with both lines above both counts."""
    figure = Figure(figsize=(5.2, 5.6))
    plane, count = figure.subplots(2, 1, height_ratios=[1.8, 1])
    seen = moment * EVERY
    for t, ink, style in ((seen, colours.MUTED, "--"), (kept[seen], colours.INK, "-")):
        plane.plot(*line_points(w[t], b[t]).T, color=ink, ls=style, lw=2, zorder=2)
    draw_points(plane, x, y, size=5)
    plane.set(xlim=(-3.2, 3.2), ylim=(-2.6, 2.6), xticks=(-2, 0, 2), yticks=(-2, 0, 2), aspect="equal")
    plane.set_xlabel("$x_1$", color=colours.INPUT)
    plane.set_ylabel("$x_2$", rotation=0, color=colours.INPUT)
    past = np.arange(seen + 1)
    count.plot(past, wrong[: seen + 1], color=colours.MUTED, lw=0.9)
    count.plot(past, wrong[kept[: seen + 1]], color=colours.INK, lw=2)
    count.text(EVERY * MOMENTS, 33, "the rule, now", color=colours.MUTED, ha="right")
    count.text(EVERY * MOMENTS, 1.5, "in the pocket", color=colours.INK, ha="right")
    count.set(xlim=(0, EVERY * MOMENTS), ylim=(0, 36), yticks=(0, 10, 20, 30), xlabel="samples seen",
              ylabel="points wrong")  # fmt: skip
    return figure
