"""The drawing page in Chromium: mouse, keyboard, finger, what it says and what it weighs, also from the file system."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from figures.digits.drawings import DIGITS, OTHERS, Line

pytestmark = pytest.mark.browser
PAGE = "examples/draw-a-digit.html"
FIRST_LIMIT, BOTH_LIMIT = 60, 450  # kB that the board takes beside what every page has, before and with the dense one
OWN = re.compile(r"draw-a-digit[/.]|numbers\.js")  # its scripts, style sheet and arrays
INK = """() => {
    const board = document.querySelector(".draw-board"), { width, height } = board, top = Math.round(0.9 * height);
    const copy = new OffscreenCanvas(width, height).getContext("2d", { willReadFrequently: true });
    copy.drawImage(board, 0, 0);
    return copy.getImageData(0, top, width, height - top).data.filter((level, k) => k % 4 === 3 && level > 0).length;
}"""  # in the lowest tenth of the board, where the hint stands
STRANGE = "This is like nothing"


@contextmanager
def opened(browser: Browser, address: str, **options: Any) -> Iterator[tuple[Page, dict[str, float]]]:
    """The page with the network that is there from the start, and the kilobytes of each file of its own."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, **options)
    tab, complaints, sizes = context.new_page(), [], {}
    tab.on("console", lambda message: complaints.append(message.text))
    tab.on("pageerror", lambda error: complaints.append(str(error)))

    def weigh(answer: Any) -> None:
        if OWN.search(answer.url.removesuffix(PAGE)) and not answer.url.endswith("/numbers.js"):
            sizes[answer.url] = int(answer.headers.get("content-length", 0)) / 1000

    tab.on("response", weigh)
    tab.goto(f"{address}{PAGE}")
    tab.wait_for_selector("[data-act=test]:enabled")
    tab.locator(".draw-board").scroll_into_view_if_needed()
    try:
        yield tab, sizes
        assert not complaints, complaints
    finally:
        context.close()


def painted(tab: Page) -> None:
    """The board is painted once a frame: wait until the one that follows the last stroke is over."""
    tab.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")


def lines(tab: Page, strokes: list[Line]) -> None:
    """Draw them with the mouse."""
    box = tab.locator(".draw-board").bounding_box()
    assert box is not None
    for stroke in strokes:
        for k, (x, y) in enumerate(stroke):
            tab.mouse.move(box["x"] + x * box["width"], box["y"] + y * box["height"])
            if k == 0:
                tab.mouse.down()
        tab.mouse.up()
    painted(tab)


def says(tab: Page, network: str = "convolutional") -> str:
    painted(tab)
    return tab.inner_text(f"[data-part=answer-{network}]")


def told(tab: Page) -> str:
    """What a screen reader hears, once the hand rests."""
    tab.wait_for_selector("[data-part=told]:not(:empty)", state="attached")
    tab.wait_for_timeout(1300)
    return tab.locator("[data-part=told]").text_content() or ""


def test_a_drawing_is_read_undone_and_judged_and_costs_little(browser: Browser, address: str) -> None:
    with opened(browser, address) as (tab, sizes):
        assert re.fullmatch(r"\d · \d+(\.\d)?%", says(tab)) and tab.is_disabled("[data-act=undo]")  # an example
        assert tab.inner_text("[data-part=source]").startswith("Test digit ")
        lines(tab, DIGITS[4])
        assert tab.inner_text("[data-part=source]") == "" and tab.is_enabled("[data-act=undo]")
        assert re.fullmatch(r"4 · \d+(\.\d)?%", says(tab))
        assert not tab.is_visible(f"text={STRANGE}")
        spoken = told(tab)
        assert spoken.startswith(" The convolutional network says 4,") and "The nearest training digits: " in spoken
        tab.click("[data-act=undo]")
        tab.click("[data-act=undo]")
        assert says(tab) == "–"
        lines(tab, OTHERS["scribble"])
        assert says(tab) != "–" and tab.is_visible(f"text={STRANGE}")
        tab.click("[data-act=clear]")
        assert says(tab) == "–" and not tab.is_visible(f"text={STRANGE}")
        hint = tab.evaluate(INK)
        lines(tab, [[(0.5, 0.5)]])
        assert hint > 0 and tab.evaluate(INK) == 0
        tab.mouse.down()
        tab.evaluate("document.querySelector('[data-act=clear]').click()")  # as another finger does
        tab.mouse.move(0, 0)
        tab.mouse.up()
        assert says(tab) == "–"
        first = sum(sizes.values())
        tab.click("[data-act=dense]")
        tab.wait_for_selector(".draw-both")
        tab.click("[data-act=test]")
        assert says(tab, "dense") != "–" and re.match(
            r"Test digit \d+: someone wrote an? \d\.", tab.inner_text(".draw-remark")
        )
        assert len(sizes) == 5 and 20 < first <= FIRST_LIMIT and 200 < sum(sizes.values()) <= BOTH_LIMIT, sizes


def test_the_keyboard_draws_from_the_file_system_too(browser: Browser, on_disk: str) -> None:
    with opened(browser, on_disk) as (tab, _):
        tab.focus(".draw-board")
        for key in ["ArrowUp"] * 6 + ["Space"] + ["ArrowDown"] * 14 + ["Space"]:
            tab.keyboard.press(key)
        assert says(tab).startswith("1 · ")
        tab.keyboard.press("ArrowRight")  # the pen is lifted
        assert says(tab).startswith("1 · ")
        tab.keyboard.press("Backspace")
        assert says(tab) == "–"


@pytest.mark.chromium
def test_a_finger_draws_and_does_not_scroll(browser: Browser, address: str) -> None:
    with opened(browser, address, has_touch=True, is_mobile=True) as (tab, _):
        box, before = tab.locator(".draw-board").bounding_box(), tab.evaluate("scrollY")
        assert box is not None
        client = tab.context.new_cdp_session(tab)
        points = [{"x": box["x"] + x * box["width"], "y": box["y"] + y * box["height"]} for x, y in DIGITS[7][0]]
        for k, point in enumerate(points):
            kind = "touchMove" if k else "touchStart"
            client.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [point]})
        client.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
        assert says(tab).startswith("7 · ")
        assert tab.evaluate("scrollY") == before


@pytest.mark.chromium
def test_without_scripts_a_sentence_and_the_figure_stand_in_its_place(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.goto(f"{address}{PAGE}")
    assert tab.is_visible("noscript p") and not tab.is_visible(".draw")
    assert tab.is_visible("#fig-drawings_and_answers svg")
    context.close()
