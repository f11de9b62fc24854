"""What leaves Material's style sheet is what no element of a page matches, as the browser reads both sheets."""

import re
from pathlib import Path

import material
import pytest
from playwright.sync_api import Browser

from tests.site.observed import Look, open_context

SHEET = "assets/stylesheets/main.*.min.css"
# Which selectors one sheet has and another has not, though an element matches them in some state. A rule that only sets
# variables is left out: whether they are read is another question.
MISSED = r"""([whole, lean]) => {
    const selectors = (rules, place, found) => {
        for (const rule of rules)
            if (rule.selectorText && ![...rule.style].every(name => name.startsWith("--")))
                rule.selectorText.split(/,(?![^(]*\))/).forEach(each => found.add(`${place}|${each.trim()}`));
            else if (rule instanceof CSSConditionRule) selectors(rule.cssRules, rule.conditionText, found);
        return found;
    };
    const read = text => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(text);
        return selectors(sheet.cssRules, "", new Set());
    };
    const states = /::?(?!not|is|where|has|root|first|last|only|nth)[\w-]+(\([^)]*\))?/g;
    const bare = each => each.replace(/^.*\|/, "").replace(states, "") || "*";
    const matched = each => { try { return document.querySelector(bare(each)) } catch { return null } };
    const kept = read(lean), gone = [...read(whole)].filter(each => !kept.has(each));
    return { gone: gone.length, matched: gone.filter(matched) };
}"""


@pytest.fixture(scope="module")
def sheets(site: Path) -> list[str]:
    """Material's style sheet as it comes, and as it is in the site."""
    (whole,) = (Path(material.__file__).parent / "templates").glob(SHEET)
    (lean,) = site.glob(SHEET)
    return [path.read_text(encoding="utf-8") for path in (whole, lean)]


@pytest.mark.browser
@pytest.mark.parametrize(
    "name",
    ["index.html", "learning/gradient-descent.html", "examples/recognising-digits.html", "reference/notation.html"],
)
def test_no_rule_that_an_element_matches_has_left(name: str, browser: Browser, address: str, sheets: list[str]) -> None:
    with open_context(browser, Look.LIGHT_PHONE) as context:
        page = context.new_page()
        page.goto(address + name)
        page.keyboard.press("/")
        page.keyboard.type("gradient")
        page.wait_for_selector(".search-found a")
        missed = page.evaluate(MISSED, sheets)
    assert missed["gone"] > 500
    assert missed["matched"] == []


def test_no_variable_that_a_sheet_reads_has_left(site: Path, sheets: list[str]) -> None:
    whole, lean = sheets
    all_sheets = "".join(path.read_text(encoding="utf-8") for path in site.glob("assets/**/*.css"))
    read = set(re.findall(r"var\((--[\w-]+)", all_sheets))
    defined = [set(re.findall(r"[{;](--[\w-]+):", text)) for text in (whole, lean)]
    assert len(defined[0]) > 2 * len(defined[1])
    assert (defined[0] & read) - defined[1] == set()


def test_the_sheet_that_every_page_waits_for_is_a_third_of_what_it_was(sheets: list[str]) -> None:
    whole, lean = sheets
    assert 3 * len(lean) < len(whole)
