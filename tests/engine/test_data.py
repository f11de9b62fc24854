"""Facts and downloads: what experiment() gives comes through exactly."""

import csv
import io
import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from figures.engine.data import data_file, facts_of
from figures.engine.faults import FigureError


def test_facts_are_the_scalars_as_plain_values_nested_as_given() -> None:
    facts = facts_of({"a": np.float32(0.5), "b": np.int64(3), "c": True, "d": "word", "e": np.array(2.5),
                      "f": np.arange(3), "g": {"h": 1, "i": {"j": -1}, "k": np.zeros(2)}, "l": {"m": [1, 2]},
                      "n": [1.0], "o": math.inf})
    assert facts == {"a": 0.5, "b": 3, "c": True, "d": "word", "e": 2.5, "g": {"h": 1, "i": {"j": -1}}, "o": math.inf}
    plain = {type(value) for value in facts.values()}
    assert plain == {float, int, bool, str, dict}


@pytest.mark.parametrize("value", [None, print, {1, 2}, 1j, b"bytes", math.nan, np.float64("nan")])
def test_what_is_no_number_or_text_is_a_fault_that_names_it(value: Any) -> None:
    with pytest.raises(FigureError, match=r"experiment\(\) gives inner"):
        facts_of({"outer": {"inner": value}})


def columns(data: bytes) -> tuple[list[str], dict[str, list[str]]]:
    """Comments and columns of a CSV file."""
    lines = data.decode().splitlines()
    comments = [line for line in lines if line.startswith("#")]
    head, *rows = csv.reader(line for line in lines if not line.startswith("#"))
    return comments, {name: [row[i] for row in rows] for i, name in enumerate(head)}


def test_columns_of_equal_length_become_csv_with_scalars_above() -> None:
    made = data_file({"x": np.array([0.1, 1 / 3]), "label": ["a, b", 'c "d"'], "slope": 2.0,
                      "deep": {"n": [1, 2], "k": 3}})
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


@pytest.mark.parametrize("numbers", [
    {"x": np.arange(3), "y": np.arange(4)},
    {"image": np.arange(6.0).reshape(2, 3), "n": 1},
])
def test_arrays_that_fit_in_no_table_become_npz_with_equal_bytes_each_time(numbers: dict[str, Any]) -> None:
    made = data_file(numbers)
    assert made is not None and made[0] == "npz"
    with np.load(io.BytesIO(made[1])) as read:
        assert set(read.files) == set(numbers)
        for name, value in numbers.items():
            np.testing.assert_array_equal(read[name], value)
    assert data_file(numbers) == made


def test_no_numbers_make_no_file() -> None:
    assert data_file({}) is None and data_file({"empty": {}}) is None


@pytest.mark.parametrize("value", [[[1], [1, 2]], object(), [None]])
def test_what_no_file_can_hold_is_a_fault(value: Any) -> None:
    with pytest.raises(FigureError, match=r"experiment\(\) gives outer.inner as"):
        data_file({"outer": {"inner": value}})
