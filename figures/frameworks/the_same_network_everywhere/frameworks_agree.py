"""The same network in four frameworks: they differ by rounding alone, and by far more where a formula differs.

Marks on a logarithmic scale, one a framework: its largest difference from NumPy, for double and for single precision.
The numbers are those of the notebook itself: it is run, and what it found is drawn. What is equal to the last bit
needs a mark of its own on such a scale, which makes the script longer than most.
Page: The same network everywhere. Source: none; the experiment is ours. What differs on purpose: Kingma & Ba (2015).
"""

import contextlib
import io
import runpy
from pathlib import Path
from typing import Annotated, Any

import numpy as np
from matplotlib.figure import Figure

from figures.engine import Choice
from figures.style import colours

NOTEBOOK = Path(__file__).resolve().parents[3] / "docs" / "frameworks" / "the-same-network-everywhere.py"
FRAMEWORKS = {"Keras": (colours.FIRST, "o"), "PyTorch": (colours.SECOND, "s"), "JAX": (colours.THIRD, "^")}
GROUPS = ("output", "loss", "gradients", "10 SGD steps", "10 Adam steps", "other ε")
KINDS = ("absolute", "relative")
EDGE, HIGHEST = 1e-19, 1e-2  # ends of the axis
EQUAL = 4e-19  # where the hollow mark for a difference of exactly 0 stands


def experiment() -> dict[str, Any]:
    """Run the notebook; by precision, framework, group and kind: the difference from NumPy."""
    import jax  # noqa: F401  named here: another version draws the figure anew, and without one it is not drawn
    import keras
    import torch

    keras.utils.set_random_seed(0)  # layers draw weights, which the notebook then replaces
    torch.manual_seed(0)
    with contextlib.redirect_stdout(io.StringIO()):
        page = runpy.run_path(str(NOTEBOOK))
    gaps: dict[str, dict[str, dict[str, dict[str, float]]]] = {"float64": {}, "float32": {}}
    for (precision, name), found in page["GAPS"].items():
        wrong = page["FOUND"][precision]["NumPy"] if name == "Keras" else page["KERAS_FORM"][precision]
        other = page["gap"](page["FOUND"][precision][name]["10 Adam steps"], wrong["10 Adam steps"])
        gaps[precision][name] = {group: dict(zip(KINDS, pair, strict=True))
                                 for group, pair in (found | {"other ε": other}).items()}  # fmt: skip
    worst = {precision: max(each[group]["absolute"] for each in found.values() for group in GROUPS[:-1])
             for precision, found in gaps.items()}  # fmt: skip
    other_epsilon = {precision: min(each["other ε"]["absolute"] for each in found.values())
                     for precision, found in gaps.items()}  # fmt: skip
    rounding = other_epsilon["float64"] < 1000 * worst["float64"]
    return {"gaps": gaps, "worst": worst, "other_epsilon": other_epsilon, "steps": page["STEPS"],
            "cause_of_other_epsilon": "rounding" if rounding else "another formula"}  # fmt: skip


def facts(difference: str) -> dict[str, str]:
    """Which of the two differences is drawn."""
    return {"kind_now": difference}


def draw(gaps: dict[str, Any], *, difference: Annotated[str, Choice(*KINDS)] = "absolute") -> Figure:
    """Two panels of marks, double precision above single."""
    figure = Figure(figsize=(5.2, 5.6))
    for axes, (precision, found) in zip(figure.subplots(2, sharex=True), gaps.items(), strict=True):
        spacing = float(np.finfo(precision).eps)
        axes.axvline(spacing, color=colours.MUTED, ls="--", lw=1)
        axes.text(2 * spacing, 1.5, "spacing at 1", color=colours.MUTED, va="center", fontsize=10)
        axes.hlines(range(len(GROUPS)), EDGE, HIGHEST, color=colours.GRID, lw=0.8, zorder=0)
        for row, group in enumerate(GROUPS):
            for place, (name, (colour, mark)) in enumerate(FRAMEWORKS.items()):
                if name in found:
                    size = found[name][group][difference]
                    axes.plot(size or EQUAL, row + 0.24 * (place - 1), mark, color=colour, ms=5,
                              mfc=colour if size else colours.PAPER)  # fmt: skip
        axes.set(xscale="log", xlim=(EDGE, HIGHEST), ylim=(len(GROUPS) - 0.4, -0.6), yticks=range(len(GROUPS)))
        axes.set_yticklabels(GROUPS)
        axes.tick_params(axis="y", length=0)
        axes.set_title(f"{'double' if precision == 'float64' else 'single'} precision")
        for name, x in zip(FRAMEWORKS, (0.4, 0.6, 0.84), strict=True):  # the key, where no mark is a number
            if precision == "float64" and name in found:
                colour, mark = FRAMEWORKS[name]
                axes.plot(x, 1.06, mark, color=colour, ms=5, transform=axes.transAxes, clip_on=False)
                axes.text(x + 0.025, 1.06, name, color=colour, va="center", transform=axes.transAxes)
    axes.set_xticks([EQUAL, 1e-16, 1e-13, 1e-10, 1e-7, 1e-4])
    axes.set_xticklabels(["equal", *(rf"$\mathdefault{{10^{{{power}}}}}$" for power in (-16, -13, -10, -7, -4))])
    axes.minorticks_off()
    axes.set_xlabel("difference from NumPy")
    return figure
