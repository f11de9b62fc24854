"""Small data sets to learn from: truth tables, a sine, and points in the plane with a class for each.

Inputs x are (N, n), one example a row. Class labels y are (N,) whole numbers from 0 on; the values of the sine are
(N, 1). What is random comes from `rng = np.random.default_rng(seed)`, so the same seed gives the same points.
"""

import numpy as np
from numpy.typing import ArrayLike

from figures.neural import Array, Labels

TRUTH_TABLES = {"AND": (0, 0, 0, 1), "OR": (0, 1, 1, 1), "NAND": (1, 1, 1, 0), "XOR": (0, 1, 1, 0), "NOT": (1, 0)}


def gate(name: str) -> tuple[Array, Labels]:
    """The truth table of AND, OR, NAND, XOR (x is (4, 2): 00, 01, 10, 11) or NOT (x is (2, 1): 0, 1).

    Raises ValueError for any other name.
    """
    if name not in TRUTH_TABLES:
        raise ValueError(f"gate: expected one of {', '.join(TRUTH_TABLES)}, got {name}")
    y = np.array(TRUTH_TABLES[name])
    x = np.array([[0.0], [1.0]]) if name == "NOT" else np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
    return x, y


def sine(count: int, rng: np.random.Generator | None = None) -> tuple[Array, Array]:
    """y = sin x on [−π, π]: x and y (count, 1), evenly spaced, or uniformly random where an rng is given."""
    x = np.linspace(-np.pi, np.pi, count) if rng is None else rng.uniform(-np.pi, np.pi, count)
    return x[:, None], np.sin(x)[:, None]


def gaussian_clouds(
    count: int,
    rng: np.random.Generator,
    w: ArrayLike = (1.0, 1.0),
    b: float = 0.0,
    margin: float = 0.25,
    distance: float = 1.5,
    spread: float = 0.6,
) -> tuple[Array, Labels]:
    """Two round clouds that the line w·x + b = 0 separates, no point closer to it than `margin`.

    The centres lie at `distance` on either side of the line, class 1 where w points; `spread` is the standard
    deviation. A point that falls closer than the margin is moved straight away from the line until it keeps it.
    x: (2 · count, 2), y: (2 · count,), `count` points of class 0 first.
    """
    normal = np.asarray(w, dtype=float) / np.linalg.norm(w)
    foot = -b * normal / np.linalg.norm(w)  # the point of the line nearest to the origin
    y = np.repeat([0, 1], count)
    side = 2 * y - 1
    offset = distance * side[:, None] * normal + rng.normal(0.0, spread, (2 * count, 2))
    depth = side * (offset @ normal)  # how far each point lies on its own side
    offset += ((np.maximum(depth, margin) - depth) * side)[:, None] * normal
    return foot + offset, y


def spirals(
    count: int, rng: np.random.Generator, classes: int = 2, turns: float = 1.0, noise: float = 0.02
) -> tuple[Array, Labels]:
    """One spiral arm a class: radius r from 0.1 to 1, angle 2π (turns · r + class / classes), plus noise.

    x: (classes · count, 2), y: (classes · count,). Source: Lang & Witbrock (1988).
    """
    y = np.repeat(np.arange(classes), count)
    radius = np.tile(np.linspace(0.1, 1.0, count), classes)
    angle = 2 * np.pi * (turns * radius + y / classes)
    x = radius[:, None] * np.column_stack([np.cos(angle), np.sin(angle)])
    return x + rng.normal(0.0, noise, x.shape), y


def circle(count: int, rng: np.random.Generator) -> tuple[Array, Labels]:
    """A disc of class 1 (radius below 0.5) inside a ring of class 0 (radius 0.7 to 1), even in area.

    x: (2 · count, 2), y: (2 · count,), `count` points of class 0 first. No line separates the two.
    """
    y = np.repeat([0, 1], count)
    low, high = np.where(y == 0, 0.7, 0.0), np.where(y == 0, 1.0, 0.5)
    radius = np.sqrt(rng.uniform(low**2, high**2))  # the area grows with r², so r² is uniform
    angle = rng.uniform(0.0, 2 * np.pi, 2 * count)
    return radius[:, None] * np.column_stack([np.cos(angle), np.sin(angle)]), y
