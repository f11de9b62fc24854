"""A million numbers in single precision: which axis is added up decides how many digits of the sum are right.

Marks on a logarithmic scale, one a library: how far its sum is from the exact one, along the axis that lies together in
memory and across it. The script is longer than most, since two of the libraries may be missing.
Page: Where frameworks part. Source: Higham (1993) for the orders of summation; the sums are ours.
"""

import math
from collections.abc import Callable
from importlib.util import find_spec
from typing import Annotated, Any

import numpy as np
from matplotlib.figure import Figure

from figures.engine import Choice
from figures.shapes.digits import scientific
from figures.style import colours

N, COLUMNS = 1_000_000, 8
ROWS = 60_000  # of a table whose deviations are taken, as many as MNIST has
EDGE, HIGHEST = 3e-9, 1.0  # ends of the axis; the lower is a tenth of the spacing of single precision
BESIDE = 1.1e-7  # where a name stands that would meet the dashed line
LIBRARIES = {"NumPy": (colours.FOURTH, "D"), "TensorFlow": (colours.FIRST, "o"), "PyTorch": (colours.SECOND, "s"),
             "JAX": (colours.THIRD, "^")}  # fmt: skip
WAYS = ("along", "across")


def libraries() -> dict[str, Callable[[Any, int], Any]]:
    """How each that is installed adds up an array along an axis."""
    import tensorflow as tf

    found: dict[str, Callable[[Any, int], Any]] = {
        "NumPy": lambda x, axis: x.sum(axis),
        "TensorFlow": lambda x, axis: tf.reduce_sum(tf.constant(x), axis).numpy(),
    }
    if find_spec("torch"):
        import torch

        found["PyTorch"] = lambda x, axis: torch.tensor(x).sum(axis).numpy()
    if find_spec("jax"):
        import jax

        found["JAX"] = lambda x, axis: np.asarray(jax.numpy.asarray(x).sum(axis))
    return found


def experiment() -> dict[str, Any]:
    """By library, the worst relative error of eight sums, for equal numbers and for random ones; and of a deviation."""
    tables = {"equal": np.full((N, COLUMNS), 0.1, "float32"),
              "random": np.random.default_rng(0).random((N, COLUMNS), "float32")}  # fmt: skip
    worst: dict[str, dict[str, dict[str, float]]] = {}
    for kind, table in tables.items():
        exact = np.array([math.fsum(column.tolist()) for column in table.T])
        ways = dict(zip(WAYS, ((np.ascontiguousarray(table.T), 1), (table, 0)), strict=True))
        worst[kind] = {way: {name: float(np.abs(add(array, axis) / exact - 1).max())
                             for name, add in libraries().items()}
                       for way, (array, axis) in ways.items()}  # fmt: skip
    equal = tables["equal"]
    return {
        "worst": worst,
        "n": N,
        "rows": ROWS,
        "sum": float(equal.sum(0)[0]),
        "exact": math.fsum(equal[:, 0].tolist()),
        "told": scientific(float(equal[:ROWS].std(0)[0])),
        "deviation": {"narrow": float(equal[:ROWS].std(0)[0]), "wide": float(equal[:ROWS].std(0, dtype="float64")[0])},
    }


def facts(numbers: str, worst: dict[str, Any]) -> dict[str, Any]:
    """Of the sums across the memory, the worst and its library."""
    name, error = max(worst[numbers]["across"].items(), key=lambda each: each[1])
    return {"worst_now": scientific(error), "worst_name": name}


def draw(worst: dict[str, Any], *, numbers: Annotated[str, Choice("equal", "random")] = "equal") -> Figure:
    """Two groups of marks, each on a line of its own."""
    figure = Figure(figsize=(5.2, 3.8))
    axes = figure.subplots()
    half = float(np.finfo("float32").eps) / 2
    axes.axvline(half, color=colours.MUTED, ls="--", lw=1)
    axes.text(half, -1.0, "half the spacing", color=colours.MUTED, ha="center", va="bottom", fontsize=10)
    for group, way in enumerate(WAYS):
        for place, (name, (colour, mark)) in enumerate(LIBRARIES.items()):
            if name in worst[numbers][way]:
                error, height = worst[numbers][way][name], group * 5 + place
                axes.hlines(height, EDGE, max(error, EDGE), color=colours.GRID, lw=1.5, zorder=0)
                axes.plot(max(error, EDGE), height, mark, color=colour, ms=8)
                axes.text(max(error * 1.7, BESIDE), height, name, color=colour, va="center")
    axes.set(xscale="log", xlim=(EDGE, HIGHEST), ylim=(8.6, -1), yticks=[1.5, 6.5], xlabel="relative error of the sum")
    axes.set_yticklabels(["along the\nmemory", "across it"])
    axes.tick_params(axis="y", length=0)
    axes.set_xticks([1e-8, 1e-6, 1e-4, 1e-2, 1])
    axes.minorticks_off()
    return figure
