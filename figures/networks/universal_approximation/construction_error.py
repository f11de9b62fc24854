"""Twice the units, half the error for stairs and a quarter for broken lines; the bounds that are proved hold.

Above: f and both networks at the chosen number of hidden units. Below: the largest error by number of units, with the
bounds K/2n and M/8n² dashed. Page: Any function: universal approximation.
Source: the bounds are textbook analysis; Prince (2023), chapter 3, for broken lines of ReLU units.
"""

from typing import Annotated, Any

import numpy as np
from matplotlib.figure import Figure

from figures.engine import Choice
from figures.neural import Array
from figures.neural.construction import broken_line, stairs
from figures.style import colours

UNITS = (1, 2, 4, 8, 16, 32, 64)
FINE = np.linspace(0, 1, 4001)[:-1]  # where errors are measured
SLOPE, CURVATURE = 1 + 2 * np.pi, 4 * np.pi**2  # K and M: the largest |f′| and |f″| of f
GOAL = 0.01


def f(x: Array) -> Array:
    """The curve of the figure before: x + sin 2πx."""
    return x + np.sin(2 * np.pi * x)


def errors(units: int) -> tuple[float, float]:
    """The largest error on [0, 1] of the stairs (heights from the middles) and of the broken line, n units each."""
    knots = np.linspace(0, 1, units + 1)
    networks = stairs(knots, f((knots[1:] + knots[:-1]) / 2)), broken_line(knots, f(knots))
    step, line = (float(np.abs(net.forward(FINE[:, None])[:, 0] - f(FINE)).max()) for net in networks)
    return step, line


def experiment() -> dict[str, Any]:
    """Errors and bounds by number of units; how many units the bounds ask for to reach GOAL."""
    units = np.array(UNITS)
    step, line = np.array([errors(n) for n in UNITS]).T
    enough = {"steps": int(np.ceil(SLOPE / (2 * GOAL))), "relus": int(np.ceil(np.sqrt(CURVATURE / (8 * GOAL))))}
    return {"x": np.linspace(0, 1, 129), "units": units, "step": step, "line": line,
            "step_bound": SLOPE / (2 * units), "line_bound": CURVATURE / (8 * units**2), "goal": GOAL,
            "enough": enough, "half": int(units[-2]), "most": int(units[-1]),
            "gain": {"steps": float(step[-2] / step[-1]), "relus": float(line[-2] / line[-1])}}  # fmt: skip


def facts(units: Array, step: Array, line: Array, hidden_units: str) -> dict[str, Any]:
    """The errors at the setting."""
    at = int(np.argmax(units == int(hidden_units)))
    return {"now": hidden_units, "step_error": float(step[at]), "line_error": float(line[at])}


def draw(
    x: Array, units: Array, step: Array, line: Array, step_bound: Array, line_bound: Array,
    *, hidden_units: Annotated[str, Choice(*map(str, UNITS), symbol="n")] = "8",
) -> Figure:  # fmt: skip
    """Curves above, errors below."""
    figure = Figure(figsize=(5.2, 5.6))
    above, below = figure.subplots(2, 1)
    n = int(hidden_units)
    knots = np.linspace(0, 1, n + 1)
    above.plot(x, f(x), color=colours.TARGET, lw=3, alpha=0.5)
    above.plot(np.repeat(knots, 2)[1:-1], np.repeat(f((knots[1:] + knots[:-1]) / 2), 2), color=colours.FIRST, lw=1.4)
    above.plot(knots, f(knots), color=colours.SECOND, lw=1.4)
    above.set(xlim=(0, 1), ylim=(-0.5, 1.5), xticks=[0, 0.5, 1], yticks=[0, 1], xlabel="input $x$")
    above.text(0.28, 1.34, "$f$", color=colours.TARGET, ha="center")
    above.text(0.03, -0.3, "broken line", color=colours.SECOND)
    above.text(0.52, 0.72, "stairs", color=colours.FIRST)
    for values, bound, ink, name in ((step, step_bound, colours.FIRST, "steps"),
                                     (line, line_bound, colours.SECOND, "ReLUs")):  # fmt: skip
        below.plot(units, values, "o-", ms=4, color=ink)
        below.plot(units, bound, "--", color=ink, lw=1)
        below.plot(n, values[UNITS.index(n)], "o", ms=9, mfc="none", mec=ink)
        below.text(72, values[-1], name, color=ink, va="center")
    below.set(xscale="log", yscale="log", xlim=(0.9, 130), ylim=(5e-4, 10))
    below.set(xlabel="hidden units $n$", ylabel="largest error")
    below.set_xticks(UNITS, [str(n) for n in UNITS])
    below.minorticks_off()
    return figure
