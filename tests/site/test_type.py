"""Every letter of a page is painted in the book's own faces, and as wide as Matplotlib measured it."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Route

from tests.site.observed import PAGES, Look, Seen, fonts_of, looking, open_context
from tests.site.served import ROOT

pytestmark = [pytest.mark.browser, pytest.mark.fonts]
LATIN = ["gradient of the loss", "AVATAR To Ye, office", "samples seen 0123456789"]
SIGNS = ["−1.25  ±  0.5", "θ = (ŷ − y)²"]  # which the page has in the regular weights
MEASURE = f"""
import json, sys
from pathlib import Path
from figures.engine.drawing.style import apply_style
apply_style(Path.cwd(), "x")
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import text_to_path
faces = [("sans-serif", 400), ("sans-serif", 600), ("serif", 400), ("monospace", 400)]
words = {{400: {LATIN + SIGNS!r}, 600: {LATIN!r}}}
def width(word, family, weight):
    prop = FontProperties(family=family, weight=weight, size=20)
    return text_to_path.get_text_width_height_descent(word, prop, False)[0]
print(json.dumps([[family, weight, word, width(word, family, weight)]
                  for family, weight in faces for word in words[weight]]))
"""


def test_every_letter_is_painted_in_our_faces(page: str, look: Look, seen: Callable[[str, Look], Seen]) -> None:
    painted_in_ours(seen(page, look))


def test_on_the_file_system_too(browser: Browser, on_disk: str) -> None:
    with looking(browser, on_disk) as look_at:
        read = look_at(PAGES[0], Look.LIGHT_PHONE, "")
    painted_in_ours(read)
    assert read.view["shifts"] == []
    assert [line for line in read.console + read.failed if "woff2" in line] == []


def painted_in_ours(seen: Seen) -> None:
    assert seen.kinds_of_letters > 3
    assert seen.fonts["others"] == set()
    assert seen.fonts["ours"]


@pytest.fixture(scope="module")
def sheet(site: Path) -> str:
    """The rules of the book's faces, and the variables that name them."""
    (faces,) = (site / "assets").glob("typefaces-*.whole.css")
    return faces.read_text() + (site / "assets" / "engine.css").read_text(encoding="utf-8")


def test_a_label_is_painted_as_wide_as_matplotlib_measures_it(browser: Browser, sheet: str) -> None:
    done = subprocess.run([sys.executable, "-c", MEASURE], cwd=ROOT, capture_output=True, text=True, check=True)
    variables = {"sans-serif": "--fig-font", "serif": "--fig-serif", "monospace": "--fig-mono"}
    measured = json.loads(done.stdout)
    texts = "".join(
        f'<text font-size="20" y="20" style="font-family:var({variables[family]});font-weight:{weight}">{word}</text>'
        for family, weight, word, _ in measured
    )
    with open_context(browser) as context:
        page = context.new_page()
        page.set_content(f"<style>{sheet}</style>")
        # A face that comes later than its first letter would not be taken, however near it is.
        page.evaluate("() => Promise.all([...document.fonts].map(face => face.load()))")
        page.evaluate("drawing => { document.body.innerHTML = drawing }", f'<svg class="figure-svg">{texts}</svg>')
        painted = page.evaluate("[...document.querySelectorAll('text')].map(text => text.getComputedTextLength())")
    wrong = [
        (word, family, weight, width, seen)
        for (family, weight, word, width), seen in zip(measured, painted, strict=True)
        if abs(seen - width) > 0.01 * width
    ]
    assert wrong == []


@pytest.mark.parametrize("name", ["one-neuron/the-perceptron.html", "learning/gradient-descent.html"])
def test_words_end_where_the_formula_after_them_begins(name: str, browser: Browser, address: str) -> None:
    with open_context(browser, Look.LIGHT_PHONE) as context:
        page = context.new_page()
        page.goto(address + name)
        gaps = page.evaluate("""[...document.querySelectorAll(".figure-svg g > text + path")].map(path => {
            const words = path.previousElementSibling, formula = path.nextElementSibling;
            const end = +words.getAttribute("x") + words.getComputedTextLength();
            return [words.textContent, +formula.getAttribute("x") - end, end - words.getAttribute("x")];
        })""")
    assert gaps
    assert [gap for gap in gaps if abs(gap[1]) > 0.02 * gap[2] + 0.2] == []


@pytest.mark.parametrize("width", [Look.LIGHT_PHONE, Look.LIGHT_DESKTOP], ids=lambda look: look.value)
def test_a_page_is_painted_before_its_fonts_and_nothing_moves_when_they_come(
    width: Look, browser: Browser, address: str
) -> None:
    with open_context(browser, width) as context:
        page = context.new_page()
        held: list[Route] = []
        page.route("**/*.woff2", lambda route: held.append(route))
        page.goto(address + "one-neuron/the-perceptron.html", wait_until="domcontentloaded")
        page.evaluate(
            "new Promise(done => new PerformanceObserver(() => done()).observe({type: 'paint', buffered: true}))"
        )
        page.evaluate("document.getElementById('fig-response_of_one_neuron').scrollIntoView()")
        page.wait_for_timeout(200)
        assert len(held) > 3
        for route in held:
            route.continue_()
        page.wait_for_load_state("networkidle")
        page.evaluate("document.fonts.ready")
        moved = page.evaluate("""new Promise(done => {
            const moves = [];
            new PerformanceObserver(list => moves.push(...list.getEntries().map(move => move.value)))
                .observe({type: "layout-shift", buffered: true});
            setTimeout(() => done(moves), 300);
        })""")
        labels = fonts_of(page, "#fig-response_of_one_neuron svg text")
    assert moved == []
    assert labels["ours"]
    assert labels["others"] == set()


def test_a_page_asks_ahead_for_fonts_and_fetches_none_that_it_cannot_take(
    page: str, look: Look, seen: Callable[[str, Look], Seen]
) -> None:
    fonts = seen(page, look).view["fonts"]
    assert 3 < fonts["ahead"] <= fonts["fetched"] == fonts["taken"]
