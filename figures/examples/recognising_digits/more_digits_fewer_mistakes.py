"""Ten times the digits leave less than half of the mistakes, again and again.

The share of test digits that are wrong over the number of digits learned from, on logarithmic axes. A dot is a seed.
Page: Recognising digits. Source: LeCun, Bottou, Bengio & Haffner (1998), for the digits.
"""

from typing import Any

import numpy as np
from matplotlib.figure import Figure

from figures.digits.five_seeds import EPOCHS, FEWEST, SEEDS, SIZES, parts, right, trained
from figures.neural import Array
from figures.style import colours


def experiment() -> dict[str, Any]:
    """Sizes, shares wrong (seeds, sizes), and by how much ten times the digits divide them."""
    found, sets = trained(), parts()
    whole, (_, y) = len(sets["training"][0]), sets["test"]
    sizes = np.array([*SIZES[: found["few"].shape[1]], whole])
    shares = np.column_stack([found["few"], [right(z, y) for z in found["z"]]])
    medians = np.median(1 - shares, axis=0)
    slope = np.polyfit(np.log10(sizes), np.log10(medians), 1)[0]
    of = {f"n{size}": float(1 - share) for size, share in zip(sizes, medians, strict=True)}
    return {"sizes": sizes, "wrong": 1 - shares, "right": of, "seeds": SEEDS, "epochs": EPOCHS, "steps": FEWEST,
            "fewest": int(sizes[0]), "most": int(sizes[-1]), "with_fewest": 1 - float(medians[0]),
            "with_most": 1 - float(medians[-1]), "left": float(10**slope)}  # fmt: skip


def draw(sizes: Array, wrong: Array) -> Figure:
    """Dots, and a line through their medians."""
    figure = Figure(figsize=(5.2, 3.2))
    axes = figure.subplots()
    medians = np.median(wrong, axis=0)
    axes.plot(sizes, medians, color=colours.LOSS)
    axes.plot(np.tile(sizes, len(wrong)), wrong.ravel(), "o", color=colours.LOSS, ms=5, alpha=0.5, mew=0)
    for size, share in zip(sizes, medians, strict=True):
        axes.annotate(f"{share:.1%}", (size, share), (8, 6), textcoords="offset points",
                      color=colours.LOSS)  # fmt: skip
    axes.set(xscale="log", yscale="log", xlabel="digits learned from", ylabel="test digits wrong")
    axes.set_xlim(sizes[0] / 1.6, sizes[-1] * 3)
    axes.set_xticks(sizes, [f"{size:,}" for size in sizes])
    axes.set_yticks([0.02, 0.05, 0.1, 0.2], ["2%", "5%", "10%", "20%"])
    axes.minorticks_off()
    return figure
