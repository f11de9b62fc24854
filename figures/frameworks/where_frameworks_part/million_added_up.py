"""A million numbers in single precision: which axis is added up decides how many digits of the sum are right.

Bars on a logarithmic scale, one a library: how far its sum is from the exact one, along the axis that lies together in
memory and across it. Page: Where frameworks part. Source: Higham (1993) for the orders of summation; the sums are ours.
"""

import math
from collections.abc import Callable
from typing import Annotated, Any

import numpy as np
from matplotlib.figure import Figure

from figures.engine import Choice
from figures.style import colours

N, COLUMNS = 1_000_000, 8
ROWS = 60_000  # of a table whose deviations are taken, as many as MNIST has
EDGE = 3e-9  # where bars begin: a tenth of the spacing of single precision
LIBRARIES = {"NumPy": colours.FOURTH, "TensorFlow": colours.FIRST, "PyTorch": colours.SECOND, "JAX": colours.THIRD}
WAYS = ("along", "across")


def libraries() -> dict[str, Callable[[Any, int], Any]]:
    """How each adds up an array along an axis."""
    import jax
    import tensorflow as tf
    import torch

    return {
        "NumPy": lambda x, axis: x.sum(axis),
        "TensorFlow": lambda x, axis: tf.reduce_sum(tf.constant(x), axis).numpy(),
        "PyTorch": lambda x, axis: torch.tensor(x).sum(axis).numpy(),
        "JAX": lambda x, axis: np.asarray(jax.numpy.asarray(x).sum(axis)),
    }


def experiment() -> dict[str, Any]:
    """By library, the worst relative error of eight sums, for equal numbers and for random ones; and of a deviation."""
    tables = {"equal": np.full((N, COLUMNS), 0.1, "float32"),
              "random": np.random.default_rng(0).random((N, COLUMNS), "float32")}  # fmt: skip
    off: dict[str, dict[str, list[float]]] = {kind: {way: [] for way in WAYS} for kind in tables}
    add = libraries()
    for kind, table in tables.items():
        exact = np.array([math.fsum(column.tolist()) for column in table.T])
        flipped = np.ascontiguousarray(table.T)
        for way, array, axis in (("along", flipped, 1), ("across", table, 0)):
            for each in add.values():
                off[kind][way].append(float(np.abs(each(array, axis) / exact - 1).max()))
    constant = tables["equal"][:ROWS]
    worst = {kind: {way: dict(zip((name.lower() for name in add), found, strict=True)) for way, found in ways.items()}
             for kind, ways in off.items()}  # fmt: skip
    return {
        "off": {kind: np.array([ways[way] for way in WAYS]) for kind, ways in off.items()},
        "worst": worst,
        "n": N,
        "rows": ROWS,
        "sum": float(tables["equal"].sum(0)[0]),
        "exact": math.fsum(tables["equal"][:, 0].tolist()),
        "deviation": {"numpy": float(constant.std(0)[0]), "remedied": float(constant.std(0, dtype="float64")[0])},
    }


def facts(numbers: str, worst: dict[str, Any]) -> dict[str, Any]:
    """The worst of all, and its library."""
    name, error = max(worst[numbers]["across"].items(), key=lambda each: each[1])
    return {"worst_now": error, "worst_name": {each.lower(): each for each in LIBRARIES}[name]}


def draw(off: dict[str, Any], *, numbers: Annotated[str, Choice("equal", "random")] = "equal") -> Figure:
    """Two groups of bars."""
    figure = Figure(figsize=(5.2, 3.8))
    axes = figure.subplots()
    axes.axvline(np.finfo("float32").eps / 2, color=colours.MUTED, ls="--", lw=1)
    for group, errors in enumerate(off[numbers]):
        for place, (error, (name, colour)) in enumerate(zip(errors, LIBRARIES.items(), strict=True)):
            height = group * 5 + place
            axes.barh(height, max(error - EDGE, 0), 0.75, left=EDGE, color=colour)
            axes.text(max(error, EDGE) * 1.3, height, name, color=colour, va="center")
    axes.set(xscale="log", xlim=(EDGE, 1), ylim=(9, -1), yticks=[1.5, 6.5], xlabel="relative error of the sum")
    axes.set_yticklabels(["along the\nmemory", "across it"])
    axes.tick_params(axis="y", length=0)
    return figure
