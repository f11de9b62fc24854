"""The loss of a network with two weights has a good and a bad minimum; start and learning rate decide between them.

The map: contours of the loss, each start coloured by the minimum that gradient descent reaches from it, four paths.
Page: Gradient descent. Source: Prince (2023), chapter 6, for walks on a surface; colouring the starts is ours.
"""

from typing import Annotated, Any

import numpy as np
from matplotlib.figure import Figure

from figures.engine import Choice
from figures.learning.gradient_descent.surfaces.two_weights import TRUE_WEIGHTS, gradient, loss
from figures.neural import Array
from figures.neural.descent import descend, hessian, learning_rate_threshold
from figures.neural.optimisers import SGD
from figures.style import colours

REACH, SIDE = 4.0, 13  # starts on a grid of SIDE × SIDE
RATES = {"0.3": 0.3, "0.7": 0.7, "1.0": 1.0}
STEPS = 2500  # long enough for the flattest corner
EXAMPLES = np.array([[-1.5, -3.0], [-3.0, 1.0], [3.5, 2.5], [3.0, 3.5]])  # starts whose paths are drawn
SEEN = np.unique(np.append(np.arange(30), np.geomspace(30, STEPS, 60).astype(int)))  # steps that are drawn
LEVELS = np.array([0.01, 0.04, 0.075, 0.1, 0.2, 0.4, 0.7, 1.0])


def experiment() -> dict[str, Any]:
    """Where gradient descent ends from every start, at three rates."""
    ticks = np.linspace(-REACH, REACH, SIDE)
    starts = np.stack(np.meshgrid(ticks, ticks), axis=-1).reshape(-1, 2)
    rates = np.array(list(RATES.values()))[:, None, None]
    every = np.tile(np.concatenate([starts, EXAMPLES]), (len(RATES), 1, 1))  # at all rates at once
    path = descend(gradient, every, SGD(rates), STEPS)  # type: ignore[arg-type]
    ends = path[-1, :, : len(starts)]
    bad_place = ends[0][np.argmin(np.linalg.norm(ends[0], axis=1))]
    good, bad = (np.linalg.norm(ends - place, axis=-1) < 0.05 for place in (TRUE_WEIGHTS, bad_place))
    fine = np.linspace(-REACH, REACH, 201)
    places = {"good": TRUE_WEIGHTS, "bad": bad_place}
    return {
        "starts": starts, "good": good, "bad_place": bad_place, "fine": fine, "count": len(starts),
        "paths": path[SEEN, :, len(starts) :].swapaxes(0, 1),
        "surface": loss(np.stack(np.meshgrid(fine, fine), axis=-1)), "undecided": int((~(good | bad)).sum()),
        "reach_good": {f"at_{rate}": float(share) for rate, share in zip(("low", "middle", "high"), good.mean(axis=1),
                                                                       strict=True)},
        "loss": {name: float(loss(place)) for name, place in places.items()},
        "bad": {"w1": float(bad_place[0]), "w2": float(bad_place[1])},
        "limit": {name: learning_rate_threshold(hessian(gradient, place)) for name, place in places.items()},
    }  # fmt: skip


def facts(good: Array, learning_rate: str) -> dict[str, Any]:
    """How many starts lead to the good minimum at this rate."""
    return {"rate_now": learning_rate, "good_now": float(np.mean(good[list(RATES).index(learning_rate)]))}


def draw(
    starts: Array, good: Array, paths: Array, bad_place: Array, fine: Array, surface: Array,
    *, learning_rate: Annotated[str, Choice(*RATES, symbol=r"\eta")] = "0.3",
) -> Figure:  # fmt: skip
    """The map with its two basins."""
    figure = Figure(figsize=(5.2, 5.0))
    axes = figure.subplots()
    axes.contour(fine, fine, surface, LEVELS, colors=[colours.MUTED], linewidths=0.8, alpha=0.8)
    number = list(RATES).index(learning_rate)
    reached = good[number]
    for group, ink, mark in ((reached, colours.CLASS_0, "s"), (np.logical_not(reached), colours.CLASS_1, "o")):
        axes.plot(*starts[group].T, mark, ms=3.4, mew=0, color=ink, alpha=0.45)
    for path in paths[number].swapaxes(0, 1):
        axes.plot(*path.T, color=colours.INK, lw=1.4)
        axes.plot(*path[0], "o", ms=6, color=colours.INK)
    for place, ink in ((TRUE_WEIGHTS, colours.CLASS_0), (bad_place, colours.CLASS_1)):
        axes.plot(*place, "*", ms=17, mfc=ink, mec=colours.PAPER)
    axes.set(xlim=(-4.2, 4.2), ylim=(-4.2, 4.2), xlabel="weight $w_1$", ylabel="weight $w_2$", aspect="equal")
    return figure
