"""A price for large weights that goes through Adam shrinks each weight at a pace of its own; AdamW shrinks all alike.

A weight that the data neither need nor forbid: its slopes are pure chance, of the size that the reader chooses.
Above: the weight over the steps under three rules of the same strength, mean of many runs. Below: what is left at the
end, over the size of the slopes. Longer than most scripts because three rules are run at five sizes.
Page: Momentum and Adam. Source: Loshchilov and Hutter (2019); measuring it over the size of the slopes is ours.
"""

from itertools import pairwise
from typing import Annotated, Any

import numpy as np
from matplotlib.figure import Figure

from figures.engine import Choice
from figures.neural import Array
from figures.neural.adamw import AdamW
from figures.neural.optimisers import SGD, Adam, Optimiser
from figures.style import colours

RUNS, STEPS, RATE, DECAY = 400, 300, 0.01, 0.5  # DECAY is 2λ of the price λ θ², and what AdamW calls λ
SIZES = {"0.1": 0.1, "0.3": 0.3, "1": 1.0, "3": 3.0, "10": 10.0}
RULES = {"price_in_descent": (colours.FIRST, "o"), "price_in_adam": (colours.SECOND, "s"),
         "adamw": (colours.THIRD, "^")}  # fmt: skip
WORDS = ("price, descent", "price, Adam", "AdamW")


def shrink(rule: str, size: float) -> Array:
    """The mean of the weight at each step, (STEPS + 1,): chance is drawn in pairs g and −g, so that it cancels soon."""
    rng = np.random.default_rng(0)
    optimisers: dict[str, Optimiser] = {"price_in_descent": SGD(RATE), "price_in_adam": Adam(RATE),
                                        "adamw": AdamW(RATE, weight_decay=DECAY)}  # fmt: skip
    theta = np.ones(RUNS)
    means = [1.0]
    for _ in range(STEPS):
        half = rng.normal(0, size, RUNS // 2)
        slope = np.concatenate([half, -half])
        optimisers[rule].update([(theta, slope if rule == "adamw" else slope + DECAY * theta)])
        means.append(float(theta.mean()))
    return np.array(means)


def experiment() -> dict[str, Any]:
    """The walks (rule, size, step), what is left of each, and what the page says about the largest slopes."""
    walks = np.array([[shrink(rule, size) for size in SIZES.values()] for rule in RULES])
    left = walks[:, :, -1]
    return {"walks": walks, "sizes": np.array(list(SIZES.values())), "steps": STEPS, "rate": RATE, "decay": DECAY,
            "left": {rule: {"small": float(left[i, 0]), "middle": float(left[i, 2]), "large": float(left[i, -1])}
                     for i, rule in enumerate(RULES)},
            "predicted": float((1 - RATE * DECAY) ** STEPS),
            "least_shrunk": "large slopes" if left[1, -1] == left[1].max() else "small slopes"}  # fmt: skip


def facts(walks: Array, slopes: str) -> dict[str, Any]:
    """What is left at this size, rule by rule."""
    place = list(SIZES).index(slopes)
    return {"slopes_now": slopes} | {f"{rule}_now": float(walks[i, place, -1]) for i, rule in enumerate(RULES)}


def draw(walks: Array, sizes: Array, *, slopes: Annotated[str, Choice(*SIZES)] = "10") -> Figure:
    """The weight over the steps above what is left over the size of the slopes."""
    place = list(SIZES).index(slopes)
    figure = Figure(figsize=(5.2, 5.4))
    over, end = figure.subplots(2, 1, height_ratios=[1.3, 1])
    heights = np.array(walks[:, place, -1])
    order = np.argsort(heights)
    for low, high in pairwise(order):
        heights[high] = max(heights[high], heights[low] + 0.1)  # no label touches another
    for walk, height, (ink, mark), word in zip(walks, heights, RULES.values(), WORDS, strict=True):
        wide = ink is colours.FIRST  # two of the three lie on each other
        over.plot(walk[place], color=ink, lw=5 if wide else 1.6, alpha=0.45 if wide else 1)
        over.text(STEPS + 5, height, word, color=ink, va="center")
        end.plot(sizes, walk[:, -1], mark + "-", ms=5, lw=1.2, color=ink)
        end.plot(sizes[place], walk[place, -1], mark, ms=9, color=ink)
    over.set(xlim=(0, STEPS + 125), xticks=[0, 100, 200, 300], ylim=(-0.05, 1.12), xlabel="step", ylabel="mean weight")
    end.set(xscale="log", ylim=(-0.05, 1.12), xlabel="size of the slopes", ylabel="left at the end")
    end.set_xticks(sizes, list(SIZES))
    end.minorticks_off()
    return figure
