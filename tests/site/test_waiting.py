"""On a phone, what lies far below the screen waits, and takes about its room until it comes."""

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
