"""More epochs do not help a stuck network: whoever solves XOR does it early, and the rest stay where they are.

Above: the share of 200 seeds that have solved XOR, by step, for one neuron and for two hidden units. Below: the losses
at the end, which gather at the few values that stuck networks can have. Page: Solving XOR. Source: none; the levels
are derived on the page.
Longer than most scripts: both panels need their own labels, and the stuck networks are looked into.
"""

from typing import Any

import numpy as np
from matplotlib.figure import Figure

from figures.neural import Array
from figures.neural.activation_registry import ACTIVATIONS
from figures.neural.batched import descend, losses, seeded_networks
from figures.neural.datasets import gate
from figures.neural.losses import LOSSES
from figures.neural.optimisers import Adam
from figures.style import colours

SEEDS, RATE = 200, 0.05
STEPS = np.array([0, 10, 20, 40, 60, 80, 100, 150, 200, 300, 500, 1000, 2000, 5000])  # when the losses are looked at
CASES = {"one neuron": ((2, 1), "linear"), "2 ReLU units": ((2, 2, 1), "relu"), "2 tanh units": ((2, 2, 1), "tanh")}
SOLVED = np.log(2) / 4  # below this loss all four rows are right
# The least loss of a network that gives one answer to two, three or all four rows of both classes.
LEVELS = np.array([np.log(2) / 2, (3 * np.log(3) - 2 * np.log(2)) / 4, np.log(2)])
LOSS = LOSSES["binary_cross_entropy_from_logits"]


def run(widths: tuple[int, ...], activation: str) -> tuple[Array, Array]:
    """Every seed's loss at each of STEPS, (steps, seeds), and its first layer's z after the last, (seeds, 4, n)."""
    x, labels = gate("XOR")
    y = labels[:, None].astype(float)
    networks, optimiser = seeded_networks(widths, ACTIVATIONS[activation], range(SEEDS)), Adam(RATE)
    found = []
    for steps in np.diff(STEPS, prepend=0):
        descend(networks, x, y, LOSS, optimiser, int(steps))
        found.append(losses(networks.forward(x), y, LOSS))
    return np.array(found), networks.z[0]


def experiment() -> dict[str, Any]:
    """Shares solved by step, one row a case, and the last losses of the two networks with a hidden layer."""
    runs, z = zip(*(run(*case) for case in CASES.values()), strict=True)
    share = np.array([(found < SOLVED).mean(axis=1) for found in runs])
    final = np.array([found[-1] for found in runs[1:]])
    stuck = final[final >= SOLVED]
    last = dict(zip(("one_neuron", "relu", "tanh"), share[:, -1].tolist(), strict=True))
    tenth = int(np.argmax(STEPS == STEPS[-1] // 10))
    late = share[1:, -1] - share[1:, tenth]
    won = float((late / (1 - share[1:, tenth])).max())  # of the seeds that had not solved it by then
    more = "hardly any" if won < 0.1 else "about half" if won < 0.9 else "nearly all"
    alike = np.abs(final[0] - LEVELS[2]) < 0.01  # ReLU networks with one answer to all four rows
    dead = (z[1] <= 0).all(axis=(1, 2)) & alike
    return {"steps": STEPS, "share": share, "final": final, "last": last,
            "late_gain": float(late.max()), "late_won": won, "more_steps": more,
            "all_alike": int(alike.sum()), "dead": int(dead.sum()),
            "at_levels": float((np.abs(stuck[:, None] - LEVELS).min(axis=1) < 0.01).mean()), "seeds": SEEDS,
            "longest": int(STEPS[-1]), "tenth": int(STEPS[tenth]),
            "level": dict(zip(("two", "three", "four"), LEVELS.tolist(), strict=True))}  # fmt: skip


def draw(steps: Array, share: Array, final: Array) -> Figure:
    """Shares over steps above, losses at the end below."""
    figure = Figure(figsize=(5.2, 5.4))
    above, below = figure.subplots(2, 1)
    inks = (colours.MUTED, colours.THIRD, colours.SECOND)
    for row, name, ink in zip(share, CASES, inks, strict=True):
        above.plot(steps[1:], row[1:], color=ink, clip_on=False)
        above.text(5000, row[-1] + 0.05, name, color=ink, ha="right")
    above.set(xscale="log", xlim=(10, 5000), ylim=(0, 1), ylabel="seeds solved", xlabel="steps of training")
    above.set_yticks([0, 0.5, 1], ["0%", "50%", "100%"])
    bins = np.linspace(-0.01, 0.71, 37)
    for row, ink, shift in zip(final, inks[1:], (-0.006, 0.006), strict=True):
        below.bar((bins[:-1] + bins[1:]) / 2 + shift, np.histogram(row, bins)[0], width=0.012, color=ink)
    below.axvline(SOLVED, color=colours.MUTED, lw=1, ls="dotted")
    below.text(SOLVED + 0.01, 126, "stuck", color=colours.MUTED)
    below.text(SOLVED - 0.01, 126, "solved", color=colours.MUTED, ha="right")
    for level, name in zip(LEVELS, ("2 alike", "3 alike", "4 alike"), strict=True):
        below.text(level, 108, name, ha="center")
    below.set(xlim=(-0.02, 0.75), ylim=(0, 140), yticks=[0, 50, 100], xlabel="loss at the end", ylabel="seeds")
    return figure
