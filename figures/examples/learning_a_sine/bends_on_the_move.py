"""Every unit bends at one place; all places begin at 0, part sooner or later, and some leave the data for good.

Above, where each of nine units bends, x = −b/w, over the steps of training (downwards, on a logarithmic scale). Below,
the fit at the end with the bends on it. The reader chooses the activation and the start.
Page: Learning a sine. Source: Rahaman et al. (2019), for the order in which waves are learned.
"""

from typing import Annotated, Any

import numpy as np
from matplotlib.figure import Figure

from figures.engine import Choice, Slider
from figures.examples.sine.fits import MSE, RATE, SLOW_FROM, STEPS, X_CURVE, X, Y, start
from figures.neural import Array
from figures.neural.batched import descend
from figures.neural.optimisers import Adam
from figures.style import colours

NAMES, UNITS, SEEDS, REACH = ("logistic", "tanh", "ReLU"), 9, 6, 2 * np.pi
KEPT = np.unique(np.geomspace(1, STEPS, 60).round()).astype(int)


def experiment() -> dict[str, Any]:
    """Places (names, looks, SEEDS, UNITS) of the bends, and the fits at the end."""
    places, fits = np.zeros((len(NAMES), len(KEPT), SEEDS, UNITS)), []
    for row, name in enumerate(NAMES):
        networks, optimiser = start(name, UNITS, range(SEEDS)), Adam(RATE)
        for look, steps in enumerate(np.diff(KEPT, prepend=0)):
            for _ in range(steps):
                optimiser.learning_rate = RATE if optimiser.t < SLOW_FROM else RATE / 10
                descend(networks, X, Y, MSE, optimiser, 1)
            places[row, look] = (-networks.b[0] / networks.W[0])[:, 0, :]
        fits.append(networks.forward(X_CURVE)[..., 0])
    outside = (np.abs(places[:, -1]) > np.pi).sum(axis=(1, 2))
    return {
        "places": places,
        "fits": np.array(fits),
        "steps": KEPT.astype(float),
        "units": UNITS,
        "all": SEEDS * UNITS,
        "outside": dict(zip(NAMES, outside.tolist(), strict=True)),
        "seeds": SEEDS,
    }


def draw(places: Array, fits: Array, steps: Array, *, activation: Annotated[str, Choice(*NAMES)] = "tanh",
         start: Annotated[float, Slider(1, 6, step=1)] = 1.0) -> Figure:  # fmt: skip
    """Paths above a fit."""
    figure = Figure(figsize=(5.2, 5.2))
    above, below = figure.subplots(2, 1, sharex=True, height_ratios=[1.5, 1])
    row, seed = NAMES.index(activation), int(start) - 1
    for unit in range(places.shape[3]):
        above.plot(np.clip(places[row, :, seed, unit], -9, 9), steps, color=colours.BIAS, lw=1.4, alpha=0.8)
    for edge in (-np.pi, np.pi):
        above.axvline(edge, color=colours.MUTED, lw=1, ls="--")
        below.axvline(edge, color=colours.MUTED, lw=1, ls="--")
    above.text(np.pi + 0.1, 1.3, "end of the data", color=colours.MUTED, va="center")
    below.plot(X_CURVE, np.sin(X_CURVE), color=colours.TARGET, ls="--")
    below.plot(X_CURVE, fits[row, seed], color=colours.OUTPUT)
    at = places[row, -1, seed]
    at = at[np.abs(at) < np.pi]
    below.plot(at, np.interp(at, X_CURVE[:, 0], fits[row, seed]), "o", color=colours.BIAS)
    above.set(yscale="log", ylim=(2000, 1), ylabel="step", xlim=(-REACH, REACH))
    above.set_yticks([1, 10, 100, 1000], ["1", "10", "100", "1000"])
    above.minorticks_off()
    below.set(ylim=(-1.3, 1.3), yticks=(-1, 0, 1), xlabel="$x$", ylabel=r"$\hat y$")
    below.set_xticks([-2 * np.pi, -np.pi, 0, np.pi, 2 * np.pi], ["−2π", "−π", "0", "π", "2π"])
    return figure
