"""Each unit of a network parts the plane in its own way, those of the second layer along bent lines.

The playground's network on XOR after training: what its four units of the first layer, its two of the second and its
output answer, at every place of the plane. Shaded orange and blue is above and below 0, and the line lies between.
Page: Playground. Source: Smilkov et al. (2017), for showing each unit's own surface.
"""

from typing import Any

import numpy as np
from matplotlib.figure import Figure

from figures.neural import Array
from figures.playground.training import Run
from figures.style import colours

SETTINGS = {"rate": 0.3, "steps": 400}  # all else as the playground begins
REACH, GRID = 2.0, 61  # half the width of the plane, places along it


def experiment() -> dict[str, Any]:
    """Train; every unit's answers on a grid, [unit, row, column], and how many examples are right."""
    run = Run(SETTINGS)
    while run.step < SETTINGS["steps"]:
        run.update()
    side = np.linspace(-REACH, REACH, GRID)
    plane = np.stack(np.meshgrid(side, side), axis=-1).reshape(-1, 2).astype(np.float32)
    z = run.network.forward(plane)
    answers = np.concatenate([*(a.T for a in run.network.inputs[1:]), z[None]]).reshape(-1, GRID, GRID)
    x, y = run.train
    loss, right = run.measure(run.test)
    return {
        "side": side, "answers": answers, "x": x, "y": y, "steps": run.step,
        "right": right, "tested": len(run.test[1]), "loss": loss,
    }  # fmt: skip


def draw(side: Array, answers: Array, x: Array, y: Array) -> Figure:
    """Four small maps above, two below, and the output with the examples."""
    figure = Figure(figsize=(5.2, 3.9))
    panels = figure.subplot_mosaic([["0", "1", "2", "3"], ["4", "5", "6", "6"], [".", ".", "6", "6"]])
    for k, answer in enumerate(answers):
        axes = panels[str(k)]
        axes.contourf(side, side, answer, [-np.inf, 0, np.inf], colors=[colours.CLASS_0_AREA, colours.CLASS_1_AREA])
        axes.contour(side, side, answer, [0], colors=[colours.INK], linewidths=1)
        layer, unit = ("unit", k + 1) if k < 4 else ("layer 2, unit", k - 3)
        axes.set_title(f"{layer} {unit}" if k < 6 else "output", fontsize=10)
        axes.set(aspect="equal", xticks=[], yticks=[])
    for kind, ink, face in ((0, colours.CLASS_0, colours.PAPER), (1, colours.CLASS_1, colours.CLASS_1)):
        panels["6"].plot(*x[y == kind].T, "o", ms=4, color=ink, mfc=face)
    return figure
