"""Facts and downloads: what experiment() gives comes through exactly."""

import csv
import datetime
import io
import math
from collections import namedtuple
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
import scipy.sparse
from hypothesis import given, settings
from hypothesis import strategies as st

from figures.engine.drawing.data import data_file, facts_of
from figures.engine.project.faults import FigureError


def test_facts_are_the_scalars_as_plain_values_nested_as_given() -> None:
    facts = facts_of(
        {
            "a": np.float32(0.5),
            "b": np.int64(3),
            "c": True,
            "d": "word",
            "e": np.array(2.5),
            "f": np.arange(3),
            "g": {"h": 1, "i": {"j": -1}, "k": np.zeros(2)},
            "l": {"m": [1, 2]},
            "n": [1.0],
            "o": math.inf,
        }
    )
    assert facts == {"a": 0.5, "b": 3, "c": True, "d": "word", "e": 2.5, "g": {"h": 1, "i": {"j": -1}}, "o": math.inf}
    plain = {type(value) for value in facts.values()}
    assert plain == {float, int, bool, str, dict}


@pytest.mark.parametrize("value", [None, print, {1, 2}, 1j, b"bytes", math.nan, np.float64("nan")])
def test_what_is_no_number_or_text_is_a_fault_that_names_it(value: Any) -> None:
    with pytest.raises(FigureError, match=r"experiment\(\) gives outer.inner"):
        facts_of({"outer": {"inner": value}})


def columns(data: bytes) -> tuple[list[str], dict[str, list[str]]]:
    """Comments and columns of a CSV file."""
    lines = data.decode().splitlines()
    comments = [line for line in lines if line.startswith("#")]
    head, *rows = csv.reader(line for line in lines if not line.startswith("#"))
    return comments, {name: [row[i] for row in rows] for i, name in enumerate(head)}


def test_columns_of_equal_length_become_csv_with_scalars_above() -> None:
    made = data_file(
        {"x": np.array([0.1, 1 / 3]), "label": ["a, b", 'c "d"'], "slope": 2.0, "deep": {"n": [1, 2], "k": 3}}
    )
    assert made is not None
    suffix, data = made
    comments, table = columns(data)
    assert suffix == "csv"
    assert comments == ["# slope,2.0", "# deep.k,3"]
    assert table == {"x": ["0.1", repr(1 / 3)], "label": ["a, b", 'c "d"'], "deep.n": ["1", "2"]}


@settings(max_examples=50, deadline=None)
@given(st.lists(st.floats(allow_nan=False, allow_infinity=False), min_size=1, max_size=5))
def test_numbers_read_back_are_the_same_floats(numbers: list[float]) -> None:
    made = data_file({"x": np.array(numbers)})
    assert made is not None and made[0] == "csv"
    assert [float(cell) for cell in columns(made[1])[1]["x"]] == numbers


def test_scalars_alone_become_rows() -> None:
    assert data_file({"a": 1, "b": {"c": 0.5}}) == ("csv", b"name,value\na,1\nb.c,0.5\n")


@pytest.mark.parametrize(
    "numbers", [{"x": np.arange(3), "y": np.arange(4)}, {"image": np.arange(6.0).reshape(2, 3), "n": 1}]
)
def test_arrays_that_fit_in_no_table_become_npz_with_equal_bytes_each_time(numbers: dict[str, Any]) -> None:
    made = data_file(numbers)
    assert made is not None and made[0] == "npz"
    with np.load(io.BytesIO(made[1])) as read:
        assert set(read.files) == set(numbers)
        for name, value in numbers.items():
            np.testing.assert_array_equal(read[name], value)
    assert data_file(numbers) == made


def test_a_table_of_very_many_rows_becomes_npz() -> None:
    for rows, suffix in ((100_000, "csv"), (100_001, "npz")):
        made = data_file({"x": np.zeros(rows, "u1")})
        assert made is not None and made[0] == suffix


def test_no_numbers_make_no_file() -> None:
    assert data_file({}) is None and data_file({"empty": {}}) is None


@pytest.mark.parametrize("value", [[[1], [1, 2]], object(), [None]])
def test_what_no_file_can_hold_is_a_fault(value: Any) -> None:
    with pytest.raises(FigureError, match=r"experiment\(\) gives outer.inner as"):
        data_file({"outer": {"inner": value}})


def test_what_is_masked_is_an_empty_cell_and_in_npz_stands_beside_its_array() -> None:
    masked = np.ma.masked_equal([1.0, 999.0, 2.0], 999.0)
    assert data_file({"x": masked, "n": np.ma.masked_equal([1, 2, 3], 2)}) == ("csv", b"x,n\n1.0,1\n,\n2.0,3\n")
    made = data_file({"x": masked, "y": np.arange(4)})
    assert made is not None and made[0] == "npz"
    with np.load(io.BytesIO(made[1])) as read:
        np.testing.assert_array_equal(read["x.mask"], [False, True, False])
        assert 999.0 not in read["x"] and read["x"][2] == 2.0


DAY = datetime.date(2026, 11, 28)


@pytest.mark.parametrize(
    ("values", "cells"),
    [
        (np.array(["2026-11-28", "2027-01-01"], "M8[D]"), ["2026-11-28", "2027-01-01"]),
        (
            np.array(["2026-11-28T12:00", "2027-01-01"], "M8[ns]"),
            ["2026-11-28T12:00:00.000000000", "2027-01-01T00:00:00.000000000"],
        ),
        (np.array([3, 4], "m8[D]"), ["3 days", "4 days"]),
        ([DAY, datetime.datetime(2026, 11, 28, 9)], ["2026-11-28", "2026-11-28T09:00:00"]),
        (np.array([DAY, DAY], object), ["2026-11-28", "2026-11-28"]),
        (np.array([1 + 2j, 0.1j]), ["(1+2j)", "0.1j"]),
        (np.array([0.1, 1e-300], np.float32), [repr(float(np.float32(0.1))), "0.0"]),
        (["#1", ""], ["#1", ""]),
        (["a\r\nb", 'c,"'], ["a\r\nb", 'c,"']),
        (np.array(["long", "er"], np.dtypes.StringDType()), ["long", "er"]),
    ],
)
def test_every_kind_of_column_is_written_as_what_it_is(values: Any, cells: list[str]) -> None:
    made = data_file({"column": values})
    assert made is not None and made[0] == "csv"
    [head, *rows] = csv.reader(io.StringIO(made[1].decode(), newline=""))
    assert head == ["column"] and [row[0] if row else "" for row in rows] == cells


def test_a_name_or_text_that_looks_like_a_comment_is_quoted_and_no_scalar_breaks_its_line() -> None:
    made = data_file({"#1": ["#2", "3"], "note": "two\nlines", "a,b": 1})
    assert made is not None
    lines = made[1].decode().splitlines()
    assert [line for line in lines if line.startswith("#")] == [r'# "note,\"two\nlines\""', '# "a,b",1']
    assert lines[2:] == ['"#1"', '"#2"', "3"]


@pytest.mark.parametrize("name", ["file", "args", "allow_pickle", "arr_0", "a/b", "a,b", 'a"b', "a\nb", "ä"])
def test_numbers_may_have_any_name(name: str) -> None:
    numbers = {name: np.arange(3.0), "other": np.arange(4)}
    made = data_file(numbers)
    assert made is not None
    with np.load(io.BytesIO(made[1])) as read:
        np.testing.assert_array_equal(read[name], numbers[name])
    made = data_file({name: np.arange(2)})
    assert made is not None and next(csv.reader(io.StringIO(made[1].decode()))) == [name]


def test_structured_arrays_become_columns_of_their_fields() -> None:
    table = np.array([(1, 0.5), (2, 0.25)], [("n", int), ("share", float)])
    assert data_file({"table": table}) == ("csv", b"table.n,table.share\n1,0.5\n2,0.25\n")


class Quantity(np.ndarray):
    """An array that knows its unit."""


class Series:
    """A column that knows its index, or a tensor that knows its gradient."""

    def __array__(self, *_: Any, **__: Any) -> np.ndarray:
        raise RuntimeError("call detach() first")


Series.__module__ = "pandas.core"
Point = namedtuple("Point", "x y")


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (np.arange(3.0).view(Quantity), "tests Quantity; expected .* give np.asarray"),
        (np.arange(3.0)[0:1].reshape(()).view(Quantity), "tests Quantity"),
        (np.matrix([[1, 2]]), "matrix"),
        (Series(), "pandas Series; expected .* give np.asarray"),
        ([Series(), Series()], "list; it holds pandas Series"),
        ([[1.0], [Series()]], "list; it holds pandas Series"),
        (np.array([None, "x"], object), "ndarray; it holds object"),
        (Point(1, 2), "tests Point"),
        (np.ma.masked, "MaskedConstant; it is masked"),
        ([1.0, np.ma.masked], "list; it holds MaskedConstant"),
        ([np.ma.masked_equal([1, 2], 2)], "list; it holds MaskedArray"),
        (np.ma.array(5.0, mask=True), "MaskedArray; it is masked"),
        (np.array([b"a"]), "ndarray; it holds |S1"),
        ((n for n in range(3)), "generator"),
        (Fraction(1, 3), "fractions Fraction"),
        ([Decimal("0.1")], "list; it holds decimal Decimal"),
        ([10**30], "list; it holds whole numbers of more than 64 bits"),
        ("\ud800", "str; .* is no text"),
        (["\ud800"], "list; it holds what is no text"),
        ([[1], [1, 2]], "list; its lists differ in length"),
        (scipy.sparse.eye(3), "scipy"),
    ],
)
def test_what_only_another_type_knows_is_refused_by_name(value: Any, said: str) -> None:
    with pytest.raises(FigureError, match=r"experiment\(\) gives outer\.inner as " + said.replace("|", r"\|")):
        data_file({"outer": {"inner": value}})


def test_a_whole_number_that_python_does_not_write_is_refused_by_name() -> None:
    for give in (facts_of, data_file):
        with pytest.raises(FigureError, match=r"gives outer.inner as int; it has more than 4300 digits"):
            give({"outer": {"inner": 10**5000}})


def test_dates_are_facts_as_text() -> None:
    assert facts_of({"day": np.datetime64("2026-11-28", "ns"), "date": DAY, "long": np.timedelta64(3, "h")}) == {
        "day": "2026-11-28T00:00:00.000000000",
        "date": "2026-11-28",
        "long": "3 hours",
    }


def test_a_dict_or_list_that_contains_itself_is_a_fault() -> None:
    numbers: dict[str, Any] = {"a": {}}
    numbers["a"]["b"] = numbers["a"]
    for give in (facts_of, data_file):
        with pytest.raises(FigureError, match=r"experiment\(\) gives a.b, a dict that contains itself"):
            give(numbers)
    endless: list[Any] = [1]
    endless.append(endless)
    with pytest.raises(FigureError, match=r"gives x as list; it holds list"):
        data_file({"x": endless})


def test_a_name_given_twice_is_a_fault() -> None:
    with pytest.raises(FigureError, match=r"two numbers called a.b"):
        data_file({"a.b": [1], "a": {"b": [2]}})
    with pytest.raises(FigureError, match=r"two numbers called 1"):
        data_file({1: [1], "1": [2]})
