"""Five optimisers in one valley, each at its best learning rate; turn the valley, and a scale per weight helps less.

Above: the paths with a dot at the chosen step. Below: the loss over the steps. The rate of each is the one of a fine
grid that gets below a thousandth of the first loss, and stays there, in the fewest steps. What is drawn has the usual
second parameter (μ, ρ, β₁, β₂); `tuned` chooses that on a grid too, since a race at a fixed μ judges the μ.
Longer than most scripts because five optimisers are tuned on two valleys, and their labels must not collide.
Page: Momentum and Adam. Source: Prince (2023), chapter 6, for paths; tuning each and turning the valley are ours.
"""

from collections.abc import Callable
from itertools import pairwise
from typing import Annotated, Any

import numpy as np
from matplotlib.figure import Figure

from figures.engine import Choice, Steps
from figures.neural import Array
from figures.neural.descent import descend
from figures.neural.optimisers import SGD, Adam, Momentum, Nesterov, Optimiser, RMSProp
from figures.style import colours

KAPPA, START, STEPS, LIMIT = 200.0, np.array([-2.0, 0.6]), 400, 1e-3  # START in the valley's own axes
RATES = np.geomspace(5e-4, 2.0, 300)[:, None]
RACERS: dict[str, Callable[[Any], Optimiser]] = {
    "gradient descent": SGD, "momentum": Momentum, "Nesterov": Nesterov, "RMSProp": RMSProp, "Adam": Adam}  # fmt: skip
GRIDS: dict[str, list[dict[str, float]]] = {  # what else there is to tune beside the learning rate
    "momentum": [{"momentum": mu} for mu in (0.5, 0.6, 0.7, 0.75, 0.8, 0.9, 0.95)],
    "Nesterov": [{"momentum": mu} for mu in (0.5, 0.7, 0.8, 0.85, 0.9, 0.95)],
    "RMSProp": [{"rho": rho} for rho in (0.5, 0.7, 0.9, 0.99)],
    "Adam": [{"beta_1": one, "beta_2": two} for one in (0.0, 0.5, 0.7, 0.8, 0.85, 0.9) for two in (0.9, 0.999)],
}
INKS = (colours.INK, colours.FIRST, colours.FOURTH, colours.THIRD, colours.SECOND)
VALLEYS = {"along the axes": 0.0, "diagonal": 45.0}  # degrees between the valley and the first axis
SHOWN = 80  # steps that are drawn


def turned(degrees: float) -> tuple[Array, Array]:
    """The rotation of the valley, and its Hessian."""
    c, s = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
    rotation = np.array([[c, -s], [s, c]])
    return rotation, rotation @ np.diag([1.0, KAPPA]) @ rotation.T


def race(racer: Optimiser, hessian: Array, start: Array) -> tuple[Array, Array, int, int]:
    """All rates at once: path, loss, the number of the best rate, and the steps that it needs."""
    with np.errstate(over="ignore", invalid="ignore"):  # rates that are too high diverge
        path = descend(lambda theta: theta @ hessian, np.tile(start, (len(RATES), 1)), racer, STEPS)
        loss = (path @ hessian * path) @ [0.5, 0.5]
    high = ~(loss < LIMIT * loss[0])
    needed = np.where(high[-1], STEPS + 1, STEPS + 1 - np.argmax(high[::-1], axis=0))
    best = int(np.argmin(needed))
    return path, loss, best, int(needed[best])


def experiment() -> dict[str, Any]:
    """Every racer on both valleys at all rates; the path of its best rate, and the steps when all else is tuned too."""
    paths, losses, facts, tuned = [], [], {}, {}
    for valley, degrees in VALLEYS.items():
        rotation, hessian = turned(degrees)
        results, best_of_all = {}, {}
        for name, racer in RACERS.items():
            path, loss, best, steps = race(racer(RATES), hessian, rotation @ START)
            results[name.replace(" ", "_")] = {
                "steps": steps,
                "rate": float(RATES[best, 0]),
                "hundreds": steps // 100 * 100,
            }
            paths.append(path[: SHOWN + 1, best])
            losses.append(loss[: SHOWN + 1, best] / loss[0, 0])
            tries = [
                (race(racer(RATES, **second), hessian, rotation @ START)[-1], second)
                for second in GRIDS.get(name, [{}])
            ]
            fewest, second = min(tries, key=lambda pair: pair[0])
            best_of_all[name.replace(" ", "_")] = {"steps": fewest, "hundreds": fewest // 100 * 100, **second}
        facts[valley.replace(" ", "_")], tuned[valley.replace(" ", "_")] = results, best_of_all
    return {
        **facts,
        "tuned": tuned,
        "paths": np.array(paths).reshape(2, 5, SHOWN + 1, 2),
        "kappa": KAPPA,
        "losses": np.array(losses).reshape(2, 5, SHOWN + 1),
        "rates": len(RATES),
        "limit": LIMIT,
    }


def facts(losses: Array, step: int, valley: str) -> dict[str, Any]:
    """Who is lowest at this step."""
    now = losses[list(VALLEYS).index(valley), :, step]
    leader = list(RACERS)[int(np.argmin(now))] if step else "all of them"
    return {"step_now": step, "valley_now": valley, "leader": leader}


def draw(
    paths: Array, losses: Array,
    *,
    valley: Annotated[str, Choice(*VALLEYS)] = "along the axes",
    step: Annotated[int, Steps(SHOWN)] = 30,
) -> Figure:  # fmt: skip
    """The paths over the contours above the losses."""
    number = list(VALLEYS).index(valley)
    figure = Figure(figsize=(5.2, 6.2))
    plane, fall = figure.subplots(2, 1, height_ratios=[1.2, 1])
    rotation, _ = turned(VALLEYS[valley])
    angle = np.linspace(0, 2 * np.pi, 61)
    for level in (0.2, 2.0, 10.0, 36.0):
        ring = np.column_stack([np.cos(angle), np.sin(angle) / np.sqrt(KAPPA)]) * np.sqrt(2 * level) @ rotation.T
        plane.plot(*ring.T, color=colours.MUTED, lw=0.7, alpha=0.6)
    heights = spread_out(np.log10(losses[number, :, -1].clip(1e-7)))
    for name, path, loss, ink, height in zip(RACERS, paths[number], losses[number], INKS, heights, strict=True):
        plane.plot(*path[: step + 1].T, lw=1.3, color=ink)
        plane.plot(*path[step], "o", ms=7, color=ink)
        fall.plot(loss.clip(1e-7), lw=1.1, color=ink, alpha=0.45)
        fall.plot(step, loss[step].clip(1e-7), "o", ms=6, color=ink)
        fall.text(SHOWN + 3, 10**height, name, color=ink, va="center")
    plane.plot(0, 0, "+", ms=12, mew=2, color=colours.TARGET)
    plane.set(xlim=(-2.4, 1.4), ylim=(-1.7, 1.1), aspect="equal", xlabel=r"$\theta_1$")
    plane.set_ylabel(r"$\theta_2$", rotation=0)
    plane.set_title(f"step {step}")
    fall.set(yscale="log", xlim=(0, SHOWN + 41), ylim=(1e-7, 3), xticks=[0, 20, 40, 60, 80], xlabel="step",
             ylabel="loss / first loss")  # fmt: skip
    return figure


def spread_out(heights: Array, gap: float = 0.62) -> Array:
    """The heights, moved up where needed so that labels keep a gap."""
    order, moved = np.argsort(heights), heights.copy()
    for below, above in pairwise(order):
        moved[above] = max(moved[above], moved[below] + gap)
    return moved
