"""Every page in light and dark, one of them on a desktop and one on a phone, as Chromium shows it."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.site.observed import Look, Seen, looks_of, open_context

pytestmark = pytest.mark.browser
Visit = Callable[[str, Look], Seen]


def test_console_and_content_security_policy_report_nothing(page: str, look: Look, seen: Visit) -> None:
    assert seen(page, look).console == []


def test_nothing_is_asked_of_a_third_party(page: str, look: Look, seen: Visit) -> None:
    assert seen(page, look).foreign == []


def test_everything_that_a_page_asks_for_is_there(page: str, look: Look, seen: Visit) -> None:
    assert seen(page, look).failed == []


def test_axe_reports_nothing(page: str, look: Look, seen: Visit) -> None:
    assert seen(page, look).axe == []


@pytest.mark.fonts
def test_nothing_moves_while_a_page_loads(page: str, look: Look, seen: Visit) -> None:
    assert seen(page, look).view["shifts"] == []


@pytest.mark.fonts
def test_nothing_is_wider_than_the_screen(page: str, look: Look, seen: Visit) -> None:
    view = seen(page, look).view
    assert (view["overflow"], view["sticksOut"]) == (0, [])


@pytest.fixture(scope="module")
def smallest(browser: Browser) -> Iterator[Page]:
    """A tab on the smallest telephone, whose pages differ in more than their width: it is touched."""
    phone: dict[str, Any] = {"viewport": {"width": 320, "height": 640}, "is_mobile": True, "has_touch": True}
    with open_context(browser, Look.LIGHT_PHONE, **phone) as context:
        yield context.new_page()


@pytest.mark.chromium
def test_nothing_is_wider_than_the_smallest_telephone(page: str, smallest: Page, address: str) -> None:
    smallest.goto(address + page)
    wide = smallest.evaluate("""() => {
        document.documentElement.dataset.painted = "whole";
        for (const each of document.querySelectorAll("details")) each.open = true;
        return document.documentElement.scrollWidth;
    }""")
    assert wide == 320


@pytest.mark.fonts
def test_no_title_link_or_caption_is_cut_off(page: str, look: Look, seen: Visit) -> None:
    assert seen(page, look).view["cutOff"] == []


@pytest.mark.fonts
def test_no_title_and_no_name_in_a_table_breaks_inside_a_word(page: str, look: Look, seen: Visit) -> None:
    assert seen(page, look).view["torn"] == []


def test_every_displayed_formula_is_seen_whole(page: str, look: Look, seen: Visit) -> None:
    assert seen(page, look).view["pushed"] == []


def test_texts_of_a_figure_stay_on_the_screen_and_clear_of_each_other(page: str, look: Look, seen: Visit) -> None:
    for figure in seen(page, look).view["figures"]:
        assert (figure["outside"], figure["overlaps"]) == ([], []), figure["id"]


def test_texts_of_a_figure_are_legible(page: str, look: Look, seen: Visit) -> None:
    for figure in seen(page, look).view["figures"]:
        assert figure["faint"] == [], figure["id"]


@pytest.mark.fonts
def test_texts_of_a_figure_are_large_enough(page: str, look: Look, seen: Visit) -> None:
    for figure in seen(page, look).view["figures"]:
        assert figure["smallest"] >= 9.5, figure["id"]


def test_figures_follow_the_scheme(page: str, seen: Visit) -> None:
    light, dark = (seen(page, look).view for look in looks_of(page))
    assert light["paper"] != dark["paper"]
    for at_day, at_night in zip(light["figures"], dark["figures"], strict=True):
        assert set(at_day["colours"]).isdisjoint(at_night["colours"]), at_day["id"]
