"""Each unit of a network parts the plane in its own way, those of the second layer along bent lines.

The playground's network on XOR after training: what its four units of the first layer, its two of the second and its
output answer, at every place of the plane. Shaded orange and blue is above and below 0, and the line lies between. The
lines between the maps are the weights: orange if positive, blue and dashed if negative, and the thicker the larger.
They make the script longer than most.
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
# Of each map: its middle and half its width, in inches. A list a layer, from left to right.
MAPS = (
    [(0.47, 3.56 - 1.03 * k, 0.43) for k in range(4)],
    [(1.95, 2.015 + side * 0.78, 0.5) for side in (1, -1)],
    [(4.14, 2.015, 1.05)],
)


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
    second, output = (run.network.theta[W].reshape(shape).astype(float) for W, _, shape in run.network.layers[1:])
    return {
        "side": side, "answers": answers, "x": x, "y": y, "to_second": second, "to_output": output, "steps": run.step,
        "right": right, "tested": len(run.test[1]), "loss": loss,
    }  # fmt: skip


def draw(side: Array, answers: Array, x: Array, y: Array, to_second: Array, to_output: Array) -> Figure:
    """Maps in three columns, with lines between them."""
    figure = Figure(figsize=(5.2, 4.25))
    axes = figure.subplots()
    for before, after, W in zip(MAPS[:-1], MAPS[1:], (to_second, to_output), strict=True):
        for (i, j), w in np.ndenumerate(W):
            (left, bottom, half), (right, top, width) = before[i], after[j]
            ink, line = (colours.CLASS_1, "-") if w > 0 else (colours.CLASS_0, "--")
            axes.plot(
                [left + half, right - width],
                [bottom, top],
                color=ink,
                ls=line,
                lw=0.5 + 1.7 * abs(w) ** 0.5,
                solid_capstyle="butt",
            )
    for answer, (left, bottom, half) in zip(answers, (place for column in MAPS for place in column), strict=True):
        across, up = left + half * side / REACH, bottom + half * side / REACH
        axes.contourf(across, up, answer, [-np.inf, 0, np.inf], colors=[colours.CLASS_0_AREA, colours.CLASS_1_AREA])
        axes.contour(across, up, answer, [0], colors=[colours.INK], linewidths=1)
    left, bottom, half = MAPS[-1][0]
    for kind, ink, face in ((0, colours.CLASS_0, colours.PAPER), (1, colours.CLASS_1, colours.CLASS_1)):
        places = np.array([left, bottom]) + half * x[y == kind] / REACH
        axes.plot(*places.T, "o", ms=4, color=ink, mfc=face)
    for column, name in zip(MAPS, ("layer 1", "layer 2", "output"), strict=True):
        (left, top, half), *_ = column
        axes.text(left, top + half + 0.1, name, ha="center", va="bottom")
    axes.set(xlim=(0, 5.23), ylim=(0, 4.3), aspect="equal")
    axes.axis("off")
    return figure
