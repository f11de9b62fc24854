"""Symbols on pages lead to their row on the notation page."""

import re
from html import unescape
from pathlib import Path

import pytest
from markdown import markdown

from docs.theme.page_extension import PageExtension
from docs.theme.symbols import SymbolExtension, read
from figures.engine.formulas.macros import macros_in

DOCS = Path(__file__).resolve().parents[2] / "docs"
LINK = re.compile(
    r'<a class="symbol" href="([^"]*)#(symbol-[\w-]+)" title="([^"]*)">'
    r'<span class="tex" data-tex="([^"]*)"'
)
ROWS = (
    "| Symbol | Meaning |\n|---|---|\n| $\\eta$, $\\mu$ | the rate, `rate` |\n| $x$ | inputs; see [rows](a.md) |\n"
    "| $(0, 1)$ | an interval |\n"
)


def _converted(text: str, page: str = "learning/descent.md") -> str:
    PageExtension.page = page
    return markdown(
        text,
        extensions=["tables", "pymdownx.arithmatex", SymbolExtension(read(ROWS, {}))],
        extension_configs={"pymdownx.arithmatex": {"generic": True}},
    )


def test_the_first_formula_that_is_a_symbol_alone_leads_to_its_row() -> None:
    html = _converted("## The rate $\\eta$\n\nAt $2\\eta$ *$\\eta$*, and $\\eta$ again; [a $x$](b.md) and $x$, $y$")
    links = re.findall(r'<a class="symbol" href="([^"]*)" title="([^"]*)"><span class="arithmatex">\\\((.*?)\\\)', html)
    assert links == [
        ("../reference/notation.md#symbol-eta", "the rate, rate", "\\eta"),
        ("../reference/notation.md#symbol-x", "inputs; see rows", "x"),
    ]
    assert html.index('class="symbol"') > html.index("<em>")
    assert "</span></a></em>, and" in html  # the words after a symbol stay outside its link


def test_a_bracket_is_no_link_since_it_may_be_a_point() -> None:
    assert "<a" not in _converted("From $(0, 0)$ to $(0, 1)$.")


def test_a_letter_that_changes_its_meaning_is_no_link() -> None:
    changing = "\n## Letters that change their meaning\n\n| Letter | Is |\n|---|---|\n| $\\mu$ | m |\n\n## Words\n"
    assert set(read(ROWS, {})) == {"\\eta", "\\mu", "x"}
    assert set(read(ROWS + changing, {})) == {"\\eta", "x"}


def test_rows_of_the_notation_page_have_addresses_and_no_links() -> None:
    html = _converted(ROWS, "reference/notation.md")
    assert re.findall('<tr id="([^"]*)"', html) == ["symbol-eta", "symbol-x"]
    assert 'class="symbol"' not in html


def test_a_symbol_with_two_rows_leads_to_the_first_and_tells_both_meanings() -> None:
    assert read(ROWS + "| $h$, $x$ | a nudge |\n", {})["x"] == ("symbol-x", "inputs; see rows; or a nudge")


def test_no_two_symbols_share_an_address() -> None:
    macros = macros_in(DOCS)
    symbols = read((DOCS / "reference/notation.md").read_text("utf-8"), macros)
    firsts = re.findall(r"^\| *\$(.+?)\$", (DOCS / "reference/notation.md").read_text("utf-8"), re.MULTILINE)
    places = [symbols[tex][0] for tex in dict.fromkeys(firsts) if tex in symbols]
    assert len(places) > 20 and len(set(places)) == len(places)


@pytest.mark.browser
def test_every_symbol_of_the_book_leads_to_a_row_that_names_it(site: Path) -> None:
    notation = (site / "reference/notation.html").read_text("utf-8")
    rows = re.findall(r'<tr id="(symbol-[^"]+)">(.*?)</tr>', notation, re.DOTALL)
    named = {place: unescape(row) for place, row in rows}
    count = 0
    for path in sorted(site.rglob("*.html")):
        links = LINK.findall(path.read_text("utf-8"))
        assert len(links) == len({tex for *_, tex in links}), f"{path}: a symbol is linked twice"
        for target, place, meaning, tex in links:
            assert (path.parent / target).resolve() == (site / "reference/notation.html").resolve(), path
            assert f'data-tex="{unescape(tex)}"' in named[place], (path, tex)
            assert meaning and "$" not in meaning and "`" not in meaning, (path, tex, meaning)
        count += len(links)
    assert count > 150
