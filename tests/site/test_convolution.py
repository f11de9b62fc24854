"""The page on convolution in Chromium: a kernel of the reader's own, and two networks that learn, from files too."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from figures.examples.convolutional_networks.kernel_over_digit import KERNELS

pytestmark = pytest.mark.browser
PAGE = "examples/convolutional-networks.html"
PICTURE = "canvas => canvas.toDataURL()"
LEARNED = "few_digits_two_networks"


@contextmanager
def opened(browser: Browser, address: str, **options: Any) -> Iterator[tuple[Page, list[str]]]:
    """The page on a telephone, and what it has asked for."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, **options)
    tab, complaints, asked = context.new_page(), [], []
    tab.on("console", lambda message: complaints.append(message.text))
    tab.on("pageerror", lambda error: complaints.append(str(error)))
    tab.on("request", lambda request: asked.append(request.url))
    tab.goto(f"{address}{PAGE}")
    try:
        yield tab, asked
        assert not complaints, complaints
    finally:
        context.close()


def shares(tab: Page) -> tuple[int, ...]:
    """Per cent of the unseen digits: convolutional, dense."""
    texts = (tab.inner_text(f"[data-part=right-{name}]") for name in ("cnn", "dense"))
    return tuple(int(text.partition("%")[0]) for text in texts)


def test_a_typed_kernel_and_a_moved_window_are_answered_at_once(browser: Browser, address: str) -> None:
    with opened(browser, address) as (tab, asked):
        assert not [url for url in asked if "numbers" in url.rpartition("/")[2] and "kernel_over_digit" in url]
        lab = tab.locator("#kernel")
        lab.scroll_into_view_if_needed()
        lab.locator("input:enabled").first.wait_for()
        names = lab.locator("option").all_inner_texts()
        assert names[:-1] == [*KERNELS, "trained"]
        before, told = lab.locator("[data-part=answers]").evaluate(PICTURE), lab.locator("[data-part=told]")
        lab.locator("input").nth(4).fill("9")
        assert lab.locator("[data-part=answers]").evaluate(PICTURE) != before
        assert lab.locator("select").input_value() == "own"
        sums = told.inner_text()
        lab.locator("[role=application]").press("ArrowDown")
        assert told.inner_text().startswith("Row 15, column 10") and told.inner_text() != sums
        lab.locator("select").select_option("upper edge")
        assert lab.locator("[data-part=answers]").evaluate(PICTURE) == before
        for cell in lab.locator("input").all():
            cell.fill("")
        assert told.inner_text().endswith("add up to 0.")


def test_the_networks_stand_still_until_they_are_asked_and_learn_from_files_too(browser: Browser, on_disk: str) -> None:
    with opened(browser, on_disk) as (tab, asked):
        lab = tab.locator("#training")
        lab.scroll_into_view_if_needed()
        first = lab.locator("[data-part=kernels] canvas").first
        start = first.evaluate(PICTURE)
        tab.wait_for_timeout(300)
        assert first.evaluate(PICTURE) == start and not [url for url in asked if f"{LEARNED}.js" in url]
        lab.locator("[data-act=step]").press("Enter")
        lab.locator("[data-part=step]:has-text('1')").wait_for()
        once = first.evaluate(PICTURE)
        assert once != start
        lab.locator("[data-act=rewind]").press("Enter")
        assert first.evaluate(PICTURE) == start and tab.evaluate("document.activeElement.dataset.act") == "play"
        lab.locator("[data-act=step]").click()
        assert first.evaluate(PICTURE) == once
        lab.locator("[data-act=play]").click()
        lab.locator("[data-act=play]:disabled").wait_for(timeout=60_000)
        convolutional, dense = shares(tab)
        assert convolutional > dense > 75 and lab.locator("[data-part=step]").inner_text() == "250"
        spoken = lab.locator("[data-part=told]").text_content()
        assert spoken and re.fullmatch(rf"Step 250\. .* reads {convolutional}%, the dense one {dense}%\.", spoken)
        lab.locator("[data-act=fresh]").click()
        assert first.evaluate(PICTURE) != start and lab.locator("[data-part=step]").inner_text() == "0"
