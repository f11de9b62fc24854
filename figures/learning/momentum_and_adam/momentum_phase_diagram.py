"""Momentum on a bowl: learning rate and momentum together decide between creeping, ripples, zigzag and divergence.

Above: the plane of ηλ and μ with its four regions and the setting as a dot. Below: θ step by step at that setting.
Longer than most scripts because the map has four regions, each with a border, a name and a test in words.
Page: Momentum and Adam. Source: Goh (2017), whose diagram has α for our ηλ and β for our μ.
"""

from typing import Annotated, Any

import numpy as np
from matplotlib.figure import Figure

from figures.engine import Slider
from figures.neural import Array
from figures.neural.descent import descend, momentum_factor, momentum_roots
from figures.neural.optimisers import Momentum
from figures.style import colours

STEPS, TOP = 40, 4.0  # steps drawn; the plane ends at ηλ = 4, the limit for μ = 1
LOW = 0.1  # a rate so low that momentum pays: ηλ in a flat direction
ENOUGH = 1000  # steps that every walk counted here needs at most


def experiment() -> dict[str, Any]:
    """The borders of the regions, and how slow three momenta are at ηλ = 0.1."""
    mu = np.linspace(0, 1, 61) ** 2
    steps = {name: steps_to_a_thousandth(LOW, m) for name, m in
             {"none": 0.0, "best": (1 - np.sqrt(LOW)) ** 2, "high": 0.95}.items()}  # fmt: skip
    return {
        "mu": mu,
        "creeps_below": (1 - np.sqrt(mu)) ** 2,
        "zigzag_above": (1 + np.sqrt(mu)) ** 2,
        "diverges_above": 2 + 2 * mu,
        "low": LOW,
        "best_momentum": (1 - np.sqrt(LOW)) ** 2,
        "steps": steps,
        "verdict": "slower" if steps["high"] > steps["best"] else "faster",
    }


def steps_to_a_thousandth(eta_lambda: float, mu: float) -> int:
    """Steps from rest until at most a thousandth of the start is left, and stays left; counted on the walk."""
    path = descend(lambda theta: eta_lambda * theta, np.ones(1), Momentum(1.0, mu), ENOUGH)[:, 0]
    return int(np.flatnonzero(np.abs(path) > 1e-3)[-1]) + 1


def regime(eta_lambda: float, mu: float) -> str:
    """The name of the region."""
    roots = momentum_roots(eta_lambda, mu)
    if abs(roots).max() > 1 + 1e-9:
        return "diverges"
    if abs(roots).max() > 1 - 1e-9:
        return "never comes to rest"
    return "ripples" if abs(roots[0].imag) > 1e-7 else "creeps" if roots.real.min() >= -1e-7 else "zigzags"


def facts(rate_times_curvature: float, momentum: float) -> dict[str, Any]:
    """The region of the setting and its factor."""
    return {
        "regime": regime(rate_times_curvature, momentum),
        "factor": momentum_factor(rate_times_curvature, momentum),
        "eta_lambda": rate_times_curvature,
        "momentum": momentum,
    }


def draw(
    mu: Array, creeps_below: Array, zigzag_above: Array, diverges_above: Array,
    *,
    rate_times_curvature: Annotated[float, Slider(0.1, 3.9, step=0.2, symbol=r"\eta\lambda")] = 0.3,
    momentum: Annotated[float, Slider(0.0, 0.95, step=0.05, symbol=r"\mu")] = 0.8,
) -> Figure:  # fmt: skip
    """The plane of settings above the walk."""
    figure = Figure(figsize=(5.2, 5.2))
    plane, walk = figure.subplots(2, 1, height_ratios=[1.5, 1])
    plane.fill_betweenx(mu, diverges_above, TOP, color=colours.SATURATED_AREA, lw=0)
    plane.fill_betweenx(mu, zigzag_above, diverges_above, where=zigzag_above <= diverges_above,
                        color=colours.CLASS_1_AREA, lw=0)  # fmt: skip
    plane.fill_betweenx(mu, creeps_below, np.minimum(zigzag_above, diverges_above), color=colours.CLASS_0_AREA, lw=0)
    plane.plot(diverges_above, mu, color=colours.LOSS)
    plane.plot(creeps_below, mu, color=colours.MUTED, lw=1)
    plane.plot(zigzag_above, mu, color=colours.MUTED, lw=1)
    for x, y, word in ((0.04, 0.03, "creeps"), (1.35, 0.5, "ripples"), (3.2, 0.2, "diverges")):
        plane.text(x, y, word)
    plane.annotate("zigzags", (1.9, 0.08), (2.6, 0.05), arrowprops={"arrowstyle": "-", "lw": 0.8})
    plane.plot(rate_times_curvature, momentum, "o", ms=9, mec=colours.PAPER, color=colours.WEIGHT)
    plane.set(xlim=(0, TOP), ylim=(0, 1), xlabel=r"learning rate times curvature, $\eta\lambda$",
              ylabel=r"momentum $\mu$", yticks=[0, 0.5, 1])  # fmt: skip
    now = facts(rate_times_curvature, momentum)
    plane.set_title(f"{now['regime']}, factor {now['factor']:.2f} a step")
    path = descend(lambda theta: theta, np.ones(1), Momentum(rate_times_curvature, momentum), STEPS)[:, 0]
    inside = np.where(np.abs(path) < 4, path, np.nan)  # what lies far outside is not drawn
    walk.axhline(0, color=colours.GRID, lw=1)
    walk.plot(inside, "o-", ms=3.5, lw=1.2, color=colours.WEIGHT)
    walk.set(xlim=(-0.4, STEPS + 0.4), ylim=(-1.6, 1.6), yticks=[-1, 0, 1], xlabel="step")
    walk.set_ylabel(r"$\theta$", rotation=0)
    return figure
