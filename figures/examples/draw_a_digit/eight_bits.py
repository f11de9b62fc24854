"""A weight in one byte: the dense network rounded to whole numbers, and how few bits still do.

Its numbers are what the page's script computes with, once the reader asks for the dense network. Page: Draw a digit.
Source: Jacob et al. (2018).
"""

from typing import Any

import numpy as np
from matplotlib.figure import Figure

from figures.digits.answers import accuracy
from figures.digits.images import unseen_digits
from figures.digits.quantised import bytes_of, packed, rounded
from figures.digits.trained import numpy_network, parameters
from figures.neural import Array
from figures.style import colours

BITS = np.arange(2, 9)
LAYERS = {"cnn": ("kernel_1", "kernel_2", "out"), "dense": ("hidden", "out")}
ASKED = 2000  # test digits for each number of bits


def experiment() -> dict[str, Any]:
    """The network in bytes, and the accuracy (network, bits) of both with the last column for exact weights."""
    x, y = unseen_digits()
    x, right, told = x[..., 0], [], {}
    for name in LAYERS:
        weights = parameters(name)
        versions = [rounded(weights, int(bits)) for bits in BITS]
        right.append([accuracy(numpy_network(each), x[:ASKED], y[:ASKED]) for each in [*versions, weights]])
        told[name] = {
            "kilobytes": bytes_of(packed(weights, LAYERS[name])) / 1000,
            "weights": sum(w.size for w in weights),
        }
    dense = parameters("dense")
    exact, in_bytes = (accuracy(numpy_network(each), x, y) for each in (dense, rounded(dense)))
    shares = np.array(right)
    return {
        "dense": packed(dense, LAYERS["dense"]), "right": shares, "asked": ASKED, "networks": told,
        "first_layer": dense[0].size,
        "two_bits": dict(zip(told, shares[:, 0].tolist(), strict=True)),
        "four_bits": dict(zip(told, shares[:, 2].tolist(), strict=True)),
        "accuracy": {"exact": exact, "in_bytes": in_bytes, "lost": exact - in_bytes},
    }  # fmt: skip


def draw(dense: dict[str, Any], right: Array) -> Figure:
    """Above, how often each whole number occurs; below, the share wrong over bits."""
    figure = Figure(figsize=(5.2, 4.8))
    above, below = figure.subplots(2, 1, height_ratios=(1, 1.3))
    counts = np.bincount(dense["hidden"].ravel().astype(int) + 127, minlength=255)
    above.stairs(counts / 1000, np.arange(-127.5, 128), fill=True, color=colours.WEIGHT)
    above.set(xlim=(-128, 128), xlabel="whole number that stands for a weight", ylabel="weights (1,000)")
    above.set_xticks([-127, -64, 0, 64, 127], ["−127", "−64", "0", "64", "127"])
    for shares, colour, mark in zip(1 - right, (colours.SECOND, colours.FIRST), ("s", "o"), strict=True):
        below.plot(BITS, shares[:-1], marker=mark, color=colour)
        below.axhline(shares[-1], ls=":", color=colour, linewidth=1)
    below.text(2.75, 0.3, "convolutional", color=colours.SECOND)
    below.text(2.42, 0.12, "dense", color=colours.FIRST, ha="right")
    below.text(8, 0.03, "dotted: exact weights", color=colours.MUTED, ha="right", va="top")
    below.set(xlabel="bits of a weight", ylabel="test digits wrong", yscale="log", ylim=(0.02, 1), xticks=BITS)
    below.set_yticks([0.02, 0.05, 0.1, 0.2, 0.5, 1], ["2%", "5%", "10%", "20%", "50%", "100%"])
    below.minorticks_off()
    return figure
