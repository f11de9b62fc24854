"""In light, the drawing on the page is the picture that Matplotlib itself saves, for every figure of the book."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from figures.engine.project import Project
from tests.site.observed import DOCS, PAGES
from tests.site.pictures import picture, unexplained

pytestmark = pytest.mark.browser
FIGURES = sorted(Project(DOCS.parent).scripts)
DRAWING = re.compile(r'<figure class="figure[^>]*id="fig-(\w+)".*?(<div class="figure-drawing">.*?</svg></div>)', re.S)
ARTICLE = re.compile(r"(<article[^>]*>).*(</article>)", re.S)
BOUND = 6  # pixels
# In the corner, where its edges are those of pixels.
SET_APART = """svg => { svg.style = "position: fixed; inset: 0 auto auto 0; z-index: 9; max-width: none; background: #fff";
    return [svg.innerHTML, svg.width.baseVal.value, svg.height.baseVal.value]; }"""
# What a fault of the engine might do to a drawing; each answers whether there was anything to do it to.
LOSE_A_LABEL = """svg => { const all = [...svg.querySelectorAll("text")].filter(text => text.textContent.trim());
    all.sort((a, b) => a.textContent.length - b.textContent.length)[0]?.remove(); return all.length > 0; }"""
LOSE_A_CURVE = """svg => { const all = [...svg.querySelectorAll("path")].filter(path => !path.closest("defs")
    && getComputedStyle(path).fill === "none" && path.getTotalLength() > 20);
    all.sort((a, b) => b.getTotalLength() - a.getTotalLength())[0]?.remove(); return all.length > 0; }"""
SHIFT_A_LABEL = """svg => { const all = [...svg.querySelectorAll("text")].filter(text => text.textContent.trim());
    if (all.length) all[0].style.translate = "5px"; return all.length > 0; }"""
Compare = Callable[..., int | None]


@pytest.fixture(scope="module")
def drawings(site: Path) -> dict[str, str]:
    """Every drawing as it stands on its page, by the figure's name."""
    return {name: drawing for page in PAGES for name, drawing in DRAWING.findall((site / page).read_text("utf-8"))}


@pytest.fixture(scope="module")
def gallery(browser: Browser, address: str, site: Path, drawings: dict[str, str]) -> Iterator[Page]:
    """A page of the book that has all drawings instead of its text."""
    frame = next(text for page in PAGES if ARTICLE.search(text := (site / page).read_text("utf-8")) and "/" in page)
    figures = "".join(f'<figure class="figure" id="fig-{name}">{drawing}</figure>' for name, drawing in drawings.items())
    html = ARTICLE.sub(lambda article: article[1] + figures + article[2], frame)
    context = browser.new_context(viewport={"width": 1280, "height": 900}, color_scheme="light",
                                  java_script_enabled=False)
    page = context.new_page()
    page.route("**/gallery.html", lambda route: route.fulfill(body=html, content_type="text/html; charset=utf-8"))
    page.goto(f"{address}part/gallery.html")
    page.evaluate("document.fonts.ready")
    yield page
    context.close()


@pytest.fixture
def difference(gallery: Page, drawings: dict[str, str], site: Path) -> Compare:
    """The area that differs between a figure's drawing, after `harm` was done to it, and its PNG."""

    def compare(name: str, harm: str | None = None) -> int | None:
        place = gallery.locator(f"#fig-{name} svg.figure-svg")
        untouched, width, height = place.evaluate(SET_APART)
        done = place.evaluate(harm) if harm else True
        shown = gallery.screenshot(clip={"x": 0, "y": 0, "width": width, "height": height})
        place.evaluate("(svg, html) => { svg.innerHTML = html; svg.style = ''; }", untouched)
        saved = (site / f"assets/figures/{name}.png").read_bytes()
        return unexplained(picture(shown), picture(saved, (width, height))) if done else None

    return compare


@pytest.mark.parametrize("name", FIGURES)
def test_a_drawing_on_the_page_is_the_picture_that_matplotlib_saves(name: str, difference: Compare,
                                                                   drawings: dict[str, str]) -> None:
    if name not in drawings:
        pytest.skip("it was not drawn")
    found = difference(name)
    assert found is not None and found <= BOUND


@pytest.mark.parametrize("harm", [LOSE_A_LABEL, LOSE_A_CURVE, SHIFT_A_LABEL],
                         ids=["a lost label", "a lost curve", "a label five pixels away"])
@pytest.mark.parametrize("name", FIGURES[::8])
def test_the_bound_is_narrow_enough_to_tell(name: str, harm: str, difference: Compare,
                                            drawings: dict[str, str]) -> None:
    if name not in drawings or (found := difference(name, harm)) is None:
        pytest.skip("there is nothing of that kind in it")
    assert found > BOUND
