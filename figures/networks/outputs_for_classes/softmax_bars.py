"""Softmax turns any three numbers into three positive ones that add up to 1; the temperature says how sharply.

Left: the logits z. Right: softmax(z / T). The reader turns the three logits and the temperature T.
Page: Outputs for classes. Source: Bridle (1990); Nielsen (2015), chapter 3, for the bars. Four controls and a caption
that follows them take a few lines more than most scripts.
"""

from fractions import Fraction
from typing import Annotated, Any

import numpy as np
from matplotlib.figure import Figure

from figures.engine import Choice, Slider
from figures.neural import Array
from figures.neural.outputs import softmax
from figures.shapes.probabilities import told
from figures.style import colours

TEMPERATURES = Choice("1/4", "1/2", "1", "2", "4", symbol="T")
INKS = (colours.FIRST, colours.SECOND, colours.THIRD)


def shares(z1: float, z2: float, z3: float, temperature: str) -> Array:
    """softmax(z / T)."""
    return softmax(np.array([z1, z2, z3]) / float(Fraction(temperature)))


def experiment() -> dict[str, Any]:
    """The classes by number."""
    return {"classes": np.array([1, 2, 3])}


def facts(z1: float, z2: float, z3: float, temperature: str) -> dict[str, Any]:
    """The largest probability, their sum, and in words how many times as likely class 1 is as class 2, or 2 as 1."""
    p = shares(z1, z2, z3, temperature)
    first, second = (1, 2) if p[0] >= p[1] else (2, 1)
    times = float(p[first - 1] / p[second - 1])
    amount = f"{times:,.0f}" if times >= 100 else f"{times:.2f}"
    words = f"Class {first} is {amount} times as likely as class {second}" if times > 1 else "Classes 1 and 2 are equal"
    return {"temperature": temperature, "largest": told(float(p.max())), "sum": float(p.sum()), "comparison": words}


def draw(
    classes: Array,
    *,
    z1: Annotated[float, Slider(-2, 2, step=1, symbol="z_1")] = 2.0,
    z2: Annotated[float, Slider(-2, 2, step=1, symbol="z_2")] = 1.0,
    z3: Annotated[float, Slider(-2, 2, step=1, symbol="z_3")] = -1.0,
    temperature: Annotated[str, TEMPERATURES] = "1",
) -> Figure:
    """Three bars for the logits, three for the probabilities with their values."""
    figure = Figure(figsize=(5.2, 2.9))
    left, right = figure.subplots(1, 2)
    p = shares(z1, z2, z3, temperature)
    left.axhline(0, color=colours.MUTED, lw=0.8)
    left.bar(classes, [z1, z2, z3], color=INKS, width=0.6)
    right.bar(classes, p, color=INKS, width=0.6)
    for k, share in zip(classes, p, strict=True):
        right.text(k, share + 0.06, told(share), ha="center", va="center", fontsize=10)
    right.text(2, 1.2, f"sum {p.sum():.3f}", ha="center", va="center", color=colours.MUTED)
    left.set(title="logits $z$", xlim=(0.4, 3.6), ylim=(-2.3, 2.3), xticks=(1, 2, 3), yticks=range(-2, 3))
    right.set(title="softmax of $z/T$", xlim=(0.4, 3.6), ylim=(0, 1.3), xticks=(1, 2, 3), yticks=(0, 0.5, 1))
    for axes in (left, right):
        axes.set_xlabel("class")
    return figure
