"""Marks that can be taken hold of: dragged to where a setting draws them, they give that setting."""

import math
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page

from tests.site.observed import Look, open_context, reading

pytestmark = pytest.mark.browser
SOME = ("one-neuron/the-perceptron.html", "learning/loss-functions.html")  # points, lines and areas, in both directions
FIGURE = re.compile(r'data-figure="(\w+)" data-frames="[^"]*" data-drag="([^"]*)"')
READY = "name => document.querySelector(`#fig-${name} .figure-grip`) !== null"
# Where a mark is on the screen, as the browser has drawn it: the middles of its sides, or places along its line.
WHERE = """(figure, [slot, element]) => {
    const mark = figure.querySelectorAll(`[data-slot="${slot}"] :is(path, use)`)[element];
    if (!mark) return null;
    const box = mark.getBoundingClientRect();
    const middle = [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
    if (figure.querySelector(".figure-grip").classList.contains("line")) {
        const length = mark.getTotalLength(), matrix = mark.getScreenCTM();
        return [...Array(19).keys()].map(k => mark.getPointAtLength(length * (k + 1) / 20).matrixTransform(matrix))
            .map(({ x, y }) => [x, y]);
    }
    return [middle, [box.left, middle[1]], [box.right, middle[1]], [middle[0], box.top], [middle[0], box.bottom]];
}"""
# Every control to its other third, as a reader would with the keyboard.
AWAY = """(figure, names) => {
    for (const name of names) {
        const input = figure.querySelector(`[name="${name}"]`), span = input.max - input.min;
        const share = (input.value - input.min) / span;
        input.value = Number(input.min) + span * (Math.abs(share - .5) < .1 ? .8 : .5);
        input.dispatchEvent(new Event("input", { bubbles: true }));
    }
    return new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
}"""
# The first of these ways that begins where nothing lies over the mark.
TAKEN = """(figure, ways) => {
    const grips = [...figure.querySelectorAll(".figure-grip")];
    return ways.find(([start, , number]) => document.elementFromPoint(...start) === grips[number]);
}"""
VALUES = "(figure, names) => names.map(name => figure.querySelector(`[name='${name}']`).value)"


@pytest.fixture(scope="module")
def tab(browser: Browser, address: str) -> Iterator[Page]:
    """One reader, for all pages."""
    with reading(browser, address) as page:
        yield page


def at(tab: Page, name: str) -> Locator:
    """The figure in the middle of the screen, ready to be moved."""
    figure = tab.locator(f"#fig-{name}")
    figure.evaluate("it => it.querySelector('svg.figure-svg').scrollIntoView({block: 'center', behavior: 'instant'})")
    tab.wait_for_function(READY, arg=name)
    return figure


def drag(tab: Page, start: list[float], end: list[float]) -> None:
    tab.mouse.move(*start)
    tab.mouse.down()
    tab.mouse.move((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
    tab.mouse.move(*end)
    tab.mouse.up()


def length(way: Any) -> float:
    (x, y), (u, v), _ = way
    return math.hypot(x - u, y - v)


def test_a_mark_dragged_to_where_a_setting_draws_it_gives_that_setting(
    tab: Page, browser: Browser, address: str, site: Path
) -> None:
    """The oracle is the slider: it draws the mark somewhere; dragged there from elsewhere, the slider is back."""
    moved, all_of_them = 0, browser.browser_type.name == "chromium"  # some in the others, for time
    for page in sorted(site.rglob("*.html") if all_of_them else map(site.joinpath, SOME)):
        for name, told in FIGURE.findall(page.read_text(encoding="utf-8")):
            where = address + page.relative_to(site).as_posix()
            if tab.url.partition("#")[0] != where:
                tab.goto(where)
            figure = at(tab, name)
            for wish in told.split(";"):
                controls, _, marks = wish.partition("=")
                names, taken = controls.split("+"), [each.split(":") for each in marks.split()]
                before = [figure.evaluate(WHERE, mark) for mark in taken]
                figure.evaluate(AWAY, names)
                wanted = figure.evaluate(VALUES, names)
                after = [figure.evaluate(WHERE, mark) for mark in taken]
                figure.evaluate("it => it.querySelector('[data-act=reset]').click()")
                first = len(re.findall(":", told.partition(wish)[0]))
                ways = [
                    (start, end, first + number)
                    for number, both in enumerate(zip(before, after, strict=True))
                    for start, end in zip(*both, strict=True)
                ]
                start, end, _ = figure.evaluate(TAKEN, sorted(ways, key=length, reverse=True))
                drag(tab, start, end)
                assert figure.evaluate(VALUES, names) == wanted, (name, controls, start, end)
                moved += 1
    assert moved > (20 if all_of_them else 4)


@pytest.mark.chromium
def test_a_finger_drags_a_mark_and_the_page_stays_and_scrolls_beside_it(browser: Browser, address: str) -> None:
    with open_context(browser, Look.DARK_PHONE, has_touch=True, is_mobile=True) as context:
        tab = context.new_page()
        tab.goto(f"{address}learning/loss-functions.html")
        figure = at(tab, "minus_log_p")
        assert figure.locator(".figure-hint").text_content() == "move me"
        finger = context.new_cdp_session(tab)
        box = figure.locator(".figure-grip").first.bounding_box()
        assert box is not None

        def swipe(x: float, y: float, across: float, down: float) -> tuple[str, float]:
            places = [(x + across * share, y + down * share) for share in (0, 0.25, 0.5, 0.75, 1)]
            for kind, (u, v) in zip(("touchStart", *["touchMove"] * 4), places, strict=True):
                finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": u, "y": v}]})
            finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
            tab.wait_for_timeout(200)
            return figure.locator("[name=probability]").input_value(), tab.evaluate("scrollY")

        stood = tab.evaluate("scrollY")
        moved, stands = swipe(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2, 90, 60)
        assert float(moved) > 0.2 and stands == stood
        assert figure.locator(".figure-hint").count() == 0  # what says "move me" goes when it was moved
        again, scrolled = swipe(box["x"] + 200, box["y"] + 60, 0, -150)
        assert again == moved and scrolled > stood + 50
        tab.wait_for_timeout(500)
        # The address keeps the setting, arrow keys go on from it, and whoever listens hears what a slider tells.
        assert tab.url.endswith(f"#fig-minus_log_p?probability={moved}")
        assert tab.evaluate("document.activeElement.name") == "probability"
        tab.keyboard.press("ArrowRight")
        assert float(figure.locator("[name=probability]").input_value()) == pytest.approx(float(moved) + 0.05)
        assert figure.locator("svg.figure-svg").get_attribute("role") == "img"


def test_what_says_move_me_comes_no_more_to_readers_who_have_moved_three_figures(tab: Page, address: str) -> None:
    """A slider without marks says it in its label, and a fresh reader hears it."""
    label = "getComputedStyle(document.querySelector('#fig-same_accuracy_different_loss label'), '::after').content"
    for count, wanted in ((0, True), (3, False)):
        tab.goto(f"{address}learning/loss-functions.html")
        tab.evaluate(f"localStorage['figures-moved'] = {count}")
        tab.reload()
        assert at(tab, "minus_log_p").locator(".figure-hint").count() == wanted
        assert ("move me" in tab.evaluate(label)) == wanted
