"""At a high rate Adam's first step, as long as the rate in each weight, spoils many networks; warm-up spares most.

Above: the rate over the steps, with the chosen warm-up. Below: the loss of many networks, median and middle half, and
the median without warm-up (dashed).
Page: Momentum and Adam. Source: Goyal et al. (2017) for warm-up; the experiment is ours.
"""

from typing import Annotated, Any

import numpy as np
from matplotlib.figure import Figure

from figures.engine import Slider
from figures.neural import Array
from figures.neural.activation_registry import ACTIVATIONS
from figures.neural.batched import loss_gradients, losses, seeded_networks
from figures.neural.datasets import circle
from figures.neural.initialisers import he_normal
from figures.neural.losses import LOSSES
from figures.neural.optimisers import Adam
from figures.neural.schedules import constant, warm_up
from figures.style import colours

WIDTHS, SEEDS, STEPS, RATE = (2, 24, 24, 24, 24, 1), 30, 80, 0.3
STUCK = 0.3  # a loss above it at the end; guessing has 0.69
WARM = Slider(0, 30, step=5)
LOSS = LOSSES["binary_cross_entropy_from_logits"]


def train(warm: int, full: float = RATE) -> Array:
    """The loss of each network before each step, (STEPS, SEEDS)."""
    x, labels = circle(40, np.random.default_rng(0))
    y = labels[:, None].astype(float)
    networks = seeded_networks(WIDTHS, ACTIVATIONS["relu"], range(SEEDS), he_normal)
    adam, found = Adam(), []
    for rate in full * warm_up(constant(STEPS), warm):
        y_hat = networks.forward(x)
        found.append(losses(y_hat, y, LOSS))
        adam.learning_rate = rate
        adam.update(list(zip(networks.parameters, networks.backward(loss_gradients(y_hat, y, LOSS)), strict=True)))
    return np.array(found)


def experiment() -> dict[str, Any]:
    """Quartiles of the loss for each warm-up, (warm-up, step, 3), and how high the losses rise."""
    runs = np.array([train(int(warm)) for warm in WARM.values()])
    highest = np.median(runs.max(axis=1), axis=1)  # of each network, then the middle network
    stuck = (runs[:, -1] > STUCK).mean(axis=1)
    return {"quartiles": np.moveaxis(np.quantile(runs, [0.25, 0.5, 0.75], axis=2), 0, -1), "seeds": SEEDS, "rate": RATE,
            "highest": highest, "stuck": stuck, "start": float(np.median(runs[0, 0])), "steps": STEPS,
            "units": WIDTHS[1], "peak": {"none": float(highest[0]), "ten": float(highest[2])},
            "low_rate": RATE / 3, "stuck_at_the_low_rate": float((train(0, RATE / 3)[-1] > STUCK).mean()),
            "tenths": {"none": round(10 * float(stuck[0])), "ten": round(10 * float(stuck[2]))}}  # fmt: skip


def facts(highest: Array, stuck: Array, warm: float) -> dict[str, Any]:
    """The highest loss of the middle network, and how many of ten are stuck."""
    place = WARM.values().index(warm)
    tenths = round(10 * float(stuck[place]))
    return {"warm_now": int(warm), "highest_now": float(highest[place]),
            "stuck_now": f"about {tenths} in ten" if tenths else "hardly any"}  # fmt: skip


def draw(quartiles: Array, *, warm: Annotated[float, WARM] = 10.0) -> Figure:
    """The rates above the losses."""
    figure = Figure(figsize=(5.2, 5.0))
    above, below = figure.subplots(2, 1, height_ratios=[1, 2], sharex=True)
    step = np.arange(1, STEPS + 1)
    above.plot(step, RATE * warm_up(constant(STEPS), int(warm)), "-o", ms=3, lw=1.2, color=colours.WEIGHT)
    low, middle, high = quartiles[WARM.values().index(warm)].T
    below.fill_between(step, low, high, color=colours.LOSS, alpha=0.2, lw=0)
    below.plot(step, quartiles[0, :, 1], "--", lw=1.2, color=colours.MUTED)
    below.plot(step, middle, lw=2, color=colours.LOSS)
    below.text(30, 2, "without", color=colours.MUTED)
    above.set(ylim=(0, 0.36), ylabel=r"rate $\eta$")
    below.set(yscale="log", ylim=(1e-5, 100), xlim=(0, STEPS + 1), xlabel="step", ylabel="loss")
    return figure
