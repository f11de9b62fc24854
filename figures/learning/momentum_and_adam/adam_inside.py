"""Adam from the inside: two running means that begin at 0, their correction, and the step that they make.

Twenty steps down L = ½ θ² from θ = 1. Three panels: the gradient with m and its corrected form, the squared gradient's
root with the roots of v and its corrected form, the size of the step divided by η with the correction, and in a run
without it.
Page: Momentum and Adam. Source: Kingma and Ba (2015).
"""

from typing import Any

import numpy as np
from matplotlib.figure import Figure

from figures.neural import Array
from figures.neural.optimisers import Adam
from figures.style import colours

STEPS, RATE, START = 20, 0.05, 1.0
INKS = (colours.DERIVATIVE, colours.MUTED, colours.WEIGHT)
LIFTS = ((0.05, -0.06, 0.06), (0.09, 0.0, 0.06))  # of the labels, so that none touches another or the axis


def uncorrected(adam: Adam) -> Array:
    """The steps / η of a run of its own that never corrects m and v: θ ← θ − η m / (√v + ε)."""
    theta, m, v, steps = START, 0.0, 0.0, []
    for _ in range(STEPS):
        m, v = adam.beta_1 * m + (1 - adam.beta_1) * theta, adam.beta_2 * v + (1 - adam.beta_2) * theta**2
        steps.append(m / (v**0.5 + adam.epsilon))
        theta -= RATE * steps[-1]
    return np.array(steps)


def experiment() -> dict[str, Any]:
    """θ, g, m, v and the step at t = 1, …, 20, and the steps of a run without the correction."""
    theta, adam, rows = np.array([START]), Adam(RATE), []
    for t in range(1, STEPS + 1):
        gradient = theta.copy()  # of ½ θ²
        before = theta[0]
        adam.update([(theta, gradient)])
        rows.append([t, gradient[0], adam.m[0][0], adam.v[0][0], before - theta[0]])
    t, g, m, v, step = np.array(rows).T
    m_hat, v_hat = m / (1 - adam.beta_1**t), v / (1 - adam.beta_2**t)
    raw = uncorrected(adam)
    first = {}
    for name, size in {"tiny": 1e-6, "small": 1e-3, "one": 1.0, "large": 1e4}.items():
        there, fresh = np.zeros(1), Adam(RATE)
        fresh.update([(there, np.array([size]))])
        first[name] = float(-there[0] / RATE)
    return {
        "t": t, "g": g, "m": m, "m_hat": m_hat, "v": v, "v_hat": v_hat, "step": step / RATE, "raw": raw, "rate": RATE,
        "steps": STEPS, "first_step": float(step[0] / RATE), "first": first, "raw_first": float(raw[0]),
        "raw_largest": float(raw.max()), "last_step": float(step[-1] / RATE), "epsilon": adam.epsilon,
        "first_m": float(m[0]), "first_v": float(v[0]), "first_m_factor": float(1 / (1 - adam.beta_1)),
        "first_v_factor": float(1 / (1 - adam.beta_2)), "half": adam.epsilon / float(np.sqrt(1 - adam.beta_2)),
    }  # fmt: skip


def draw(t: Array, g: Array, m: Array, m_hat: Array, v: Array, v_hat: Array, step: Array, raw: Array) -> Figure:
    """Three panels over the step number."""
    figure = Figure(figsize=(5.2, 6.4))
    mean, square, size = figure.subplots(3, 1, sharex=True)
    for axes, truth, low, corrected, words, lifts in (
        (mean, g, m, m_hat, ("$g$", "$m$", r"$\hat{m}$"), LIFTS[0]),
        (square, np.abs(g), np.sqrt(v), np.sqrt(v_hat), (r"$|g|$", r"$\sqrt{v}$", r"$\sqrt{\hat{v}}$"), LIFTS[1]),
    ):
        for curve, ink, word, mark, lift in zip((truth, low, corrected), INKS, words, "os^", lifts, strict=True):
            axes.plot(t, curve, mark + "-", ms=4, lw=1.4, color=ink)
            axes.text(20.4, curve[-1] + lift, word, color=ink, va="center")
        axes.set(ylim=(0, 1.1), yticks=[0, 0.5, 1])
    size.plot(t, raw, "s-", ms=4, lw=1.4, color=colours.MUTED)
    size.plot(t, step, "^-", ms=4, lw=1.4, color=colours.WEIGHT)
    size.axhline(1, color=colours.INK, lw=1, ls="--")
    size.text(6.4, 4.2, "without correction", color=colours.MUTED)
    size.text(20, 1.25, "with correction", color=colours.WEIGHT, ha="right")
    size.set(ylim=(-3, 6), xlim=(0.5, 22.5), xticks=[1, 5, 10, 15, 20], xlabel="step $t$", ylabel=r"step / $\eta$")
    return figure
