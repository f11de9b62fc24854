"""At a cliff one gradient throws the walk out of the map; clipped to a length it walks on, and arrives.

One unit, applied fifty times: a ← σ(wa + b), L = (a − 0.7)². Above: the plane of w and b, with the cliff where the unit
tips over and the line of loss 0, and the walk at the chosen limit. Below: its loss over the steps. Longer than most
scripts because it also walks from four hundred starts.
Page: Momentum and Adam. Source: Pascanu et al. (2013), whose surface this is but for the place of the cliff.
"""

from typing import Annotated, Any

import numpy as np
from matplotlib.figure import Figure

from figures.engine import Choice
from figures.neural import Array
from figures.style import colours

TIMES, FIRST, TARGET = 50, 0.5, 0.7  # how often the unit is applied, the a it begins with, the target
RATE, STEPS, START = 0.2, 600, np.array([5.5, -2.2])
LIMITS = {"none": np.inf, "10": 10.0, "1": 1.0, "0.1": 0.1}
STARTS = np.stack(np.meshgrid(np.linspace(5, 6, 20), np.linspace(-2.4, -1.5, 20)), -1).reshape(-1, 2)
GOOD = 0.01
SHOWN = 250  # steps of a walk that are drawn; what follows stays where it is or creeps along the green line
LOGIT = np.log(TARGET / (1 - TARGET))  # wa + b must be this for a to stay at the target
CROSSING = LOGIT / (TARGET - 0.5)  # the w at which that line meets the cliff, b = −w/2


def loss_and_gradient(theta: Array) -> tuple[Array, Array]:
    """L (…,) and its gradient (…, 2) at θ = (w, b), back through all fifty applications."""
    w, b = theta[..., 0], theta[..., 1]
    a = [np.full(w.shape, FIRST)]
    for _ in range(TIMES):
        a.append(1 / (1 + np.exp(-(w * a[-1] + b))))
    arriving, grad = 2 * (a[-1] - TARGET), np.zeros(theta.shape)
    for before, after in zip(a[-2::-1], a[:0:-1], strict=True):
        delta = arriving * after * (1 - after)
        grad += np.stack([delta * before, delta], -1)
        arriving = delta * w
    return (a[-1] - TARGET) ** 2, grad


def walk(starts: Array, limits: Array) -> tuple[Array, Array]:
    """θ at each step, (STEPS + 1, walks, 2), and the lengths before clipping; each walk is clipped at its own limit."""
    path, lengths = [starts], []
    for _ in range(STEPS):
        _, grad = loss_and_gradient(path[-1])
        lengths.append(np.linalg.norm(grad, axis=-1))
        path.append(path[-1] - RATE * grad * np.minimum(1, limits / np.maximum(lengths[-1], 1e-300))[:, None])
    return np.array(path), np.array(lengths)


def experiment() -> dict[str, Any]:
    """The walk at every limit, and of 400 starts the full tenths that arrive."""
    own, few, many = np.array(list(LIMITS.values())), len(LIMITS), len(STARTS)
    limits = np.concatenate([own, np.full(many, LIMITS["none"]), np.full(many, LIMITS["1"])])
    path, lengths = walk(np.concatenate([np.tile(START, (few, 1)), STARTS, STARTS]), limits)
    good = loss_and_gradient(path[-1])[0] < GOOD
    arrived = {"none": float(good[few : few + many].mean()), "1": float(good[few + many :].mean())}
    losses = loss_and_gradient(path[:, :few])[0].T
    ends = zip(("none", "ten", "one", "tenth"), losses[:, -1], strict=True)
    return {
        "w": np.linspace(3, 7, 41),
        "paths": path[:, :few].swapaxes(0, 1),
        "losses": losses,
        "arrived": arrived,
        "starts": many,
        "tenths": {name: int(10 * share) for name, share in arrived.items()},
        "times": TIMES,
        "steps": STEPS,
        "longest": float(lengths[:, 0].max()),
        "end": {name: float(end) for name, end in ends},
    }


def facts(losses: Array, limit: str) -> dict[str, Any]:
    """How the walk at this limit ends."""
    end = float(losses[list(LIMITS).index(limit), -1])
    return {"limit_now": limit, "verdict": "arrives" if end < GOOD else "does not arrive"}


def draw(
    w: Array, paths: Array, losses: Array, *, limit: Annotated[str, Choice(*LIMITS)] = "none",
) -> Figure:  # fmt: skip
    """The map with the walk above its loss."""
    place = list(LIMITS).index(limit)
    figure = Figure(figsize=(5.2, 6.0))
    ground, fall = figure.subplots(2, 1, height_ratios=[1.7, 1])
    ground.fill_between(w, -4, -w / 2, where=w >= 4, color=colours.SATURATED_AREA, lw=0)
    ground.plot(w[w >= 4], -w[w >= 4] / 2, color=colours.LOSS, lw=2)
    ground.text(6.9, -3.85, "beyond the cliff: a high loss", color=colours.LOSS, ha="right")
    good = np.array([3.0, CROSSING])
    ground.plot(good, LOGIT - TARGET * good, color=colours.TARGET, lw=2, ls="--")
    ground.text(3.1, -1.1, "loss 0", color=colours.TARGET)
    ground.plot(*paths[place, :SHOWN].T, "-o", ms=2, lw=0.7, color=colours.WEIGHT)
    ground.plot(*START, "o", ms=8, color=colours.INK)
    ground.set(xlim=(3, 7), ylim=(-4, 0), xlabel="$w$")
    ground.set_ylabel("$b$", rotation=0)
    ground.set_title(f"limit: {limit}")
    fall.plot(np.arange(0, STEPS + 1, 2), losses[place, ::2], color=colours.LOSS, lw=1.4)
    fall.set(yscale="log", xlim=(0, STEPS), ylim=(1e-7, 2), xlabel="step", ylabel="loss")
    return figure
