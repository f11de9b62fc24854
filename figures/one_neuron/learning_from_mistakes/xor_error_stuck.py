"""The perceptron rule ends with AND and OR, and never with XOR, however long it goes on.

Three panels: wrong rows of the truth table after each pass for AND, OR and XOR, mean and range over many random orders.
Page: Learning from mistakes. Source: Minsky and Papert (1969).
"""

from typing import Any

import numpy as np
from matplotlib.figure import Figure

from figures.neural import Array, Labels
from figures.neural.datasets import gate
from figures.neural.perceptron import learn, predict
from figures.style import colours

PASSES = 30  # over the four rows
SEEDS = 200  # orders of the rows, a new order in each pass
LONG = 1000  # passes, for the claim that patience does not help


def wrong_rows(name: str, passes: int, seed: int) -> Labels:
    """How many of the four rows the neuron gets wrong before the first pass and after each, shape (passes + 1,)."""
    x, y = gate(name)
    history = learn(x, y, passes, np.random.default_rng(seed))
    ends = np.arange(passes + 1) * len(x)  # one pass is one look at every row
    ends = np.minimum(ends, len(history.sample))  # the rule stops after a pass without a mistake
    return np.array([(predict(x, history.w[end], history.b[end]) != y).sum() for end in ends])


def experiment() -> dict[str, Any]:
    """Wrong rows by gate, seed and pass, and the fewest that XOR ever has in a long run."""
    runs = {name: np.array([wrong_rows(name, PASSES, seed) for seed in range(SEEDS)]) for name in ("AND", "OR", "XOR")}
    solved = {name: int((wrong.max(axis=0) > 0).sum()) for name, wrong in runs.items() if name != "XOR"}
    return {
        "passes": np.arange(PASSES + 1), "and_wrong": runs["AND"], "or_wrong": runs["OR"], "xor_wrong": runs["XOR"],
        "solved_after": solved, "seeds": SEEDS, "shown_passes": PASSES, "long_run": LONG,
        "xor_mean": float(runs["XOR"][:, 1:].mean()), "xor_fewest": int(runs["XOR"].min()),
        "xor_fewest_in_long_run": int(wrong_rows("XOR", LONG, 0).min()),
    }  # fmt: skip


def draw(passes: Array, and_wrong: Labels, or_wrong: Labels, xor_wrong: Labels) -> Figure:
    """Mean as a line and the range over all orders as a band, a panel for each gate."""
    figure = Figure(figsize=(5.2, 4.4))
    panels = figure.subplots(3, 1, sharex=True)
    for axes, name, wrong in zip(panels, ("AND", "OR", "XOR"), (and_wrong, or_wrong, xor_wrong), strict=True):
        axes.fill_between(passes, wrong.min(axis=0), wrong.max(axis=0), color=colours.LOSS, alpha=0.15, lw=0)
        axes.plot(passes, wrong.mean(axis=0), color=colours.LOSS, clip_on=False, zorder=3)
        axes.set(title=name, xlim=(0, passes[-1]), ylim=(0, 4), yticks=[0, 2, 4])
    panels[1].set_ylabel("rows wrong")
    panels[2].set_xlabel("passes over the four rows")
    return figure
