"""One bell cannot be two: which bell is nearest depends on which of the two divergences measures the distance.

Above, a target with two humps and a bell that the reader moves and widens. Below, both divergences of the two.
Page: Further losses. Source: Kullback and Leibler (1951); Minka (2005), for what either direction prefers.
"""

from typing import Annotated, Any

import numpy as np
from matplotlib.figure import Figure

from figures.engine import Slider
from figures.neural import Array
from figures.style import colours

HUMPS, NARROW = 2.0, 0.6  # the humps stand at −2 and 2, each with this spread
FULL, ROOM = 6.0, 0.7  # where the bars end; what a number beside one needs
CENTRES, SPREADS = np.linspace(-3, 3, 61), np.linspace(0.4, 3, 53)
X = np.linspace(-24, 24, 1201)


def log_bell(x: Array, centre: float, spread: float) -> Array:
    """The logarithm of the bell's height."""
    return np.asarray(-(((x - centre) / spread) ** 2) / 2 - np.log(spread * np.sqrt(2 * np.pi)))


def log_target(x: Array) -> Array:
    """That of the target: half of each hump."""
    return np.asarray(np.logaddexp(log_bell(x, -HUMPS, NARROW), log_bell(x, HUMPS, NARROW)) - np.log(2))


def divergences(centre: float, spread: float) -> tuple[float, float]:
    """D(target‖bell) and D(bell‖target), by the trapezoidal rule."""
    p, q = log_target(X), log_bell(X, centre, spread)
    return float(np.trapezoid(np.exp(p) * (p - q), X)), float(np.trapezoid(np.exp(q) * (q - p), X))


def experiment() -> dict[str, Any]:
    """The bell that either divergence likes best, among all centres and spreads on a fine grid."""
    found = np.array([[divergences(c, s) for s in SPREADS] for c in CENTRES[30:]])  # to the left it is the same
    best = {}
    for way, of in (("covers", found[..., 0]), ("chooses", found[..., 1])):
        row, column = np.unravel_index(of.argmin(), of.shape)
        best[way] = {"centre": float(CENTRES[30 + row]), "spread": float(SPREADS[column]), "least": float(of.min())}
    x = np.linspace(-5, 5, 161)
    return {"x": x, "target": np.exp(log_target(x)), "best": best, "hump": HUMPS}


def facts(centre: float, spread: float) -> dict[str, Any]:
    """Both divergences at the reader's setting."""
    return dict(zip(("covering", "choosing"), divergences(centre, spread), strict=True))


def draw(
    x: Array, target: Array, *, centre: Annotated[float, Slider(-3, 3, step=0.5, symbol="m")] = 0.0,
    spread: Annotated[float, Slider(0.6, 3, step=0.2, symbol="s")] = 2.0,
) -> Figure:  # fmt: skip
    """Two densities above two bars."""
    figure = Figure(figsize=(5.2, 4.4))
    densities, bars = figure.subplots(2, 1, height_ratios=[2.2, 1])
    densities.plot(x, target, color=colours.TARGET)
    bell = np.exp(log_bell(x, centre, spread))
    densities.plot(x, bell, color=colours.OUTPUT)
    side = 1 if centre < 0 else -1  # where the bell is not
    densities.text(4.9 * side, 0.35, "what happens, $q$", color=colours.TARGET, ha="right" if side > 0 else "left")
    densities.text(centre, max(bell.max(), 0.4) + 0.02, "the answer, $p$", color=colours.OUTPUT, ha="center")
    densities.set(xlim=(-5, 5), ylim=(0, 0.76), yticks=(0, 0.3, 0.6), ylabel="density", xlabel="$x$")
    for row, value in enumerate(divergences(centre, spread)):
        bars.barh(row, min(value, FULL), color=colours.LOSS if row == 0 else colours.MUTED, height=0.55)
        text = f"{value:.2f}" if value < FULL else f"{value:.1f}, beyond the end"
        within = value > FULL - ROOM
        bars.text(0.08 if within else value + 0.08, row, text, va="center",
                  color=colours.PAPER if within else colours.INK)  # fmt: skip
    bars.set(xlim=(0, FULL), ylim=(1.6, -0.6), xlabel="divergence")
    bars.set_yticks([0, 1], [r"$D(q\,\|\,p)$", r"$D(p\,\|\,q)$"])
    bars.tick_params(axis="y", length=0)
    return figure
