"""The numbers of a figure: facts for the prose, and a file for whoever wants to draw it differently."""

import io
import math
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from figures.engine.faults import Fault, FigureError


def facts_of(numbers: Mapping[str, Any]) -> dict[str, Any]:
    """The scalars that `experiment` gave, nested as it gave them, as plain Python values.

    Raises FigureError for a value that is neither number, text, array nor a dict of such, and for NaN.
    """
    facts: dict[str, Any] = {}
    for name, value in numbers.items():
        if isinstance(value, Mapping):
            if inner := facts_of(value):
                facts[str(name)] = inner
        elif not isinstance(value, (list, tuple)) and np.ndim(value) == 0:
            scalar = np.asarray(value).item() if not isinstance(value, str) else str(value)
            if not isinstance(scalar, (bool, int, float, str)):
                raise FigureError(Fault(f"experiment() gives {name} as {type(value).__name__}; "
                                        "expected numbers, text, arrays, or dicts of them"))
            if isinstance(scalar, float) and math.isnan(scalar):
                raise FigureError(Fault(f"experiment() gives {name} = nan; a fact must be a number"))
            facts[str(name)] = scalar
    return facts


def data_file(numbers: Mapping[str, Any]) -> tuple[str, bytes] | None:
    """The suffix and the bytes of the file that holds the numbers; None if there are none.

    Columns of equal length become CSV, with scalars as comments above them; scalars alone become CSV with one row
    each; anything else NPZ. Numbers are written in full: reading them back gives the same floats.
    """
    flat = dict(_flat(numbers))
    if not flat:
        return None
    arrays = {name: array for name, array in flat.items() if array.ndim}
    lengths = {array.shape for array in arrays.values()}
    if len(lengths) > 1 or any(array.ndim > 1 for array in arrays.values()):
        buffer = io.BytesIO()
        np.savez_compressed(buffer, allow_pickle=False, **flat)
        return "npz", buffer.getvalue()
    scalars = [f"{name},{_cell(array)}" for name, array in flat.items() if not array.ndim]
    if not arrays:
        return "csv", "\n".join(["name,value", *scalars, ""]).encode()
    rows = [",".join(map(_cell, row)) for row in zip(*arrays.values(), strict=True)]
    head = [f"# {scalar}" for scalar in scalars] + [",".join(map(_quoted, arrays))]
    return "csv", "\n".join([*head, *rows, ""]).encode()


def _flat(numbers: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, np.ndarray]]:
    for name, value in numbers.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{prefix}{name}.")
            continue
        try:
            array = np.asarray(value)
        except ValueError:  # ragged: lists of different lengths
            array = np.asarray(None)
        if array.dtype == object:
            raise FigureError(Fault(f"experiment() gives {prefix}{name} as {type(value).__name__}; "
                                    "expected numbers, text, arrays, or dicts of them"))
        yield f"{prefix}{name}", array


def _cell(value: Any) -> str:
    item = np.asarray(value).item()
    return repr(item) if isinstance(item, float) else _quoted(str(item))


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if set(text) & set(',"\n') else text
