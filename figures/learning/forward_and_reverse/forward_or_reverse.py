"""A chain of Jacobians multiplied from the inputs on or from the outputs on: the narrower end is the cheaper start.

Above: the three matrices to scale, with the order of the products. Below: the multiplications of both orders, counted
while they are carried out. The reader turns the numbers of inputs and outputs. Longer than most scripts because both
orders are carried out at every setting and drawn to scale.
Page: Forward and reverse. Source: Baydin et al. (2018), section 3; counting both while turning the sizes is ours.
"""

from typing import Annotated, Any

import numpy as np
from matplotlib.figure import Figure

from figures.engine import Choice
from figures.neural import Array
from figures.shapes.matrices import draw_block
from figures.style import colours

HIDDEN, SIZES = 16, ("1", "2", "4", "8", "16", "32")


def counted(left: Array, right: Array) -> tuple[Array, int]:
    """The product, and the multiplications that it took."""
    return left @ right, left.shape[0] * left.shape[1] * right.shape[1]


def both_orders(inputs: int, outputs: int) -> dict[str, Any]:
    """(J₁ J₂) J₃, J₁ (J₂ J₃) and what each cost, for random J of shapes (n, h), (h, h) and (h, m)."""
    rng = np.random.default_rng(0)
    one, two, three = (rng.normal(size=shape) for shape in ((inputs, HIDDEN), (HIDDEN, HIDDEN), (HIDDEN, outputs)))
    pushed, first = counted(one, two)
    pushed, second = counted(pushed, three)
    pulled, third = counted(two, three)
    pulled, fourth = counted(one, pulled)
    return {"forward": first + second, "reverse": third + fourth, "pushed": pushed, "pulled": pulled}


def experiment() -> dict[str, Any]:
    """The costs at every setting, (inputs, outputs, order), and what the page says of a loss and of a single input."""
    found = [[both_orders(int(n), int(m)) for m in SIZES] for n in SIZES]
    cost = np.array([[[each["forward"], each["reverse"]] for each in row] for row in found], dtype=float)
    loss = found[-1][0]
    return {"cost": cost, "hidden": HIDDEN, "apart": max(float(np.abs(each["pushed"] - each["pulled"]).max())
                                                         for row in found for each in row),
            "loss": {"forward": loss["forward"], "reverse": loss["reverse"], "inputs": int(SIZES[-1]),
                     "ratio": loss["forward"] / loss["reverse"]}}  # fmt: skip


def facts(cost: Array, inputs: str, outputs: str) -> dict[str, Any]:
    """What stands in the caption."""
    forward, reverse = cost[SIZES.index(inputs), SIZES.index(outputs)]
    cheaper = "forward" if forward < reverse else "reverse"
    verdict = "both cost the same" if forward == reverse else f"{cheaper} is cheaper"
    return {"inputs_now": inputs, "outputs_now": outputs, "forward_now": f"{forward:,.0f}",
            "reverse_now": f"{reverse:,.0f}", "verdict": verdict}  # fmt: skip


def draw(
    cost: Array,
    *,
    inputs: Annotated[str, Choice(*SIZES, symbol="n")] = "8",
    outputs: Annotated[str, Choice(*SIZES, symbol="m")] = "1",
) -> Figure:
    """Three matrices above two counts."""
    n, m = int(inputs), int(outputs)
    figure = Figure(figsize=(5.2, 4.6))
    chain, counts = figure.subplots(2, 1, height_ratios=[2.6, 1])
    left = 0.0
    for name, shape, inks in (("$J_1$", (n, HIDDEN), (colours.INPUT, colours.MUTED)),
                              ("$J_2$", (HIDDEN, HIDDEN), (colours.MUTED, colours.MUTED)),
                              ("$J_3$", (HIDDEN, m), (colours.MUTED, colours.OUTPUT))):  # fmt: skip
        shift = left + max(0.0, (10 - shape[1]) / 2)
        draw_block(chain, shift, shape, "", colours.DERIVATIVE, inks, -20.5)
        chain.text(shift + shape[1] / 2, 18.8, name, ha="center", va="center", color=colours.DERIVATIVE, fontsize=13)
        left += max(10, shape[1]) + 5
    chain.set(xlim=(-3, 76), ylim=(-23, 21), aspect="equal")
    chain.axis("off")
    pair = cost[SIZES.index(inputs), SIZES.index(outputs)]
    for height, ink, number in zip((1, 0), (colours.FIRST, colours.SECOND), pair, strict=True):
        counts.plot([10, number], [height, height], lw=1.5, color=ink)
        counts.plot(number, height, "o", ms=10, color=ink)
        counts.text(number * 1.25, height, f"{number:,.0f}", va="center", color=ink)
    counts.set(xscale="log", xlim=(100, 1e5), ylim=(-0.6, 1.6), yticks=[0, 1], xlabel="multiplications")
    counts.set_yticklabels(["reverse\n$J_1 (J_2 J_3)$", "forward\n$(J_1 J_2) J_3$"])
    return figure
