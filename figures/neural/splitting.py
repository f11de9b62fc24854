"""Three sets of examples: one to learn from, one to choose by, one to judge by. No example is in two of them."""

from typing import NamedTuple

import numpy as np

from figures.neural import Array, Labels


class Examples(NamedTuple):
    """Inputs x and targets y, one example a row."""

    x: Array
    y: Array


class Split(NamedTuple):
    """The three sets."""

    train: Examples
    validation: Examples
    test: Examples


def split(x: Array, y: Array, rng: np.random.Generator, *, validation: float = 0.2, test: float = 0.2) -> Split:
    """Shuffle the rows of x and y alike and cut them in three; `validation` and `test` are shares of all rows.

    Shares are rounded to whole rows; what is left is for training.
    Raises ValueError if x and y differ in their number of rows or one of the three sets would be empty.
    """
    rows = len(x)
    sizes = round(validation * rows), round(test * rows)
    if len(y) != rows or min(*sizes, rows - sum(sizes)) < 1:
        shares = f"shares {validation} and {test}"
        raise ValueError(f"split: expected three non-empty sets, got {rows} and {len(y)} rows with {shares}")
    parts = np.split(rng.permutation(rows), [rows - sum(sizes), rows - sizes[1]])
    return Split(*(Examples(x[part], y[part]) for part in parts))


def folds(rows: int, count: int, rng: np.random.Generator) -> list[tuple[Labels, Labels]]:
    """Cut the row numbers 0 … rows − 1 at random in `count` parts; each part once: (all others, it).

    Every row is held back exactly once. Raises ValueError unless 2 ≤ count ≤ rows. Source: Stone (1974).
    """
    if not 2 <= count <= rows:
        raise ValueError(f"folds: expected from 2 to {rows} folds for {rows} rows, got {count}")
    parts = np.array_split(rng.permutation(rows), count)
    return [(np.concatenate([*parts[:i], *parts[i + 1 :]]), part) for i, part in enumerate(parts)]
