"""A network learns slow waves first; fed with sines and cosines of x, it has the fast ones from the start.

The target is a slow wave with a fast one on top. Nine networks are fed x alone, or sin kx and cos kx for k up to a
number that the reader sets. Above, the middle network; below, the error over that number, every network a dot.
Longer than most scripts: the networks fed x alone are trained on until the fast wave comes.
Page: Learning a sine. Source: Tancik et al. (2020); Rahaman et al. (2019).
"""

from typing import Annotated, Any

import numpy as np
from matplotlib.figure import Figure

from figures.engine import Slider
from figures.examples.sine.fits import MSE, RATE, rmse
from figures.neural import Array
from figures.neural.activation_registry import ACTIVATIONS
from figures.neural.batched import descend, seeded_networks
from figures.neural.optimisers import Adam
from figures.style import colours

MOST, SEEDS, UNITS, STEPS, POINTS, FAST = 8, 9, 20, 800, 80, 6
LATER = 10  # times as many steps, fed x alone
GRID = np.linspace(-np.pi, np.pi, 161)[:, None]


def target(x: Array) -> Array:
    """sin x + ½ sin 6x."""
    return np.asarray(np.sin(x) + np.sin(FAST * x) / 2)


def features(x: Array, most: int) -> Array:
    """x alone for 0, else sin kx and cos kx for k = 1 … most, side by side."""
    k = np.arange(1, most + 1)
    return np.hstack([np.sin(k * x), np.cos(k * x)]) if most else x


def experiment() -> dict[str, Any]:
    """For each number of features the middle answer on GRID and all errors there, (MOST + 1, SEEDS)."""
    rng = np.random.default_rng(0)
    x = np.linspace(-np.pi, np.pi, POINTS, endpoint=False)[:, None] + rng.uniform(0, 2 * np.pi / POINTS, (POINTS, 1))
    answers, errors = [], []
    for most in range(MOST + 1):
        fed = features(x, most)
        networks = seeded_networks((fed.shape[1], UNITS, 1), ACTIVATIONS["tanh"], range(SEEDS))
        descend(networks, fed, target(x), MSE, adam := Adam(RATE), STEPS)
        y_hat = networks.forward(features(GRID, most))
        if not most:
            descend(networks, fed, target(x), MSE, adam, (LATER - 1) * STEPS)
            late = float(np.median(rmse(networks.forward(GRID), target(GRID))))
        errors.append(rmse(y_hat, target(GRID)))
        answers.append(y_hat[np.argsort(errors[-1])[SEEDS // 2], :, 0])
    found = np.array(errors)
    middle = np.median(found, axis=1)
    medians = {"plain": float(middle[0]), "fed": float(middle[FAST]), "times": float(middle[0] / middle[FAST])}
    counts = {"late": late, "steps": STEPS, "fast": FAST, "seeds": SEEDS, "units": UNITS}
    return {"answers": np.array(answers), "errors": found, "without": float(np.sqrt(1 / 8))} | medians | counts


def draw(answers: Array, errors: Array, *,
         most: Annotated[float, Slider(0, 8, step=1, symbol="k")] = 0.0) -> Figure:  # fmt: skip
    """A fit above dots."""
    figure = Figure(figsize=(5.2, 4.8))
    above, below = figure.subplots(2, 1, height_ratios=[1.3, 1])
    above.plot(GRID, target(GRID), color=colours.TARGET, ls="--")
    above.plot(GRID, answers[int(most)], color=colours.OUTPUT)
    above.text(-2.9, 1.2, "the target", color=colours.TARGET)
    above.text(2.9, -1.2, "the network", color=colours.OUTPUT, ha="right")
    above.set(xlim=(-np.pi, np.pi), ylim=(-1.8, 1.8), yticks=(-1, 0, 1), ylabel=r"$\hat y$", xlabel="$x$")
    above.set_xticks([-np.pi, 0, np.pi], ["−π", "0", "π"])
    places = np.arange(len(errors))[:, None] + np.linspace(-0.2, 0.2, errors.shape[1])
    below.axvspan(most - 0.4, most + 0.4, color=colours.GRID, lw=0)
    below.plot(places.ravel(), errors.ravel(), "o", color=colours.LOSS, ms=3.5, alpha=0.5, mew=0)
    below.plot(np.median(errors, axis=1), color=colours.LOSS)
    below.set(yscale="log", ylim=(0.0009, 1), xlabel="features up to $k$; 0: only $x$", ylabel="RMSE")
    below.set_yticks([0.001, 0.01, 0.1, 1], ["0.001", "0.01", "0.1", "1"])
    below.set_xticks(range(len(errors)))
    below.minorticks_off()
    return figure


def facts(most: float) -> dict[str, Any]:
    """What the networks are fed."""
    return {"now": "x alone" if most == 0 else f"sines and cosines up to {int(most)}x"}
