"""Code and its button: what is copied, where the button stands, and how the name of a file is parted."""

import pytest
from playwright.sync_api import Browser, expect

from tests.site.observed import Look, reading

pytestmark = pytest.mark.browser
CODE = "frameworks/where-frameworks-part.html"
PHONE = {"is_mobile": True, "has_touch": True}
OPENED = """() => {
    document.documentElement.dataset.painted = "whole";
    document.querySelectorAll("article details").forEach(each => { each.open = true });
}"""
# The pieces of code that a reader sees beneath a button, before and after pushing the code sideways.
BENEATH = """buttons => buttons.flatMap(button => {
    const code = button.parentElement.querySelector("code"), range = new Range(), found = [];
    for (const pushed of [0, 9999]) {
        code.scrollLeft = pushed;
        const texts = document.createTreeWalker(code, NodeFilter.SHOW_TEXT);
        const [over, frame] = [button, code].map(each => each.getBoundingClientRect());
        while (texts.nextNode()) {
            range.selectNodeContents(texts.currentNode);
            for (const { left, right, top, bottom } of range.getClientRects())
                if (texts.currentNode.data.trim() && Math.min(bottom, over.bottom) > Math.max(top, over.top) + 3
                    && Math.min(right, over.right, frame.right) > Math.max(left, over.left, frame.left) + 1)
                    found.push(texts.currentNode.data);
        }
    }
    return found;
})"""
# The letters with which the lines of a text end, but for the last.
ENDS = """names => names.flatMap(name => {
    const texts = document.createTreeWalker(name, NodeFilter.SHOW_TEXT), range = new Range(), letters = [];
    while (texts.nextNode())
        [...texts.currentNode.data].forEach((letter, k) => {
            range.setStart(texts.currentNode, k);
            range.setEnd(texts.currentNode, k + 1);
            letters.push([letter, range.getBoundingClientRect().top]);
        });
    return letters.filter(([, top], k) => letters[k + 1]?.[1] > top + 5).map(([letter]) => letter);
})"""
REFUSED = "() => { navigator.clipboard.writeText = () => Promise.reject(new DOMException('', 'NotAllowedError')) }"


@pytest.mark.chromium
@pytest.mark.parametrize("name", ["one-neuron/from-brain-to-model.html", "learning/training-loop.html", CODE])
def test_where_a_finger_copies_no_code_lies_beneath_the_button(name: str, browser: Browser, address: str) -> None:
    with reading(browser, address, Look.LIGHT_PHONE, **PHONE) as tab:
        tab.goto(address + name, wait_until="networkidle")
        tab.evaluate(OPENED)
        buttons = tab.locator("article .copy")
        assert buttons.count() > 5
        assert buttons.evaluate_all(BENEATH) == []
        assert tab.evaluate("document.documentElement.scrollWidth") == 390


def test_the_name_of_a_file_goes_on_behind_a_slash(browser: Browser, address: str) -> None:
    with reading(browser, address, Look.LIGHT_PHONE) as tab:
        tab.goto(address + CODE, wait_until="networkidle")
        tab.evaluate(OPENED)
        ends = tab.locator("article .filename").evaluate_all(ENDS)
        assert len(ends) > 1 and set(ends) == {"/"}


def test_where_the_browser_copies_nothing_the_code_is_selected(browser: Browser, address: str) -> None:
    with reading(browser, address) as tab:
        tab.goto(address + CODE, wait_until="networkidle")
        tab.evaluate(REFUSED)
        block = tab.locator(".highlight", has=tab.locator(".copy")).first
        block.hover()
        block.locator(".copy").click()
        expect(block.locator(".copy")).to_have_text("Selected")
        assert tab.evaluate("getSelection().toString()").strip() == block.locator("code").inner_text().strip()
        assert len(tab.evaluate("getSelection().toString()")) > 20
