"""Numbers that are kept come back as they were, to the last bit; what would not is not kept."""

import datetime
import struct
from collections import OrderedDict
from types import MappingProxyType
from typing import Any

import numpy as np
import pytest

from figures.engine.drawing.keeping import CannotKeep, from_bytes, to_bytes

RNG = np.random.default_rng(1)
NAN = struct.unpack("<d", bytes.fromhex("010000000000f8ff"))[0]  # with a sign and a payload
FIELDS = np.zeros(3, dtype=[("a", "<i2"), ("b", ">f8", (2,)), ("c", "U3")])
MASKED = np.ma.MaskedArray([1.0, 2.0, 3.0], [False, True, False], fill_value=-9.0)

VALUES: dict[str, Any] = {
    "floats": [0.1, -0.0, NAN, float("inf"), -float("inf"), 5e-324],
    "whole": [0, -1, 2**70, True, False, None],
    "complex": complex(-0.0, NAN),
    "text": ["", "é", "\ud800", "a\0b", b"\xff"],
    "nested": {"a": [1, (2.0, [3])], 5: {"b": ()}, (1, "x"): range(2, 9, 3), None: {}},
    "dates": [datetime.date(2026, 1, 2), datetime.datetime(2026, 1, 2, 3, 4, 5, 6), datetime.time(1)],
    "order": {"z": 1, "a": 2, "m": 3},
    "doubles": RNG.normal(size=(2, 3, 4)),
    "nans": np.array([NAN, -0.0]),
    "singles": RNG.normal(size=5).astype("f4"),
    "halves": np.float16([0.1]),
    "longest": np.longdouble("0.1") * np.ones(2, np.longdouble),
    "swapped": np.arange(4, dtype=">i4"),
    "columns": np.asfortranarray(RNG.normal(size=(3, 4))),
    "a_view": np.arange(12)[::-3],
    "empty": np.zeros((0, 3)),
    "one_cell": np.array(2.5),
    "letters": np.array(["a", "bcd"]),
    "days": np.array(["2026-01-02"], "M8[D]"),
    "fields": FIELDS,
    "scalars": [np.float64(0.1), np.float32(0.1), np.int8(3), np.bool_(True), np.str_("ab"), np.datetime64("NaT")],
    "masked": MASKED,
    "masked_without": np.ma.MaskedArray([1, 2]),
}


def same(one: Any, other: Any) -> bool:
    """Of one type and equal to the last bit."""
    if type(one) is not type(other):
        return False
    if isinstance(one, dict):
        pairs = zip(one.items(), other.items(), strict=True) if len(one) == len(other) else [(0, 1)]
        return all(same(first, second) for first, second in pairs)
    if isinstance(one, (list, tuple)):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, float):
        return struct.pack("<d", one) == struct.pack("<d", other)
    if isinstance(one, complex):
        return same([one.real, one.imag], [other.real, other.imag])
    if isinstance(one, np.ma.MaskedArray):
        parts = (one.data, one.mask, one.fill_value), (other.data, other.mask, other.fill_value)
        return same(list(map(np.asarray, parts[0])), list(map(np.asarray, parts[1])))
    if isinstance(one, (np.ndarray, np.generic)):
        return (one.dtype, one.shape, one.tobytes()) == (other.dtype, other.shape, other.tobytes())
    return bool(one == other)


@pytest.mark.parametrize("name", VALUES)
def test_what_is_kept_comes_back_to_the_last_bit_and_of_its_type(name: str) -> None:
    assert same(
        from_bytes(to_bytes({name: VALUES[name], "beside": np.ones(2)})), {name: VALUES[name], "beside": np.ones(2)}
    )


def test_the_comparison_tells_apart_what_equality_does_not() -> None:
    for one, other in [
        (0.0, -0.0), (1, True), (1, 1.0), (np.float64(1), 1.0), ([1], (1,)), ({"a": 1, "b": 2}, {"b": 2, "a": 1}),
        (np.ones(2), np.ones(2, "f4")), (np.ones(2), np.ones((2, 1))), (np.array([0.0]), np.array([-0.0])),
    ]:  # fmt: skip
        assert not same(one, other), (one, other)


def test_what_came_back_may_be_changed_if_it_could_be_before() -> None:
    fixed = np.arange(3)
    fixed.flags.writeable = False
    back = from_bytes(to_bytes({"free": np.arange(3), "fixed": fixed}))
    back["free"][0] = 7
    with pytest.raises(ValueError, match="read-only"):
        back["fixed"][0] = 7


class Text(str):
    """A text that knows more."""


ITSELF: dict[str, Any] = {}
ITSELF["again"] = [ITSELF]
DEEP: list[Any] = []
for _ in range(100_000):
    DEEP = [DEEP]


@pytest.mark.parametrize(
    "value",
    [
        object(), Text("a"), {1, 2}, OrderedDict(a=1), MappingProxyType({}), np.array([object()]), np.ma.masked,
        datetime.datetime(2026, 1, 2, tzinfo=datetime.UTC), np.str_("a\0"), np.recarray(1, "f8"), RNG, ITSELF, DEEP,
        np.array(["a"], np.dtypes.StringDType()), (i for i in range(2)), {Text("a"): 1},
        np.zeros(2, np.dtype("f8", metadata={"unit": "m"})),
    ],
    ids=lambda value: type(value).__name__,
)  # fmt: skip
def test_what_would_come_back_as_something_else_is_not_kept(value: Any) -> None:
    with pytest.raises(CannotKeep):
        to_bytes({"value": value})
