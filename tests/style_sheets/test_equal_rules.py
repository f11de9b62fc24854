"""Style sheets say each thing once."""

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from docs.theme.lean import parts, rules
from tests.style_sheets.check import ROOT, sheets

COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


def said(sheet: str, within: str = "") -> Iterator[tuple[tuple[str, ...], str]]:
    """Each rule of two declarations or more: these, after the conditions under which they hold, and its selector."""
    for prelude, body in rules(sheet):
        selector = " ".join(prelude.split())
        declarations = sorted(" ".join(each.split()) for each in parts(body, ";"))
        if selector.startswith("@"):
            yield from said(body, f"{within} {selector}")
        elif len(declarations) > 1:
            yield (within, *declarations), selector


def twins(text: str) -> list[list[str]]:
    """The selectors whose rules say the same."""
    found: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for rule, selector in said(COMMENT.sub("", text)):
        found[rule].append(selector)
    return [selectors for selectors in found.values() if len(selectors) > 1]


@pytest.mark.parametrize("sheet", sheets(), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_two_rules_of_a_sheet_say_the_same(sheet: Path) -> None:
    assert twins(sheet.read_text(encoding="utf-8")) == []


def test_two_rules_that_say_the_same_are_found_in_any_order_under_the_same_condition() -> None:
    sheet = "a { top: 0; left: 0 } b { left: 0; /* x */ top: 0; } i { top: 0 } u { top: 0 }"
    assert twins(f"{sheet} @media print {{ p {{ top: 0; left: 0 }} }}") == [["a", "b"]]
