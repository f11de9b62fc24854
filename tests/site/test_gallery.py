"""The gallery shows every figure of the book and leads to its place and its files."""

import gzip
import io
import re
from html import unescape
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PIL import Image, ImageStat
from playwright.sync_api import Browser, Locator

from docs.theme.gallery import first_sentence, thumbnail, time_of
from figures.engine.drawing.colour import Colour
from tests.pages.sources import sources
from tests.site.observed import Look, open_context

PLACE = "reference/gallery.html"
EMBEDDED = re.compile(r"^/{3,} figure \| (\w+)$", re.MULTILINE)
CARD = re.compile(r"<li( data-controls)?>\s*<a href=\"([^\"#]*)#fig-(\w+)\">(.*?)</li>", re.DOTALL)
ADDRESS = re.compile(r'(?:href|src)="([^"]+)"')
WITHOUT = "[...document.querySelectorAll('.gallery img')].filter(each => !each.complete || !each.naturalWidth).length"
LOAD = "image => { image.loading = 'eager'; return image.decode().then(() => getComputedStyle(image).backgroundColor) }"


@pytest.fixture(scope="module")
def gallery(site: Path) -> str:
    """The page as it stands in the site."""
    return (site / PLACE).read_text("utf-8")


def test_a_card_says_the_first_sentence_of_the_script() -> None:
    assert first_sentence('"""At 0.5 it\nbends. Page: A. Source: B (1999)."""\nimport x', "bend") == "At 0.5 it bends."
    assert first_sentence('"""What "it" is\n\nMore.\n"""', "bend") == "What “it” is"
    assert first_sentence("import numpy", "bend") == "bend"


def test_times_fall_into_three_classes() -> None:
    assert [time_of(s) for s in (0.2, 1, 4.99, 5, 70)] == [
        "in less than 1 s",
        *["in 1 to 5 s"] * 2,
        *["in more than 5 s"] * 2,
    ]


def test_a_thumbnail_is_a_file_of_its_own_with_the_colours_that_it_uses_in_both_schemes() -> None:
    drawing = '<svg viewBox="0 0 4 3" {attributes}><path style="stroke:var(--fig-loss)" /></svg>'
    colours = {name: Colour(f"#{n}00000", dark=f"#f{n}0000") for n, name in enumerate(("paper", "ink", "loss", "data"))}
    svg = thumbnail(drawing, colours, {"font": "sans-serif", "mono": "monospace"})
    style = ElementTree.fromstring(svg).findtext("{http://www.w3.org/2000/svg}style") or ""
    day, night = style.split("@media (prefers-color-scheme:dark)")
    assert "--fig-loss:#200000" in day and "--fig-loss:#f20000" in night
    assert "data" not in style and "mono" not in style and "{attributes}" not in svg


@pytest.mark.browser
def test_every_figure_of_the_book_has_one_card_in_the_order_of_the_book(gallery: str) -> None:
    shown = [name for _, _, name, _ in CARD.findall(gallery)]
    assert sorted(shown) == sorted(name for text in sources().values() for name in EMBEDDED.findall(text))
    numbers = [tuple(map(int, each.split("."))) for each in re.findall(r"<b>Figure ([\d.]+)</b>", gallery)]
    assert len(numbers) == len(shown) and numbers == sorted(numbers)


@pytest.mark.browser
def test_a_card_leads_to_its_figure_and_to_files_that_are_there(gallery: str, site: Path) -> None:
    pages: dict[Path, str] = {}
    for controls, page, name, rest in CARD.findall(gallery):
        path = (site / "reference" / page).resolve()
        text = pages.setdefault(path, path.read_text("utf-8"))
        assert f'<figure class="figure" id="fig-{name}"' in text, name
        assert bool(controls) == (f'data-frames="{name}"' in text or f"{name}.frames.js" in text), name
        files = [unescape(address) for address in ADDRESS.findall(rest)]
        assert {Path(file).suffix for file in files} >= {".svg", ".pdf", ".png", ".py"}, name
        for file in files:
            assert (site / "reference" / file).is_file(), (name, file)


@pytest.mark.browser
def test_every_thumbnail_is_well_formed_and_nothing_in_it_is_left_open(gallery: str, site: Path) -> None:
    for _, _, name, _ in CARD.findall(gallery):
        text = (site / "assets/figures" / f"{name}.thumbnail.svg").read_text("utf-8")
        style = ElementTree.fromstring(text).findtext("{http://www.w3.org/2000/svg}style") or ""
        used = set(re.findall(r"var\((--fig-[\w-]+)\)", text))
        assert used <= set(re.findall(r"(--fig-[\w-]+):", style)), name


@pytest.mark.browser
def test_the_page_is_light(gallery: str) -> None:
    assert len(gzip.compress(gallery.encode(), 6)) < 40_000
    assert gallery.count("<img") == gallery.count('loading="lazy"')


def _shown(cards: Locator) -> list[str]:
    seen = """async cards => {
        const shown = cards.filter(card => card.checkVisibility()), wait = () => shown.some(card => !card.innerText);
        for (let k = 0; k < 100 && wait(); k++) await new Promise(requestAnimationFrame);  // for parts to be laid out
        return shown.map(card => card.innerText);
    }"""
    return list(cards.evaluate_all(seen))


def _mean(png: bytes) -> float:
    """How bright a picture is, from 0 to 255."""
    return ImageStat.Stat(Image.open(io.BytesIO(png)).convert("L")).mean[0]


@pytest.mark.browser
def test_a_reader_narrows_the_figures_down_and_pictures_follow_the_scheme(browser: Browser, address: str) -> None:
    with open_context(browser, Look.LIGHT_PHONE) as context:
        page = context.new_page()
        page.goto(address + PLACE)
        cards, told = page.locator(".gallery li"), page.get_by_role("status")
        total = cards.count()
        columns = page.locator(".gallery ul").nth(1).evaluate("list => getComputedStyle(list).gridTemplateColumns")
        assert len(columns.split()) == 2
        assert told.inner_text() == f"{total} figures"
        page.get_by_label("Words").fill("adam MOMENTUM")
        shown = _shown(cards)
        assert 0 < len(shown) < total and all("adam" in text.lower() for text in shown)
        assert told.inner_text() == f"{len(shown)} of {total} figures"
        page.get_by_label("Words").fill("")
        page.locator(".filter [name=part]").select_option("Examples")
        page.get_by_label("with controls").check()
        shown = _shown(cards)
        assert 0 < len(shown) < total and all("control" in text for text in shown)
        assert page.locator(".gallery section:visible h2").all_inner_texts()[0].startswith("Examples")
        page.get_by_label("with controls").focus()
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.matches('.gallery li:not([hidden]) > a')")
        image = page.locator(".gallery li:not([hidden]) img").first
        image.evaluate(LOAD)
        day = image.screenshot()
        page.emulate_media(color_scheme="dark")
        page.locator(".scheme:visible").wait_for()
        image.evaluate(LOAD)
        assert _mean(image.screenshot()) < 128 < _mean(day)


@pytest.mark.browser
def test_all_pictures_come_for_a_picture_of_the_whole_page(browser: Browser, address: str) -> None:
    with open_context(browser) as context:
        page = context.new_page()
        page.goto(address + PLACE, wait_until="networkidle")
        assert page.evaluate(WITHOUT) > 100
        page.screenshot(full_page=True)
        page.wait_for_function(f"() => {WITHOUT} === 0")


@pytest.mark.browser
@pytest.mark.parametrize("size", [Look.LIGHT_DESKTOP, Look.LIGHT_PHONE], ids=lambda look: look.value)
def test_the_first_picture_of_the_whole_page_ends_where_the_page_ends(
    size: Look, browser: Browser, address: str
) -> None:
    with open_context(browser, size) as context:
        page = context.new_page()
        page.goto(address + PLACE, wait_until="networkidle")
        picture = Image.open(io.BytesIO(page.screenshot(full_page=True)))
        assert picture.height == page.evaluate("document.documentElement.scrollHeight") > 10_000


@pytest.mark.browser
@pytest.mark.chromium
def test_paper_has_every_picture_and_no_more_sheets_than_needed(browser: Browser, address: str) -> None:
    """With nine cards on most sheets, and room for the titles of parts."""
    pikepdf = pytest.importorskip("pikepdf")
    with open_context(browser) as context:
        page = context.new_page()
        page.goto(address + PLACE, wait_until="networkidle")
        assert page.evaluate(WITHOUT) > 100
        with pikepdf.open(io.BytesIO(page.pdf(format="A4"))) as paper:
            sheets = len(paper.pages)
        assert page.evaluate(WITHOUT) == 0
        assert page.locator(".gallery li").count() / 9 < sheets < page.locator(".gallery li").count() / 9 + 8


@pytest.mark.browser
def test_all_pictures_come_for_who_stays(browser: Browser, address: str) -> None:
    with open_context(browser) as context:
        page = context.new_page()
        page.clock.install()
        page.goto(address + PLACE, wait_until="networkidle")
        page.clock.run_for(6000)
        assert page.evaluate(WITHOUT) > 100
        page.clock.run_for(6000)
        page.wait_for_function(f"() => {WITHOUT} === 0")


@pytest.mark.browser
def test_without_scripts_all_figures_are_listed_and_no_filter(browser: Browser, address: str) -> None:
    with open_context(browser, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(address + PLACE)
        assert not page.locator(".filter").is_visible()
        cards = page.locator(".gallery li")
        # Nothing of a page without scripts can be waited for.
        assert cards.evaluate_all("cards => cards.every(card => card.checkVisibility())") and cards.count() > 100
