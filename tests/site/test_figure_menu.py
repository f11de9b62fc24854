"""A figure as an object: copied as it is now, cited with its number, seen as large as the screen."""

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Browser, Locator, Page, expect

from tests.site.observed import Look, open_context, reading

pytestmark = pytest.mark.browser
PAGE, NAME = "learning/loss-functions.html", "minus_log_p"
# The copied picture: its size, the share of it that is paper, and the pixels of one of its colours.
COPIED = """async () => {
    const [item] = await navigator.clipboard.read(), blob = await item.getType("image/png");
    const image = await createImageBitmap(blob), canvas = new OffscreenCanvas(image.width, image.height);
    const paint = canvas.getContext("2d");
    paint.drawImage(image, 0, 0);
    const { data } = paint.getImageData(0, 0, image.width, image.height), seen = {};
    for (let k = 0; k < data.length; k += 4) {
        const colour = `rgb(${data[k]}, ${data[k + 1]}, ${data[k + 2]})`;
        seen[colour] = (seen[colour] ?? 0) + 1;
    }
    return { size: [image.width, image.height], seen };
}"""
COLOURS = """figure => {
    const marks = figure.querySelectorAll("[data-slot] path"), style = getComputedStyle(marks[1]);
    return [getComputedStyle(document.body).backgroundColor, style.fill];
}"""
# What is only said, and some time later, is no part of it.
TEXT = """() => {
    const copy = document.querySelector("article").cloneNode(true);
    copy.querySelectorAll("[role=status]").forEach(said => { said.remove() });
    return copy.textContent;
}"""
WIDE = "figure => figure.querySelector('svg.figure-svg').getBoundingClientRect().width / innerWidth"


@pytest.fixture(scope="module")
def tab(browser: Browser, address: str) -> Iterator[Page]:
    """One reader in the dark, who lets pages use the clipboard; Firefox asks nobody before it is written."""
    allowed = {"permissions": ["clipboard-read", "clipboard-write"]} if browser.browser_type.name == "chromium" else {}
    with reading(browser, address, Look.DARK_DESKTOP, **allowed) as page:
        page.goto(f"{address}{PAGE}#fig-{NAME}?probability=0.3", wait_until="networkidle")
        yield page


@pytest.fixture(scope="module")
def menu(tab: Page) -> Locator:
    """The menu of a figure that was moved, opened by keyboard."""
    details = tab.locator(f"#fig-{NAME} details.figure-source")
    assert details.locator("button").count() == 0  # nothing is there before it is asked for
    details.locator("summary").focus()
    tab.keyboard.press("Enter")
    expect(details.get_by_role("button", name="Copy picture")).to_be_visible()
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.textContent") == "Copy picture"
    return details


@pytest.mark.chromium
def test_the_picture_is_copied_as_it_is_now_in_the_colours_of_the_page(tab: Page, menu: Locator) -> None:
    menu.get_by_role("button", name="Copy picture").click()
    expect(menu.get_by_role("status")).to_have_text("Copied.")
    copied = tab.evaluate(COPIED)
    figure = tab.locator(f"#fig-{NAME}")
    box = figure.evaluate("it => it.querySelector('svg.figure-svg').viewBox.baseVal.width")
    assert copied["size"][0] == int(box * 3)
    paper, dot = figure.evaluate(COLOURS)
    seen: dict[str, int] = copied["seen"]
    assert max(seen, key=lambda colour: seen[colour]) == paper and seen[dot] > 100
    before = seen
    figure.locator("[name=probability]").fill("0.9")
    tab.wait_for_timeout(200)
    menu.get_by_role("button", name="Copy picture").click()
    expect(menu.get_by_role("status")).to_have_text("Copied.")
    assert tab.evaluate(COPIED)["seen"] != before


def pasted(tab: Page) -> str:
    """The text that the clipboard holds, as a reader sees it who pastes it somewhere."""
    tab.evaluate("document.body.append(Object.assign(document.createElement('textarea'), {id: 'paper'}))")
    tab.locator("#paper").press("ControlOrMeta+v")
    text = tab.locator("#paper").input_value()
    tab.evaluate("document.getElementById('paper').remove()")
    return text


def test_the_citation_names_number_title_place_setting_and_version(tab: Page, menu: Locator, site: Path) -> None:
    menu.get_by_role("button", name="Copy citation").click()
    expect(menu.get_by_role("status")).to_have_text("Copied.")
    told = pasted(tab)
    assert told == menu.locator("pre").inner_text()
    number = tab.locator(f"#fig-{NAME} .figure-number").inner_text()
    html = (site / PAGE).read_text(encoding="utf-8")
    version = re.search(rf'id="fig-{NAME}".*?data-version="(\w+)"', html, re.DOTALL)
    assert version and told.startswith("@incollection{learning-loss-functions-fig-minus_log_p,")
    assert re.search(rf"title += \{{\{{{number}: Loss functions\}}\}},", told)
    assert f"#fig-{NAME}?probability=" in told and f"note      = {{Version {version[1]} of the drawing}}" in told
    assert told.count("{") == told.count("}") and told.endswith("\n}")


@pytest.mark.parametrize("way", ["the whole screen", "a wide dialog"])
def test_a_figure_is_seen_as_large_as_the_screen_and_goes_back_to_its_place(tab: Page, menu: Locator, way: str) -> None:
    figure = tab.locator(f"#fig-{NAME}")
    figure.locator("[name=probability]").press("ArrowRight")  # what says "move me" goes
    tab.wait_for_timeout(300)
    usual = tab.evaluate(TEXT)
    if way == "a wide dialog":  # as on an iPhone
        tab.evaluate("Element.prototype.requestFullscreen = undefined")
    small = figure.evaluate(WIDE)
    menu.get_by_role("button", name="Full screen").click()
    close = figure.get_by_role("button", name="Close")
    expect(close).to_be_visible()
    tab.wait_for_timeout(300)
    assert tab.evaluate("document.fullscreenElement !== null") == (way == "the whole screen")
    assert figure.evaluate(WIDE) > 1.3 * small
    before = figure.locator("[name=probability]").input_value()
    figure.locator("[name=probability]").press("ArrowLeft")
    assert figure.locator("[name=probability]").input_value() != before
    close.click()
    tab.wait_for_function("!document.fullscreenElement && !document.querySelector('dialog.figure-dialog')")
    tab.wait_for_timeout(200)
    assert figure.evaluate(WIDE) == pytest.approx(small)
    assert close.count() == 0
    assert len(tab.evaluate(TEXT)) == pytest.approx(len(usual), abs=20)


@pytest.mark.chromium
def test_from_the_file_system_it_is_copied_too_and_downloaded_where_nothing_can_be_copied(
    browser: Browser, on_disk: str
) -> None:
    with open_context(browser, Look.LIGHT_PHONE, has_touch=True) as context:
        tab: Any = context.new_page()
        tab.goto(on_disk + PAGE)
        details = tab.locator(f"#fig-{NAME} details.figure-source")
        details.locator("summary").click()
        details.get_by_role("button", name="Copy picture").click()
        expect(details.get_by_role("status")).to_have_text("Copied.")
        tab.evaluate("navigator.clipboard.write = undefined")
        with tab.expect_download() as download:
            details.get_by_role("button", name="Copy picture").click()
        assert download.value.suggested_filename == f"{NAME}.png"
        assert Path(download.value.path()).read_bytes().startswith(b"\x89PNG")
        expect(details.get_by_role("status")).to_have_text("It could not be copied, and was downloaded instead.")
        assert details.evaluate("it => it.scrollWidth <= it.clientWidth")  # the menu fits a phone


@pytest.mark.chromium
def test_a_picture_of_the_whole_page_shows_the_figures_far_below(browser: Browser, address: str) -> None:
    with reading(browser, address) as page:
        page.goto(f"{address}{PAGE}", wait_until="networkidle")
        assert page.evaluate("scrollY") == 0
        whole = Image.open(BytesIO(page.screenshot(full_page=True))).convert("L")
        for drawing in page.locator(".figure-drawing").all():
            box = drawing.bounding_box()
            assert box
            place = (box["x"], box["y"], box["x"] + box["width"], box["y"] + box["height"])
            assert len(set(whole.crop(tuple(map(int, place))).tobytes())) > 1, place
