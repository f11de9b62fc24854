"""At a kink there are two slopes, and what a framework returns lies between them, or it does not.

One row a function: a bar from the slope on the left to that on the right, and a sign for each framework. The figure
asks all questions of the page, in one process a framework, so that the page's tables are its facts; that makes it
longer than most.
Page: Where frameworks part. Source: Clarke (1990) for what lies between; the answers are the installed versions'.
"""

from typing import Any

import numpy as np
from matplotlib.figure import Figure

from figures.frameworks.where_frameworks_part.probes import told, truth
from figures.frameworks.where_frameworks_part.probes.asking import ask_all
from figures.neural import Array
from figures.style import colours

FRAMEWORKS = {"tensorflow": (colours.FIRST, "o"), "torch": (colours.SECOND, "s"), "jax": (colours.THIRD, "^")}
ROWS = {"maximum": "max(x, 0)", "abs": "|x|", "leaky_relu": "leaky ReLU, 0.1", "relu": "ReLU", "relu6": "ReLU6 at 6",
        "clip": "clip at 1", "selu": "SELU", "celu": "CELU, Keras"}  # fmt: skip
FAR = 1e-3  # from the nearer slope: no rounding, and more than the measured slopes are off by
STARTS = {"relu": "start_relu", "maximum": "start_maximum", "celu": "start_celu"}


def after(answers: Any, question: str, which: Any = lambda places: places[1]) -> dict[str, str]:
    """By framework: a number out of the steps of a small training; as told after the first step."""
    return {name: told.number(round(which(found["training"][question]), 6)) if found else told.ABSENT
            for name, found in answers.items()}  # fmt: skip


def experiment() -> dict[str, Any]:
    """All answers as text, and for the rows drawn the slopes on both sides and those returned (rows, frameworks)."""
    answers = ask_all()
    returned = np.full((len(ROWS), len(FRAMEWORKS)), np.nan)
    for row, question in enumerate(ROWS):
        for column, name in enumerate(FRAMEWORKS):
            for whose in ("keras", "own"):  # its own word counts where it has one
                found = answers[name].get(whose, {}).get(question)
                if isinstance(found, (int, float)):
                    returned[row, column] = found
    versions = {name: found.get("version", "not installed") for name, found in answers.items()}
    return {
        "sides": np.array([truth.sides(question) for question in ROWS]),
        "returned": returned,
        "version": versions | {"keras": answers["tensorflow"]["keras_version"]},
        "own": told.table(answers, "own"),
        "keras": told.table(answers, "keras"),
        "allowed": told.allowed(),
        "exact": {
            question: told.number(value * told.UNITS.get(question, 1)) for question, value in truth.EXACT.items()
        },
        "start": {name: after(answers, question) for name, question in STARTS.items()},
        "pushed": after(answers, "perfect_fit", max),
        "pushed_under_huber": after(answers, "perfect_fit_huber", max),
    }


def draw(sides: Array, returned: Array) -> Figure:
    """Bars and signs, row by row from the top."""
    figure = Figure(figsize=(5.2, 4.4))
    axes = figure.subplots()
    for row, (left, right) in enumerate(sides):
        axes.plot([left, right], [row, row], color=colours.GRID, lw=9, solid_capstyle="butt", zorder=1)
        for side in (left, right):
            axes.plot([side, side], [row - 0.22, row + 0.22], color=colours.MUTED, lw=1.4, zorder=2)
    for column, (colour, marker) in enumerate(FRAMEWORKS.values()):
        heights = np.arange(len(sides)) + 0.24 * (column - 1)
        axes.plot(returned[:, column], heights, marker, color=colour, ms=6, zorder=3)
        beside = (returned[:, column] < sides.min(axis=1) - FAR) | (returned[:, column] > sides.max(axis=1) + FAR)
        for x, y in zip(returned[beside, column], heights[beside], strict=True):
            axes.text(x - 0.1, y, "wrong", color=colours.LOSS, ha="right", va="center")
    axes.set(ylim=(len(sides) - 0.4, -1.3), yticks=range(len(sides)), xlabel="slope", xlim=(-1.25, 2.25))
    axes.set_yticklabels(ROWS.values())
    axes.tick_params(axis="y", length=0)
    for x, name, (colour, marker) in zip(
        (-0.9, 0.25, 1.3), ("TensorFlow", "PyTorch", "JAX"), FRAMEWORKS.values(), strict=True
    ):
        axes.plot(x - 0.12, -0.85, marker, color=colour, ms=6)
        axes.text(x, -0.85, name, color=colour, va="center")
    return figure
