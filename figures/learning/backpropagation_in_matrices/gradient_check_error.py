"""A gradient check has a best step h: too large a nudge is crude, too small a one drowns in rounding.

The relative error of the differences over h, for the nine parameters of the 2–2–1 network, and what a bug looks like.
(Longer than 60 lines for the labels, which have their own places in each precision.)
Page: Backpropagation in matrices. Source: LeCun, Bottou, Orr and Müller (1998); the orders of h are Taylor's.
"""

from functools import partial
from typing import Annotated, Any

import numpy as np
from matplotlib.figure import Figure

from figures.engine import Choice
from figures.learning.worked.two_two_one import ENTRIES, hand, loss, parameters
from figures.neural import Array
from figures.neural.gradient_check import central_differences, forward_differences, relative_error
from figures.shapes.digits import scientific
from figures.style import colours

H = np.logspace(-13, 0, 53)  # four a decade
PRECISIONS: dict[str, Any] = {"float64": np.float64, "float32": np.float32}


def errors(precision: Any, right: Array) -> tuple[Array, Array]:
    """The relative error of the whole gradient, by central and by forward differences, for every h."""
    central: list[float] = []
    forward: list[float] = []
    for h in H:
        theta: list[Any] = [each.astype(precision) for each in parameters()]
        f = partial(loss, theta)
        for found, differences in ((central, central_differences), (forward, forward_differences)):
            gradient = [differences(f, each, float(h)).ravel() for each in theta]
            found.append(relative_error(np.concatenate(gradient), right))
    return np.array(central), np.array(forward)


def experiment() -> dict[str, Any]:
    """All errors, the best h of each, and the error that a forgotten φ′ leaves."""
    value = hand()
    right = np.array([value[name] for name in ENTRIES])
    forgotten = np.array([value[f"slope{name[-1]}"] if name[1] == "1" else 1.0 for name in ENTRIES])
    numbers: dict[str, Any] = {"h": H, "bug": relative_error(right / forgotten, right), "best": {}}
    tiny = int(np.argmin(np.abs(np.log10(H) + 12)))  # the h nearest to 10⁻¹²
    for word, precision in PRECISIONS.items():
        central, forward = errors(precision, right)
        numbers |= {f"central_{word}": central, f"forward_{word}": forward}
        numbers["best"][word] = {
            "central": {"h": float(H[central.argmin()]), "error": float(central.min())},
            "forward": {"h": float(H[forward.argmin()]), "error": float(forward.min())},
            "epsilon": float(np.finfo(precision).eps),
            "cube_root": float(np.finfo(precision).eps) ** (1 / 3), "root": float(np.finfo(precision).eps) ** 0.5,
        }  # fmt: skip
    double, single = numbers["best"]["float64"], numbers["best"]["float32"]
    texts = {"cube_root": double["cube_root"], "root": double["root"], "single": single["central"]["error"]}
    texts |= {way: double[way]["h"] for way in ("central", "forward")}
    numbers["text"] = {name: scientific(number) for name, number in texts.items()}
    central = numbers["central_float64"]
    by_taylor = central[-9] * (H[tiny] / H[-9]) ** 2  # the error of h = 10⁻², scaled down as h² says
    numbers["tiny_h"] = "rounding" if central[tiny] > 1e3 * by_taylor else "crudeness"
    return numbers


def facts(best: dict[str, Any], precision: str) -> dict[str, Any]:
    """The lowest points of the two curves drawn."""
    both = {way: best[precision][way] for way in ("central", "forward")}
    lowest = {f"{way}_{key}": scientific(at[key]) for way, at in both.items() for key in ("h", "error")}
    return {"precision": precision, **lowest}


def draw(
    h: Array, central_float64: Array, forward_float64: Array, central_float32: Array, forward_float32: Array,
    bug: float, *, precision: Annotated[str, Choice("float64", "float32")] = "float64",
) -> Figure:  # fmt: skip
    """Two valleys and a plateau."""
    figure = Figure(figsize=(5.2, 3.8))
    axes = figure.subplots()
    if precision == "float64":
        curves = (
            (central_float64, colours.FIRST, "central", (3e-2, 2e-7)),
            (forward_float64, colours.SECOND, "forward", (1e-6, 1.2e-4)),
        )
    else:
        curves = (
            (central_float32, colours.FIRST, "central", (0.3, 1e-5)),
            (forward_float32, colours.SECOND, "forward", (2e-3, 5e-2)),
        )
    for curve, colour, word, (x, y) in curves:
        axes.loglog(h, curve, color=colour)
        axes.plot(h[curve.argmin()], curve.min(), "o", color=colour, ms=7)
        axes.text(x, y, word, color=colour, ha="center")
    axes.axhline(bug, color=colours.LOSS, ls="--", lw=1.4)
    axes.text(1, bug * 1.7, "a bug: the same at every $h$", color=colours.LOSS, ha="right")
    place = (2e-13, 3e-8) if precision == "float64" else (1e-11, 1e-4)
    axes.text(*place, "rounding\n" + r"grows like $1/h$", color=colours.MUTED)
    axes.set(xlim=(1e-13, 1), ylim=(1e-12, 10), xlabel="size of the nudge $h$", ylabel="relative error")
    axes.set(xticks=[1e-12, 1e-9, 1e-6, 1e-3, 1], yticks=[1e-12, 1e-9, 1e-6, 1e-3, 1])
    axes.minorticks_off()
    return figure
