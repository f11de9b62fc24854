"""The weekly report names what moved, what failed and what is gone, and does not cry over last digits."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

from tests.versions.moved import numbers, report

Alone = Callable[[str], AbstractContextManager[None]]


def book(numpy: str, failed: dict[str, str] | None = None, **facts: Any) -> dict[str, Any]:
    return {"versions": {"numpy": numpy}, "facts": facts, "failed": failed or {}}


def test_a_number_that_moves_is_named_and_last_digits_are_counted() -> None:
    before, after = book("2.4.6", a=0.1 + 0.2, b=[1.0, 2.0], c="tanh"), book("2.5.0", a=0.3, b=[1.0, 2.5], c="tanh")
    assert report(before, after).splitlines() == [
        "Under numpy 2.4.6 → 2.5.0: 1 of 3 numbers moved, 1 more in their last digits.",
        "",
        "",
        "| number | before | after |",
        "|---|---|---|",
        "| b | [1.0, 2.0] | [1.0, 2.5] |",
    ]


def test_what_fails_and_what_is_gone_is_named_and_a_list_that_grows_moves() -> None:
    told = report(book("2.4.6", a=1, b=[1.0]), book("2.4.6", {"xor": "no such name"}, b=[1.0, 2.0], d=1))
    assert told.startswith("Under the same versions: 1 of 2 numbers moved, 0 more")
    assert "- xor failed: no such name\n- a is gone\n- d is new\n" in told


def test_the_numbers_are_those_of_every_figure_that_has_facts(alone_with: Alone) -> None:
    with alone_with("the book"):
        here = numbers()
    assert here["failed"] == {} and len(here["facts"]) > 1000
    assert here["facts"]["xor_two_lines.rows_right"] == 4
