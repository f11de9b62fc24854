"""A constant rate must choose between getting there and staying there; a rate that falls does one after the other.

A valley whose slopes are seen through noise, under four schedules, each at the best first rate of a grid. Above: the
rate over the steps. Below: the mean loss, exactly: of every c_i the mean square follows c² ← (1 − ηλ)² c² + η² σ².
Page: Gradient descent. Source: Robbins and Monro (1951); Loshchilov and Hutter (2017); tuning each is ours.
"""

from typing import Annotated, Any

import numpy as np
from matplotlib.figure import Figure

from figures.engine import Choice
from figures.neural import Array
from figures.neural.schedules import constant, cosine, inverse, staircase
from figures.style import colours

CURVATURES, START, NOISE, STEPS = np.array([0.1, 1.0]), np.array([3.0, 3.0]), 1.0, 800
RATES = np.geomspace(1e-3, 1.5, 200)
SCHEDULES = {"constant": constant, "staircase": staircase, "one over t": inverse, "cosine": cosine}
PLACES = ((790, 0.037, "right"), (406, 0.0036, "left"), (70, 0.19, "left"), (690, 0.0016, "right"))  # of the labels
INKS = (colours.INK, colours.FIRST, colours.SECOND, colours.THIRD)


def mean_loss(rates: Array) -> Array:
    """The mean of ½ Σ λ c² over all noise, before each step and after the last: rates (…, T) give (…, T + 1)."""
    square = np.broadcast_to(START**2, (*rates.shape[:-1], 2)).copy()
    losses = [square @ CURVATURES / 2]
    for rate in np.moveaxis(rates, -1, 0)[..., None]:
        square = (1 - rate * CURVATURES) ** 2 * square + rate**2 * NOISE**2
        losses.append(square @ CURVATURES / 2)
    return np.stack(losses, axis=-1)


def experiment() -> dict[str, Any]:
    """For each schedule: the first rate of the grid that ends lowest, its rates and its mean losses."""
    rates, losses, facts = [], [], {}
    for name, schedule in SCHEDULES.items():
        tried = RATES[:, None] * schedule(STEPS)
        found = mean_loss(tried)
        best = int(np.argmin(found[:, -1]))
        rates.append(tried[best])
        losses.append(found[best])
        facts[name.replace(" ", "_")] = {"rate": float(RATES[best]), "end": float(found[best, -1]), "place": best}
    end = {name: each["end"] for name, each in facts.items()}
    return {"rates": np.array(rates), "losses": np.array(losses), **facts, "steps": STEPS, "tried": len(RATES),
            "as_high": {name: end["constant"] / value for name, value in end.items()},
            "lowest": min(end, key=lambda name: end[name])}  # fmt: skip


def facts(rates: Array, losses: Array, schedule: str) -> dict[str, Any]:
    """Where the chosen one begins and ends."""
    place = list(SCHEDULES).index(schedule)
    return {"schedule_now": schedule, "first_now": float(rates[place, 0]), "end_now": float(losses[place, -1])}


def draw(rates: Array, losses: Array, *, schedule: Annotated[str, Choice(*SCHEDULES)] = "cosine") -> Figure:
    """The rates above the losses."""
    figure = Figure(figsize=(5.2, 5.4))
    above, below = figure.subplots(2, 1, height_ratios=[1, 1.5], sharex=True)
    for name, rate, loss, ink in zip(SCHEDULES, rates, losses, INKS, strict=True):
        strong = name == schedule
        for axes, curve in ((above, rate), (below, loss)):
            step = np.arange(0, len(curve), 4)
            axes.plot(step, curve[step], color=ink, lw=2.2 if strong else 0.9, alpha=1.0 if strong else 0.6)
    for name, (x, y, side), ink in zip(SCHEDULES, PLACES, INKS, strict=True):
        above.text(x, y, name, ha=side, color=ink, fontweight="bold" if name == schedule else "normal")
    above.set(yscale="log", ylim=(1e-3, 2), ylabel=r"rate $\eta$")
    below.set(yscale="log", ylabel="mean loss", xlabel="step", xlim=(0, STEPS))
    return figure
