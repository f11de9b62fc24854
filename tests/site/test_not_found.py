"""The page for addresses that lead nowhere, at any depth and wherever the site lies."""

import mimetypes
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.site.observed import Look, open_context
from tests.site.test_links import Html, digest_of

Ask = Callable[[str, str], Page]


@pytest.fixture(scope="module")
def ask(browser: Browser, site: Path) -> Iterator[Ask]:
    """Opens an address of a host that keeps the site in a folder and answers 404.html to what is not there."""
    with open_context(browser, Look.LIGHT_PHONE) as context:
        page = context.new_page()

        def opened(folder: str, address: str) -> Page:
            def answer(route: Route) -> None:
                path = urlsplit(route.request.url).path
                place = site / path.removeprefix(folder)
                there = path.startswith(folder) and place.is_file()
                file = place if there else site / "404.html"
                kind = mimetypes.guess_type(file)[0]
                route.fulfill(status=200 if there else 404, body=file.read_bytes(), content_type=kind)

            page.unroute_all()
            page.route("http://book.example/**", answer)
            page.goto(f"http://book.example{folder}{address}")
            return page

        yield opened


@pytest.mark.browser
@pytest.mark.parametrize("folder", ["/", "/of/any/"])
@pytest.mark.parametrize(
    "address", ["gradient-decent.html", "learning/more/gradient_descent", "a/b/c/gradient%20descent/"]
)
def test_a_lost_reader_gets_the_nearest_page_and_contents_that_lead_there(
    folder: str, address: str, ask: Ask, site: Path
) -> None:
    page = ask(folder, address)
    expect(page.locator("#find")).to_be_visible()  # where the site begins is found
    links = page.locator("a").evaluate_all("links => links.map(link => new URL(link.href).pathname)")
    assert len(links) > 30 and all((site / path.removeprefix(folder)).is_file() for path in links)
    page.locator("#near a").first.click()
    expect(page.locator("h1")).to_contain_text("Gradient descent")


@pytest.mark.browser
def test_a_lost_reader_can_search_at_once(ask: Ask) -> None:
    page = ask("/of/any/", "x/y/momentm.html")
    box = page.get_by_role("textbox", name="Search the book")
    expect(box).to_have_value("momentm")
    box.press("Enter")
    expect(page.locator(".search-page").first).to_contain_text("Momentum and Adam")


@pytest.mark.browser
def test_an_address_like_no_page_gets_no_guess_and_shows_as_text(ask: Ask) -> None:
    page = ask("/", "<b>qqzz</b>/")
    expect(page.locator("#asked")).to_have_text("/%3Cb%3Eqqzz%3C/b%3E/")
    assert page.locator("#near").is_hidden()


def test_the_page_for_lost_readers_needs_no_other_file(site: Path) -> None:
    text = (site / "404.html").read_text(encoding="utf-8")
    html = Html(text)
    assert html.loads == [] and "<style>" in text
    for kind, texts in html.inline.items():
        assert html.allowed(kind) == set(map(digest_of, texts))
