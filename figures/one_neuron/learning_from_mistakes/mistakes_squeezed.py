"""Why mistakes must end: the weights grow at least in step with the mistakes, yet at most with their square root.

One panel over the number of mistakes k: the line kγ from below, the curve R√k from above, and between them the length
‖(w, b)‖ that the run of perceptron_learning really had. Where the two bounds meet, no mistake is left.
Page: Learning from mistakes. Source: Novikoff (1962).
"""

from typing import Any

import numpy as np
from matplotlib.figure import Figure

from figures.neural import Array
from figures.one_neuron.learning_from_mistakes import perceptron_learning
from figures.style import colours


def experiment() -> dict[str, Any]:
    """The length of (w, b) after each mistake, and both bounds up to a little beyond their meeting."""
    run = perceptron_learning.experiment()
    after = np.flatnonzero(np.diff(run["mistakes"], prepend=-1))  # the state after 0, 1, 2, … mistakes
    k = 1.15 * run["bound"] * np.linspace(0, 1, 120) ** 2  # close together where the root is steep
    return {
        "length": np.hypot(np.linalg.norm(run["w"][after], axis=1), run["b"][after]),
        "k": k, "at_least": k * run["margin"], "at_most": run["radius"] * np.sqrt(k),
        "meet_at": run["bound"], "meet_height": run["bound"] * run["margin"],
    }  # fmt: skip


def draw(length: Array, k: Array, at_least: Array, at_most: Array, meet_at: float, meet_height: float) -> Figure:
    """The wedge between both bounds with the run inside."""
    figure = Figure(figsize=(5.2, 3.2))
    axes = figure.subplots()
    allowed = k <= meet_at
    axes.fill_between(k[allowed], at_least[allowed], at_most[allowed], color=colours.FIRST, alpha=0.1, lw=0)
    axes.plot(k, at_most, color=colours.FIRST)
    axes.plot(k, at_least, color=colours.SECOND)
    axes.plot(np.arange(len(length)), length, "o", color=colours.INK, ms=4, clip_on=False)
    axes.plot([meet_at, meet_at], [0, meet_height], color=colours.MUTED, lw=1, ls=":")
    axes.text(17, 10.6, r"at most $R\sqrt{k}$", color=colours.FIRST, ha="right")
    axes.text(22, 7.0, r"at least $k\gamma$", color=colours.SECOND)
    axes.text(len(length), 0.5 * length[-1], "the run", va="center")
    axes.text(meet_at - 0.6, 0.4, r"$(R/\gamma)^2$", color=colours.MUTED, ha="right")
    axes.set(xlim=(0, k[-1]), ylim=(0, at_most[-1] * 1.1), xlabel="mistakes $k$", ylabel="length of $(w, b)$")
    return figure
