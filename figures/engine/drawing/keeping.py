"""Numbers as bytes and back: the same values to the last bit, of the same types, in the same order.

What would come back as anything else is not kept; nothing that is read can run. A line of JSON says how the values lie
in one another, and the arrays follow in NumPy's own format.
"""

import datetime
import io
import json
import struct
from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.lib.format import descr_to_dtype, dtype_to_descr, read_array, write_array

DATES = {kind.__name__: kind for kind in (datetime.datetime, datetime.date, datetime.time)}


class CannotKeep(Exception):
    """Something among the numbers is not of a kind that comes back as it is."""


def to_bytes(numbers: Mapping[Any, Any]) -> bytes:
    """The numbers, to be kept. Raises CannotKeep."""
    arrays: list[np.ndarray] = []
    try:
        told = json.dumps(_told(numbers, (), arrays))
        file = io.BytesIO()
        file.write(told.encode() + b"\n")
        for array in arrays:
            write_array(file, array, allow_pickle=False)
    except (TypeError, ValueError, RecursionError) as error:
        raise CannotKeep(str(error)) from error
    return file.getvalue()


def from_bytes(data: bytes) -> dict[Any, Any]:
    """The numbers that were kept."""
    file = io.BytesIO(data)
    told, arrays = json.loads(file.readline()), []
    while file.tell() < len(data):
        arrays.append(read_array(file, allow_pickle=False))
    return _meant(told, arrays)  # type: ignore[no-any-return]


def _told(value: Any, around: tuple[int, ...], arrays: list[np.ndarray]) -> Any:
    kind = type(value)
    if value is None or kind in (bool, str):
        return value
    if kind is int:
        return ["int", hex(value)]
    if kind is float:
        return ["float", struct.pack("<d", value).hex()]
    if kind is complex:
        return ["complex", struct.pack("<dd", value.real, value.imag).hex()]
    if kind is bytes:
        return ["bytes", value.hex()]
    if kind is range:
        return ["range", [hex(part) for part in (value.start, value.stop, value.step)]]
    if kind in DATES.values() and getattr(value, "tzinfo", None) is None and not getattr(value, "fold", 0):
        return [kind.__name__, value.isoformat()]
    if kind in (list, tuple, dict):
        if id(value) in around:
            raise CannotKeep("it contains itself")
        items = [item for pair in value.items() for item in pair] if kind is dict else value
        return [kind.__name__, [_told(item, (*around, id(value)), arrays) for item in items]]
    if kind is np.ma.MaskedArray and value is not np.ma.masked:
        parts = [value.data, value._mask if value._mask is not np.ma.nomask else None, value._fill_value]
        return ["masked", [_told(part, around, arrays) for part in parts], bool(value.hardmask)]
    if kind is np.ndarray or (isinstance(value, np.generic) and kind is value.dtype.type):
        return _array(value, arrays)
    raise CannotKeep(f"a {kind.__name__}")


def _array(value: Any, arrays: list[np.ndarray]) -> list[Any]:
    array = np.asarray(value)
    kind = array.dtype
    if kind.hasobject or kind.metadata or kind.kind == "T" or descr_to_dtype(dtype_to_descr(kind)) != kind:
        raise CannotKeep(f"an array of {kind}")
    if kind.kind in "SU" and isinstance(value, np.generic) and array[()] != value:
        raise CannotKeep("a text that an array would cut")
    arrays.append(array)
    return ["array", len(arrays) - 1, array.flags.writeable] if type(value) is np.ndarray else ["one", len(arrays) - 1]


def _meant(told: Any, arrays: list[np.ndarray]) -> Any:
    if not isinstance(told, list):
        return told
    kind, content, *rest = told
    if kind == "int":
        return int(content, 16)
    if kind == "float":
        return struct.unpack("<d", bytes.fromhex(content))[0]
    if kind == "complex":
        return complex(*struct.unpack("<dd", bytes.fromhex(content)))
    if kind == "bytes":
        return bytes.fromhex(content)
    if kind == "range":
        return range(*(int(part, 16) for part in content))
    if kind in DATES:
        return DATES[kind].fromisoformat(content)
    if kind == "array":
        arrays[content].flags.writeable = rest[0]
        return arrays[content]
    if kind == "one":
        return arrays[content][()]
    items = [_meant(item, arrays) for item in content]
    if kind == "masked":
        data, mask, fill = items
        masked = np.ma.MaskedArray(data, np.ma.nomask if mask is None else mask, hard_mask=rest[0])
        masked._fill_value = fill  # type: ignore[attr-defined]
        return masked
    if kind == "dict":
        return dict(zip(items[::2], items[1::2], strict=True))
    return items if kind == "list" else tuple(items)
