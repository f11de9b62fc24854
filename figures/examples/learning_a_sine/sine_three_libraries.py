"""The same start, data and rule: three programs agree to the last digits, until training itself blows the digits up.

How far the answers of Keras and of scikit-learn are from ours, by training step, for nine tanh units.
Page: Learning a sine.
Source: none; the experiment is ours.
"""

from typing import Any

import numpy as np
from matplotlib.figure import Figure

from figures.examples.sine.fits import SEEDS, Y_TEST, start
from figures.examples.sine.libraries import in_keras, in_sklearn, ours, sklearn_by_itself
from figures.neural import Array
from figures.style import colours

NAME, WIDTH, SEED, STEPS = "tanh", 9, 0, 400
SAME = 1e-12  # differences below this count as none
FLOOR = 1e-17  # a difference of 0 is drawn here
ROUND = 50  # steps: at which one exactly the digits part hangs on the last bits, and so on the processor


def experiment() -> dict[str, Any]:
    """Train with each library from the same weights; then scikit-learn from weights of its own."""
    theirs = {
        "keras": in_keras(NAME, start(NAME, WIDTH, [SEED]), STEPS),
        "sklearn": in_sklearn(NAME, start(NAME, WIDTH, [SEED]), STEPS),
    }
    answers = ours(start(NAME, WIDTH, [SEED]), STEPS)
    gaps = {name: np.max(np.abs(each - answers), axis=1) for name, each in theirs.items()}
    errors = {name: float(np.sqrt(np.mean((each[-1] - Y_TEST[:, 0]) ** 2)))
              for name, each in {"ours": answers, **theirs}.items()}  # fmt: skip
    own = np.array([sklearn_by_itself(NAME, WIDTH, seed) for seed in SEEDS])
    together = np.maximum(gaps["keras"], gaps["sklearn"]) < SAME
    return {
        "same_until": (STEPS if together.all() else int(np.argmin(together)) - 1) // ROUND * ROUND,
        "steps": np.arange(STEPS + 1), "keras": gaps["keras"], "sklearn": gaps["sklearn"], "last": STEPS,
        "largest": {name: float(gap.max()) for name, gap in gaps.items()}, "rmse": errors, "start": SEED,
        "by_itself": {"median": float(np.median(own)), "least": float(own.min()), "most": float(own.max())},
    }  # fmt: skip


def draw(steps: Array, keras: Array, sklearn: Array) -> Figure:
    """Two curves of differences on a logarithmic scale."""
    figure = Figure(figsize=(5.2, 2.8))
    axes = figure.subplots()
    for gap, name, colour, height in (
        (keras, "Keras", colours.FIRST, 2e-14), (sklearn, "scikit-learn", colours.SECOND, 3e-17),
    ):  # fmt: skip
        axes.semilogy(steps[::4], np.maximum(gap[::4], FLOOR), color=colour, lw=1.3)
        axes.text(20, height, name, color=colour, va="center")
    axes.set(xlim=(0, steps[-1]), xticks=[0, 100, 200, 300, 400], ylim=(FLOOR / 3, 1e-3), xlabel="steps")
    axes.set(yticks=[1e-16, 1e-12, 1e-8, 1e-4], ylabel="difference from ours")
    return figure
