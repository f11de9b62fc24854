"""What lies far below the screen waits: a formula in its room, and on a phone blocks in about theirs."""

import pytest
from playwright.sync_api import Browser, Page

from tests.site.observed import Look, open_context

pytestmark = pytest.mark.browser
PAGES = ["learning/gradient-descent.html", "frameworks/pytorch.html", "reference/notation.html"]
PHONE = {"is_mobile": True, "has_touch": True}
WAIT = """[...document.querySelectorAll(".md-typeset > :not(figure, details) > *")]
    .filter(part => part.checkVisibility() && !part.checkVisibility({contentVisibilityAuto: true})).length"""
LENGTH = "document.documentElement.scrollHeight"
LAID_OUT = "document.documentElement.dataset.painted = 'whole'"
FORMULAS_WAIT = """[...document.querySelectorAll(".tex > svg > g")]
    .filter(ink => ink.checkVisibility() && !ink.checkVisibility({contentVisibilityAuto: true})).length"""
SIZES = """[...document.querySelectorAll(".tex > svg")].filter(formula => formula.checkVisibility())
    .flatMap(formula => [formula.getBoundingClientRect().width, formula.getBoundingClientRect().height])"""
COUNTED = "document.querySelectorAll('.md-typeset > [style*=\"--letters\"]').length > 5"


def waiting_of(page: Page, address: str) -> int:
    """How many parts of the page's blocks wait, when it has been painted."""
    page.goto(address, wait_until="networkidle")
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    count: int = page.evaluate(WAIT)
    return count


@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_about_its_length_before_all_of_it_is_laid_out(name: str, browser: Browser, address: str) -> None:
    with open_context(browser, Look.LIGHT_PHONE, **PHONE) as context:
        page = context.new_page()
        assert waiting_of(page, address + name) > 10
        page.wait_for_function(COUNTED)
        reserved = page.evaluate(LENGTH)
        page.evaluate(LAID_OUT)
        assert page.evaluate(WAIT) == 0
        assert reserved == pytest.approx(page.evaluate(LENGTH), rel=0.04)


def test_with_a_mouse_nothing_waits(browser: Browser, address: str) -> None:
    with open_context(browser) as context:
        assert waiting_of(context.new_page(), address + PAGES[0]) == 0


@pytest.mark.parametrize("width", [Look.LIGHT_DESKTOP, Look.LIGHT_PHONE], ids=lambda look: look.value)
@pytest.mark.parametrize("name", PAGES)
def test_a_formula_that_waits_has_the_size_that_it_will_have(
    name: str, width: Look, browser: Browser, address: str
) -> None:
    with open_context(browser, width) as context:
        page = context.new_page()
        waiting_of(page, address + name)
        assert page.evaluate(FORMULAS_WAIT) > 5
        sizes = page.evaluate(SIZES)
        page.evaluate(LAID_OUT)
        assert page.evaluate(FORMULAS_WAIT) == 0
        assert sizes == pytest.approx(page.evaluate(SIZES), abs=0.1)
        assert min(sizes) > 1


def test_on_paper_no_formula_waits(browser: Browser, address: str) -> None:
    with open_context(browser) as context:
        page = context.new_page()
        waiting_of(page, address + PAGES[0])
        page.emulate_media(media="print")
        assert page.evaluate(FORMULAS_WAIT) == 0
