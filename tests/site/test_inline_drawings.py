"""In light, the drawing on the page is the picture that Matplotlib itself saves, for every figure of the book."""

import re
from base64 import b64decode
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from figures.engine.project.project import Project
from tests.site.observed import DOCS, PAGES
from tests.site.pictures import picture, unexplained

pytestmark = pytest.mark.browser
FIGURES = sorted(Project(DOCS.parent).scripts)
DRAWING = re.compile(
    r'<figure class="figure[^>]*id="fig-(\w+)".*?(<div class="figure-drawing"[^>]*>.*?</svg></div>)', re.S
)
ARTICLE = re.compile(r"(<article[^>]*>).*(</article>)", re.S)
BOUNDS = {
    "keras_flat_on_one_side": 16,  # an equals sign lies on one row of pixels here and between two there
    "saturated_neuron_two_losses": 36,  # a dashed line a pixel from a curve: the gaps are as dark as one smooths
    "worst_digits": 60,  # the cells of its images end between two pixels, and the two round to different ones
}
TRIED = [
    "activations_core",
    "folds_multiply",
    "gates_as_lines",
    "gradient_check_error",
    "minus_log_p",
    "network_as_graph",
    "sine_grid",
]  # whose longest curve lies under no other
BOUND = 12  # pixels; of the shortest label 18 and more are seen
# What keeps a figure's own layout to itself would keep it out of the corner of the window.
FREE = (
    ".md-typeset > *, .figure, .figure-drawing, .figure-svg { contain: none !important; "
    "isolation: auto !important; content-visibility: visible !important; container-type: normal !important; "
    "will-change: auto !important } .figure:not([data-shown]) { display: none !important }"
)
# In the corner, where its edges are those of pixels, and no other is there; its fonts come when it is laid out.
SET_APART = """async svg => {
    document.querySelector("[data-shown]")?.removeAttribute("data-shown");
    svg.closest("figure").dataset.shown = "";
    svg.style = "position: fixed; inset: 0 auto auto 0; z-index: 9; max-width: none; background: #fff; " +
        "aspect-ratio: auto !important";
    svg.getBoundingClientRect();
    await document.fonts.ready;
    return [svg.width.baseVal.value, svg.height.baseVal.value];
}"""
# What a fault of the engine might do to a drawing; each answers whether there was anything to do it to.
LABELS = """const labels = [...svg.querySelectorAll("text")]
    .filter(text => /[\\p{L}\\p{N}]/u.test(text.textContent) && getComputedStyle(text).fillOpacity !== "0")
    .sort((one, other) => one.textContent.length - other.textContent.length);"""
HARMS = {
    "its shortest label lost": f"svg => {{ {LABELS} labels[0]?.remove(); return labels.length > 0; }}",
    "its shortest label five pixels away": f"""svg => {{ {LABELS}
        if (labels.length) labels[0].style.translate = "3.33px"; return labels.length > 0; }}""",  # points
    "its longest curve lost": """svg => {
        const length = path => path.getTotalLength(), curves = [...svg.querySelectorAll("path")]
            .filter(path => !path.closest("defs") && getComputedStyle(path).fill === "none" && length(path) > 20)
            .sort((one, other) => length(other) - length(one));
        curves[0]?.remove();
        return curves.length > 0;
    }""",
}
Compare = Callable[..., int | None]


@pytest.fixture(scope="module")
def drawings(site: Path) -> dict[str, str]:
    """Every drawing as it stands on its page, by the figure's name."""
    return {name: drawing for page in PAGES for name, drawing in DRAWING.findall((site / page).read_text("utf-8"))}


@pytest.fixture(scope="module")
def gallery(browser: Browser, address: str, site: Path, drawings: dict[str, str]) -> Iterator[Page]:
    """A page of the book that has all drawings instead of its text."""
    frame = next(text for page in PAGES if ARTICLE.search(text := (site / page).read_text("utf-8")) and "/" in page)
    figures = "".join(f'<figure class="figure" id="fig-{name}">{svg}</figure>' for name, svg in drawings.items())
    figures += f"<style>{FREE}</style>"
    html = ARTICLE.sub(lambda article: article[1] + figures + article[2], frame)
    context = browser.new_context(
        viewport={"width": 1280, "height": 900}, color_scheme="light", java_script_enabled=False, bypass_csp=True
    )
    page = context.new_page()
    page.route("**/gallery.html", lambda route: route.fulfill(body=html, content_type="text/html; charset=utf-8"))
    page.goto(f"{address}part/gallery.html")
    page.evaluate("document.fonts.ready")
    yield page
    context.close()


@pytest.fixture
def difference(gallery: Page, drawings: dict[str, str], site: Path) -> Compare:
    """The area that differs between a figure's drawing, after `harm` was done to it, and its PNG."""

    taken = gallery.context.new_cdp_session(gallery)

    def compare(name: str, harm: str | None = None) -> int | None:
        place = gallery.locator(f"#fig-{name} svg.figure-svg")
        width, height = place.evaluate(SET_APART)
        untouched = place.inner_html() if harm else None
        done = place.evaluate(harm) if harm else True
        clip = {"x": 0, "y": 0, "width": width, "height": height, "scale": 1}
        shown = taken.send("Page.captureScreenshot", {"clip": clip, "optimizeForSpeed": True})["data"]
        if untouched is not None:
            place.evaluate("(svg, html) => { svg.innerHTML = html }", untouched)
        saved = (site / f"assets/figures/{name}.png").read_bytes()
        return unexplained(picture(b64decode(shown)), picture(saved, (width, height))) if done else None

    return compare


@pytest.mark.parametrize("name", FIGURES)
def test_a_drawing_on_the_page_is_the_picture_that_matplotlib_saves(
    name: str, difference: Compare, drawings: dict[str, str]
) -> None:
    if name not in drawings:
        pytest.skip("it was not drawn")
    found = difference(name)
    assert found is not None and found <= BOUNDS.get(name, BOUND)


@pytest.mark.parametrize("harm", HARMS.values(), ids=HARMS)
@pytest.mark.parametrize("name", TRIED)
def test_the_bound_is_narrow_enough_to_tell(
    name: str, harm: str, difference: Compare, drawings: dict[str, str]
) -> None:
    if name not in drawings or (found := difference(name, harm)) is None:
        pytest.skip("there is nothing of that kind in it")
    assert found > BOUND
