"""The numbers of a figure: facts for the prose, and a file for whoever wants to draw it differently."""

import io
import json
import math
import zipfile
from collections.abc import Mapping
from typing import Any

import numpy as np

from figures.engine.drawing.numbers import arrays, entries, is_scalar, scalar
from figures.engine.project.faults import Fault, FigureError

ROWS = 100_000  # of a table; as text, more would take long to write and to read


def facts_of(
    numbers: Mapping[Any, Any], whose: str = "experiment", around: tuple[int, ...] = (), prefix: str = ""
) -> dict[str, Any]:
    """The scalars that a script's function gave, nested as it gave them, as plain Python values; dates as text.

    Raises FigureError for a value that is neither number, text, date, array nor a dict of such, and for NaN.
    """
    facts: dict[str, Any] = {}
    for name, value in entries(numbers, whose, around, prefix):
        if name in facts:
            raise FigureError(Fault(f"{whose}() gives two numbers called {prefix}{name}; rename one of them"))
        if isinstance(value, Mapping):
            if inner := facts_of(value, whose, (*around, id(numbers)), f"{prefix}{name}."):
                facts[name] = inner
        elif is_scalar(value):
            plain = scalar(full := f"{prefix}{name}", value, whose)
            if isinstance(plain, complex):
                raise FigureError(
                    Fault(f"{whose}() gives {full} as a complex number; give its real and imaginary part")
                )
            if isinstance(plain, float) and math.isnan(plain):
                raise FigureError(Fault(f"{whose}() gives {full} = nan; a fact must be a number"))
            facts[name] = plain
        elif whose == "facts":
            raise FigureError(Fault(f"facts() gives {prefix}{name}, an array; a fact is one number or text"))
    return facts


def by_path(facts: Mapping[str, Any], prefix: str = "") -> dict[str, Any]:
    """Nested facts, flat, by the paths that pages write: `outer.inner`."""
    flat: dict[str, Any] = {}
    for name, value in facts.items():
        flat |= by_path(value, f"{prefix}{name}.") if isinstance(value, Mapping) else {f"{prefix}{name}": value}
    return flat


def data_file(numbers: Mapping[Any, Any]) -> tuple[str, bytes] | None:
    """The suffix and the bytes of the file that holds the numbers; None if there are none.

    Columns of equal length become CSV, with scalars as comments above them; scalars alone become CSV with one row
    each; anything else, and what is very long, NPZ. Numbers are written in full: reading them back gives the same
    floats. What is masked is an empty cell in CSV; in NPZ, `name.mask` stands beside the array.
    """
    flat = arrays(numbers)
    if not flat:
        return None
    columns = {name: array for name, array in flat.items() if array.ndim}
    shapes = {array.shape for array in columns.values()}
    if len(shapes) > 1 or any(len(shape) > 1 or shape[0] > ROWS for shape in shapes):
        return "npz", _npz(flat)
    scalars = [f"{_quoted(name)},{_cell(array)}" for name, array in flat.items() if not array.ndim]
    if not columns:
        return "csv", "\n".join(["name,value", *scalars, ""]).encode()
    rows = [",".join(row) for row in zip(*(map(_cell, array) for array in columns.values()), strict=True)]
    comments = [f"# {line if len(line.splitlines()) == 1 else json.dumps(line)}" for line in scalars]
    return "csv", "\n".join([*comments, ",".join(map(_quoted, columns)), *rows, ""]).encode()


def _npz(flat: Mapping[str, np.ndarray]) -> bytes:
    """What np.savez_compressed writes, which takes no array of the name `file`."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, array in flat.items():
            plain = np.ma.getdata(array)
            if np.ma.is_masked(array):
                if f"{name}.mask" in flat:
                    raise FigureError(
                        Fault(
                            f"experiment() gives {name} with a mask, which would be called {name}.mask "
                            "as another number is; rename that"
                        )
                    )
                plain = np.where(array.mask, np.zeros((), array.dtype), plain)  # type: ignore[attr-defined]
                with archive.open(f"{name}.mask.npy", "w", force_zip64=True) as file:
                    np.lib.format.write_array(file, np.ma.getmaskarray(array), allow_pickle=False)
            with archive.open(f"{name}.npy", "w", force_zip64=True) as file:
                np.lib.format.write_array(file, _portable(plain), allow_pickle=False)
    return buffer.getvalue()


def _portable(array: np.ndarray) -> np.ndarray:
    """Text of any length has a type of its own, which files cannot hold."""
    return array.astype(str) if array.dtype.kind == "T" else np.asarray(array)


def _cell(value: Any) -> str:
    """One number or text, so that reading it gives the same; nothing where it is masked."""
    if value is np.ma.masked:
        return ""
    item = value[()] if isinstance(value, np.ndarray) else value
    if isinstance(item, (np.datetime64, np.timedelta64)):
        return str(item)
    item = np.asarray(item).item()
    return repr(item) if isinstance(item, float) else _quoted(str(item))


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if text[:1] in ("", "#") or set(text) & set(',"\n\r') else text
