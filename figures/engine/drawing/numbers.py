"""Checks what a script gives: numbers, text and dates, arrays and lists of them, and dicts of all that.

What another type knows of its numbers (a unit, an index, a gradient) would be lost in an array, so it is refused by
name. NumPy's masked arrays and structured arrays are understood.
"""

import datetime
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from figures.engine.project.faults import Fault, FigureError

LISTS = (list, tuple, range)
ARRAYS = (np.ndarray, np.ma.MaskedArray, np.memmap)
DATES = (datetime.date, datetime.time)  # a datetime is a date
MOST_DIGITS = 4300  # that Python writes of a whole number
EXPECTED = "expected numbers, text, dates, NumPy arrays or lists of such, or dicts of them"


def is_scalar(value: Any) -> bool:
    """Whether the value is one number, text or date; it may be one that is refused."""
    return type(value) not in LISTS and (type(value) not in ARRAYS or np.ndim(value) == 0)


def scalar(name: str, value: Any, whose: str) -> bool | int | float | complex | str:
    """One number as Python's own; a date as text. Raises FigureError for anything else."""
    if isinstance(value, np.ma.MaskedArray) and np.ma.is_masked(value):
        raise _refused(name, value, whose, "it is masked; leave it out")
    if type(value) in ARRAYS:
        value = value[()]
    if isinstance(value, (np.datetime64, np.timedelta64)):
        return str(value)
    if isinstance(value, DATES):
        return value.isoformat()
    if isinstance(value, np.generic):
        value = value.item()
    if not isinstance(value, (bool, int, float, complex, str)):
        raise _refused(name, value, whose)
    if isinstance(value, int) and value.bit_length() > MOST_DIGITS * 3.32:
        raise _refused(name, value, whose, f"it has more than {MOST_DIGITS} digits; give it as a float or as text")
    if isinstance(value, str) and not _can_be_written(value):
        raise _refused(name, value, whose, f"{value!r} is no text that UTF-8 can write")
    return value


def arrays(numbers: Mapping[Any, Any], whose: str = "experiment") -> dict[str, np.ndarray]:
    """All numbers, flat, by their names: `outer.inner` for those in dicts and in the fields of structured arrays.

    Raises FigureError for what no array can hold, for a dict that contains itself and for a name used twice.
    """
    found: dict[str, np.ndarray] = {}
    for name, array in _flat(numbers, "", (), whose):
        if name in found:
            raise FigureError(Fault(f"{whose}() gives two numbers called {name}; rename one of them"))
        found[name] = array
    return found


def entries(numbers: Any, whose: str, around: tuple[int, ...] = (), prefix: str = "") -> Iterator[tuple[str, Any]]:
    """What a dict holds, with names as text. Raises FigureError if it is no dict or contains itself (`around` it)."""
    if not isinstance(numbers, Mapping):
        raise FigureError(Fault(f"{whose}() returned {type(numbers).__name__}; expected a dict of numbers by name"))
    if id(numbers) in around:
        raise FigureError(Fault(f"{whose}() gives {prefix.rstrip('.')}, a dict that contains itself"))
    for name, value in numbers.items():
        yield str(name), value


def _flat(numbers: Any, prefix: str, around: tuple[int, ...], whose: str) -> Iterator[tuple[str, np.ndarray]]:
    for own, value in entries(numbers, whose, around, prefix):
        name = f"{prefix}{own}"
        if isinstance(value, Mapping):
            yield from _flat(value, f"{name}.", (*around, id(numbers)), whose)
        elif is_scalar(value):
            yield name, np.asarray(scalar(name, value, whose))
        else:
            array = _array(name, value, whose)
            if array.dtype.names is None:
                yield name, array
            else:
                yield from _flat({field: array[field] for field in array.dtype.names}, f"{name}.", (), whose)


def _array(name: str, value: Any, whose: str) -> np.ndarray:
    if type(value) in (list, tuple):
        if any(isinstance(item, DATES) for item in value):
            value = [item.isoformat() if isinstance(item, DATES) else item for item in value]
        for item in _odd_ones(value, ()):
            raise _refused(name, value, whose, f"it holds {_type(item)}; {EXPECTED}")
    try:
        array: np.ndarray = value if type(value) in ARRAYS else np.asarray(value)
    except ValueError:  # ragged: lists of different lengths
        raise _refused(name, value, whose, "its lists differ in length; give one array each") from None
    if array.dtype == object and all(isinstance(item, DATES) for item in array.flat):
        return np.array([item.isoformat() for item in array.flat]).reshape(array.shape)
    if array.dtype == object and all(isinstance(item, int) for item in array.flat):
        raise _refused(name, value, whose, "it holds whole numbers of more than 64 bits; give them as floats or text")
    if array.dtype.kind not in "biufcUTmM" and array.dtype.names is None:
        raise _refused(name, value, whose, f"it holds {array.dtype}; {EXPECTED}")
    if array.dtype.kind in "UT" and not all(map(_can_be_written, array.flat)):
        raise _refused(name, value, whose, "it holds what is no text that UTF-8 can write")
    return array


def _odd_ones(items: Any, around: tuple[int, ...]) -> Iterator[Any]:
    """What in lists, however deep, is no number, text, date or array; a list that contains itself is odd too."""
    if id(items) in around:
        yield items
        return
    for kind in {type(item) for item in items}:
        if kind in (list, tuple):
            for item in items:
                if type(item) is kind:
                    yield from _odd_ones(item, (*around, id(items)))
        elif not issubclass(kind, (bool, int, float, complex, str, np.generic)) and (
            kind not in (range, np.ndarray, np.memmap)
        ):
            yield next(item for item in items if type(item) is kind)


def _can_be_written(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _type(value: Any) -> str:
    """The type's name as people know it: `pandas Series`, but `list`."""
    home = type(value).__module__.partition(".")[0]
    return type(value).__name__ if home in ("builtins", "numpy", "__main__") else f"{home} {type(value).__name__}"


def _refused(name: str, value: Any, whose: str, why: str = "") -> FigureError:
    remedy = ""
    if not why and hasattr(value, "__array__"):
        remedy = "; give np.asarray(…) of it, and what it knows besides under names of its own"
    return FigureError(Fault(f"{whose}() gives {name} as {_type(value)}; {why or EXPECTED}{remedy}"))
