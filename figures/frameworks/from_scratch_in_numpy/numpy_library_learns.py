"""A library of a hundred and some lines learns three interlocking arcs: its view of the plane, and its loss.

Above: the regions of the notebook's network, trained by Adam, before training, early and at the end. Below: its loss
and that of the same start under SGD, with the range of more starts; everything is made by the notebook's own functions.
Page: From scratch in NumPy. Source: the arcs are a common task, two interlocking half circles, with a third one.
Maps and bands together make it longer than most scripts.
"""

import ast
from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib.figure import Figure

from figures.frameworks.from_scratch_in_numpy.notebooks.running import FOLDER, run
from figures.neural import Array, Labels
from figures.style import colours

NOTEBOOK = "from-scratch-in-numpy"
STAGES, SEEDS = (0, 5, 100), 10  # epochs after which the plane is drawn; starts of the bands, the notebook's own first
RATES = {"SGD": 0.1, "Adam": 0.01}  # learning rates, those of the notebook
LEFT, RIGHT, LOW, HIGH, GRID = -2.7, 2.7, -1.3, 1.8, 71  # the plane drawn, and grid points along each side
INKS, MARKS = (colours.FIRST, colours.SECOND, colours.THIRD), ("o", "s", "^")  # of the classes; the curves have others


def definition_lines(source: str) -> int:
    """How many lines the classes and functions of a program take."""
    kept = [node for node in ast.parse(source).body if isinstance(node, ast.ClassDef | ast.FunctionDef)]
    return sum((node.end_lineno or 0) - node.lineno + 1 for node in kept)


def views(book: dict[str, Any], plane: Array) -> Array:
    """The logits on the plane at each stage of the notebook's training by Adam, (stages, GRID, GRID, 3)."""
    logits = [book["learn"](book["Adam"](RATES["Adam"]), 0, epochs)[0].forward(plane) for epochs in STAGES]
    return np.array(logits).reshape(len(STAGES), GRID, GRID, 3)


def experiment() -> dict[str, Any]:
    """The notebook's run again, stage by stage, and the losses of its start and of more starts."""
    book = run(NOTEBOOK)
    across, up = np.linspace(LEFT, RIGHT, GRID), np.linspace(LOW, HIGH, GRID)
    plane = np.stack(np.meshgrid(across, up), axis=-1).reshape(-1, 2)
    runs = {name: [book["learn"](book[name](rate), seed) for seed in range(SEEDS)] for name, rate in RATES.items()}
    right = [float(book["accuracy"](network, book["x_fresh"], book["labels_fresh"])) for network, _ in runs["Adam"]]
    return {
        "across": across, "up": up, "points": book["x"], "labels": book["labels"], "logits": views(book, plane),
        "sgd": np.array([losses for _, losses in runs["SGD"]]),
        "adam": np.array([losses for _, losses in runs["Adam"]]),
        "right": {"own": right[0], "least": min(right), "most": max(right)}, "seeds": SEEDS, "epochs": STAGES[-1],
        "parameters": sum(theta.size for theta, _ in book["network"].pairs()),
        "lines": definition_lines((FOLDER / f"{NOTEBOOK}.py").read_text(encoding="utf-8")),
    }  # fmt: skip


def titles(stages: Sequence[int]) -> list[str]:
    """What stands above each map."""
    return ["before training", *(f"after {stage} epochs" for stage in stages[1:])]


def draw(across: Array, up: Array, points: Array, labels: Labels, logits: Array, sgd: Array, adam: Array) -> Figure:
    """Three maps above, the last one large with all points, two curves with their bands below."""
    figure = Figure(figsize=(5.2, 4.6))
    panels = figure.subplot_mosaic(
        [["0", "2"], ["1", "2"], ["loss", "loss"]], width_ratios=[1, 2.2], height_ratios=[1, 1, 2.1]
    )
    for stage, title in enumerate(titles(STAGES)):
        axes = panels[str(stage)]
        for k, (ink, mark) in enumerate(zip(INKS, MARKS, strict=True)):
            lead = logits[stage, ..., k] - np.delete(logits[stage], k, axis=-1).max(axis=-1)  # positive where k wins
            axes.contourf(across, up, lead, levels=[0, np.inf], colors=[ink], alpha=0.2)
            shown = points[labels == k][:: 1 if stage == 2 else 3]
            axes.plot(*shown.T, mark, color=ink, ms=3 if stage == 2 else 1.5)
        axes.set(aspect="equal", xticks=[], yticks=[], xlim=(LEFT, RIGHT), ylim=(LOW, HIGH))
        axes.set_title(title, fontsize=10)
        axes.spines[:].set_visible(False)
    axes, epochs = panels["loss"], np.arange(adam.shape[1])
    for losses, ink, name, where in ((sgd, colours.INK, "SGD", (60, 1.5)), (adam, colours.FOURTH, "Adam", (60, 0.5))):
        axes.fill_between(epochs, losses.min(axis=0), losses.max(axis=0), color=ink, alpha=0.25, lw=0)
        axes.plot(epochs, losses[0], color=ink)
        axes.text(where[0], losses[:, where[0]].max() * where[1], name, color=ink, ha="center", va="center")
    axes.set(xlim=(0, epochs[-1]), yscale="log", xlabel="epoch", ylabel="loss")
    return figure
