"""The rule "refuse what is less sure than 1 − d" costs least when confidence is honest, and too much when it is not.

A wrong answer costs 1, a refusal d, which the reader sets. Over the threshold, the mean cost of too sure networks as
they were trained and with the temperature set. Page: Calibration. Source: Chow (1970).
"""

from typing import Annotated, Any

import numpy as np
from matplotlib.figure import Figure

from figures.engine import Slider
from figures.learning.calibration.too_sure import logits
from figures.neural import Array
from figures.neural.calibration import answers, best_temperature
from figures.style import colours

THRESHOLDS = np.linspace(0.5, 1, 101)
NAMES = ("trained", "set")
CHEAP = 0.1  # the price of a refusal that the page speaks of


def sorted_answers() -> tuple[Array, Array]:
    """Share refused and share wrong at every threshold, (2, 101) each: as trained, and with a temperature for each."""
    sets = logits()
    best = [best_temperature(*pair) for pair in zip(*sets["validation"], strict=True)]
    refused, wrong = [], []
    for temperatures in ([1.0] * len(best), best):
        pairs = [answers(z, y, T) for z, y, T in zip(*sets["fresh"], temperatures, strict=True)]
        confidence, right = (np.concatenate(column) for column in zip(*pairs, strict=True))
        refused.append([np.mean(confidence < t) for t in THRESHOLDS])
        wrong.append([np.mean((confidence >= t) & ~right) for t in THRESHOLDS])
    return np.array(refused), np.array(wrong)


def experiment() -> dict[str, Any]:
    """Share refused and share wrong at every threshold, and what the page tells of a cheap refusal."""
    refused, wrong = sorted_answers()
    told = facts(refused, wrong, CHEAP)
    return {"refused": refused, "wrong": wrong, "cheap": CHEAP, "sure_enough": 1 - CHEAP,
            "then": {name: told[name]["refused"] for name in NAMES},
            "then_wrong": {name: told[name]["wrong"] for name in NAMES}}  # fmt: skip


def facts(refused: Array, wrong: Array, price: float) -> dict[str, Any]:
    """At the reader's price: what the rule refuses, what it gets wrong, what it costs, and the least cost."""
    place = int(np.argmin(np.abs(THRESHOLDS - (1 - price))))
    told: dict[str, Any] = {"price_now": price, "threshold": 1 - price}
    for name, without, mistaken in zip(NAMES, refused, wrong, strict=True):
        cost = price * without + mistaken
        told[name] = {"refused": float(without[place]), "cost": float(cost[place]), "least": float(cost.min()),
                      "wrong": float(mistaken[place] / (1 - without[place])), "never": float(mistaken[0])}  # fmt: skip
    return told


def draw(refused: Array, wrong: Array, *,
         price: Annotated[float, Slider(0.05, 0.5, step=0.05, symbol="d")] = CHEAP) -> Figure:  # fmt: skip
    """Two curves of the cost and the rule's threshold."""
    figure = Figure(figsize=(5.2, 3.6))
    axes = figure.subplots()
    place = int(np.argmin(np.abs(THRESHOLDS - (1 - price))))
    axes.axvline(1 - price, color=colours.MUTED, lw=1, ls="--")
    top = 0.29
    axes.text(1 - price, top, "$1 - d$", color=colours.MUTED, ha="center", va="bottom")
    for row, ink, name, height in zip(price * refused + wrong, (colours.SECOND, colours.FIRST),
                                      ("as trained", "temperature set"), (0.25, 0.225), strict=True):  # fmt: skip
        axes.plot(THRESHOLDS, row, color=ink)
        axes.plot(1 - price, row[place], "o", color=ink, clip_on=False)  # at d = ½ on the edge
        axes.text(0.51, height, name, color=ink)
    axes.set(xlim=(0.5, 1.003), ylim=(0, top), xlabel="refuse what is less sure than", ylabel="mean cost of a question")
    return figure
