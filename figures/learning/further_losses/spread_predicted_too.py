"""A network that also says how far off it may be covers as many points where the noise is large as where it is small.

Left, one spread for all; right, a second output that gives the spread at each x. Above, the answer with a band of two
spreads for one of 12 networks; below, the share of fresh points inside the band, by place.
Page: Further losses. Source: Nix and Weigend (1994). Longer than most scripts: it draws answers and coverage of two
kinds of network.
"""

from math import erf, sqrt
from typing import Any

import numpy as np
from matplotlib.figure import Figure

from figures.neural import Array
from figures.neural.activation_registry import ACTIVATIONS
from figures.neural.batched import Networks, descend, seeded_networks
from figures.neural.further_losses import WITH_SPREAD
from figures.neural.losses import LOSSES
from figures.neural.optimisers import Adam
from figures.style import colours

SEEDS, POINTS, FRESH, UNITS, STEPS = 12, 200, 2000, 12, 1200
BELL = erf(2 / sqrt(2))  # the share of a bell within two spreads
PLACES = np.linspace(-1, 1, 9)  # the edges of eight pieces of the range of x
GRID = np.linspace(-1, 1, 81)[:, None]


def spread(x: Array) -> Array:
    """The standard deviation of the noise: it grows from 0.05 to 0.5."""
    return np.asarray(0.05 + 0.45 * ((x + 1) / 2) ** 2)


def examples(count: int, purpose: int) -> tuple[Array, Array]:
    """x and y (SEEDS, count, 1), y = sin 3x plus noise."""
    rngs = [np.random.default_rng([purpose, seed]) for seed in range(SEEDS)]
    x = np.stack([rng.uniform(-1, 1, (count, 1)) for rng in rngs])
    return x, np.sin(3 * x) + spread(x) * np.stack([rng.normal(size=(count, 1)) for rng in rngs])


def learned(outputs: int) -> Networks:
    """Networks with one output (squared error) or two (centre and log of the spread), trained by Adam."""
    networks = seeded_networks((1, UNITS, outputs), ACTIVATIONS["tanh"], range(SEEDS))
    loss = WITH_SPREAD if outputs == 2 else LOSSES["mean_squared_error"]
    descend(networks, *examples(POINTS, 0), loss, Adam(0.02), STEPS)
    return networks


def experiment() -> dict[str, Any]:
    """Answers and spreads on GRID, (2, 81), and coverage by place, (2, 8, SEEDS)."""
    (x, y), (fresh_x, fresh_y) = examples(POINTS, 0), examples(FRESH, 1)
    place = np.digitize(fresh_x[..., 0], PLACES[1:-1])
    centres, spreads, shares = [], [], []
    for outputs in (1, 2):
        networks = learned(outputs)
        typical = np.sqrt(np.mean((networks.forward(x)[..., 0] - y[..., 0]) ** 2, axis=1))
        answers = [networks.forward(at) for at in (GRID, fresh_x)]
        wide = [np.exp(each[..., 1]) if outputs == 2 else np.repeat(typical[:, None], each.shape[1], 1)
                for each in answers]  # fmt: skip
        inside = np.abs(answers[1][..., 0] - fresh_y[..., 0]) < 2 * wide[1]
        centres.append(answers[0][0, :, 0])
        spreads.append(wide[0][0])
        shares.append([[inside[s][place[s] == k].mean() for s in range(SEEDS)] for k in range(8)])
    covered = np.array(shares)
    ends = {name: {"left": float(np.median(of[0])), "right": float(np.median(of[-1]))}
            for name, of in zip(("one", "own"), covered, strict=True)}  # fmt: skip
    own = np.median(covered[1], axis=1)
    return {"centres": np.array(centres), "spreads": np.array(spreads), "covered": covered, "points_x": x[0, :, 0],
            "points_y": y[0, :, 0], "ends": ends, "seeds": SEEDS, "points": POINTS,
            "bell": BELL, "least": float(own.min()), "most": float(own.max())}  # fmt: skip


def draw(centres: Array, spreads: Array, covered: Array, points_x: Array, points_y: Array) -> Figure:
    """Bands above, coverage below."""
    figure = Figure(figsize=(5.2, 4.6))
    panels = figure.subplots(2, 2, sharex=True, sharey="row", height_ratios=[1.6, 1])
    middle = (PLACES[1:] + PLACES[:-1]) / 2
    for (above, below), title, m, s, shares in zip(panels.T, ("one spread for all", "a spread for each"), centres,
                                                   spreads, covered, strict=True):  # fmt: skip
        above.plot(points_x, points_y, "o", color=colours.INK, ms=2, alpha=0.5, mew=0, clip_on=False)
        above.fill_between(GRID[:, 0], m - 2 * s, m + 2 * s, color=colours.OUTPUT, alpha=0.2, lw=0)
        above.plot(GRID[:, 0], m, color=colours.OUTPUT)
        above.set(title=title, ylim=(-2.2, 2.2))
        below.axhline(BELL, color=colours.TARGET, lw=1.2, ls="--")
        below.plot(np.repeat(middle[:, None], SEEDS, 1), shares, "o", color=colours.OUTPUT, ms=3, alpha=0.35, mew=0)
        below.plot(middle, np.median(shares, axis=1), color=colours.OUTPUT)
        below.set(xlim=(-1, 1), xticks=(-0.5, 0.5), ylim=(0.55, 1.03), xlabel="$x$")
    panels[0, 0].set_ylabel("$y$")
    panels[1, 0].set_ylabel("share in the band")
    panels[1, 1].text(0, 0.8, f"a bell has {BELL:.1%}", ha="center", color=colours.TARGET)
    panels[1, 0].set_yticks([0.6, 0.8, 1], ["60%", "80%", "100%"])
    return figure
