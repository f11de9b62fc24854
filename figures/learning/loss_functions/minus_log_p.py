"""Cross-entropy charges −log p for the probability p of the right class, the squared error (1 − p)² at most 1.

Above: both charges with their tangents at the reader's p. Below: how hard each pushes on the logit z, with
p = sigmoid(z): 1 − p against 2 p (1 − p)². Page: Loss functions. Source: Nielsen (2015), chapter 3.
"""

from typing import Annotated, Any

import numpy as np
from matplotlib.figure import Figure

from figures.engine import Slider
from figures.neural import Array
from figures.style import colours

PROBABILITY = 0.1  # where the slider begins: a wrong answer, but not a hopeless one
QUOTED = {"hundredth": 0.01, "tenth": 0.1, "half": 0.5, "nine_tenths": 0.9}  # probabilities that the page speaks of
HALF_WIDTH = 0.1  # how far a tangent reaches to either side


def charges(p: Array) -> Array:
    """−log p and (1 − p)², shape (2, n)."""
    return np.array([-np.log(p), (1 - p) ** 2])


def slopes(p: Array) -> Array:
    """The derivatives of both by p: −1/p and −2 (1 − p)."""
    return np.array([-1 / p, -2 * (1 - p)])


def pushes(p: Array) -> Array:
    """|∂L/∂z| of both, as p = sigmoid(z) has the slope p (1 − p): 1 − p and 2 p (1 − p)²."""
    return -slopes(p) * p * (1 - p)


def experiment() -> dict[str, Any]:
    """Both charges, and both pushes on z, for every probability of the right class."""
    p = np.concatenate([np.geomspace(0.005, 0.1, 30), np.linspace(0.11, 1, 60)])
    quoted = np.array(list(QUOTED.values()))
    rows = {"charged": charges(quoted)[0], "squared": charges(quoted)[1], "pushed": pushes(quoted)[0],
            "pushed_by_squared": pushes(quoted)[1]}  # fmt: skip
    named = {name: dict(zip(QUOTED, row.tolist(), strict=True)) for name, row in rows.items()}
    p_hardest = 1 / 3  # where 2 p (1 − p)² is largest
    hardest = {"place": p_hardest, "push": float(pushes(np.array([p_hardest]))[1, 0])}
    return {"p": p, "charge": charges(p), "push": pushes(p), "hardest": hardest, **named}


def facts(probability: float) -> dict[str, Any]:
    """Charges, slope and pushes at the reader's p."""
    p = np.array([probability])
    (entropy, square), slope, (push, weak) = charges(p)[:, 0], slopes(p)[0, 0], pushes(p)[:, 0]
    return {"here": probability, "entropy": float(entropy), "square": float(square), "slope": float(slope),
            "push_here": float(push), "weak_push": float(weak), "weaker": float(push / weak)}  # fmt: skip


def draw(
    p: Array, charge: Array, push: Array,
    *, probability: Annotated[float, Slider(0.05, 0.95, step=0.05, symbol="p")] = PROBABILITY,
) -> Figure:  # fmt: skip
    """Two curves with tangents above two curves with dots."""
    figure = Figure(figsize=(5.2, 5.0))
    price, pull = figure.subplots(2, 1, sharex=True, height_ratios=[1.7, 1])
    here, inks = np.array([probability]), (colours.LOSS, colours.FIRST)
    reach = np.array([-HALF_WIDTH, HALF_WIDTH])
    for row, ink in enumerate(inks):
        at, slope = charges(here)[row, 0], slopes(here)[row, 0]
        price.plot(p, charge[row], color=ink)
        price.plot(probability + reach, at + slope * reach, color=colours.DERIVATIVE, lw=1.3, ls="--")
        price.plot(probability, at, "o", color=ink)
        pull.plot(p, push[row], color=ink)
        pull.plot(probability, pushes(here)[row, 0], "o", color=ink)
    price.text(0.27, 2.0, r"cross-entropy $-\log p$", color=inks[0])
    price.text(0.03, 0.25, "squared error", color=inks[1], va="center")
    price.set(xlim=(0, 1), ylim=(0, 4.6), ylabel="charge", yticks=range(5))
    pull.text(0.45, 0.66, r"cross-entropy $1-p$", color=inks[0])
    pull.text(0.03, 0.42, r"squared error $2p(1-p)^2$", color=inks[1], va="center")
    pull.set(ylim=(0, 1.05), yticks=(0, 0.5, 1), ylabel="push on $z$")
    pull.set_xlabel("probability $p$ of the right class")
    return figure
