"""What a search finds, and how it reads."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.site.observed import open_context

Found = list[list[dict[str, str]]]
RESULTS = """() => [...document.querySelectorAll(".md-search-result__item")].map(item =>
    [...item.querySelectorAll(".md-search-result__link")].map(link => ({
        place: link.pathname.split("sub-path/")[1] + link.hash, words: new URL(link.href).searchParams.get("h") ?? "",
        title: link.querySelector("h1, h2").textContent, lacks: link.querySelector("del")?.textContent ?? "" })))"""


@pytest.fixture(scope="module")
def index(site: Path) -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = json.loads((site / "search/search_index.json").read_text(encoding="utf-8"))["docs"]
    return entries


@pytest.fixture(scope="module")
def find(browser: Browser, address: str) -> Iterator[Callable[[str], Found]]:
    """The results for what is typed: for each page its own entry and those of its sections and figures."""
    with open_context(browser) as context:
        page = context.new_page()
        page.goto(address + "one-neuron/the-perceptron.html")
        box = page.get_by_role("textbox", name="Search the book")
        box.click()
        expect(state := page.locator(".md-search-result__meta")).not_to_have_text("Initializing search", timeout=30_000)

        def search(question: str) -> Found:
            box.fill("")
            box.press("Shift")
            expect(state).to_have_text("Type to start searching")
            box.fill(question)
            box.press("Shift")
            page.locator(".md-search-result__item").first.wait_for()
            found: Found = page.evaluate(RESULTS)
            return found

        yield search


def test_no_tex_is_left_in_the_index(index: list[dict[str, Any]]) -> None:
    texts = [entry["title"] + entry["text"] for entry in index]
    assert [found[0] for text in texts for found in re.finditer(r"\\[(\[][^\\]*|\\[a-zA-Z]{3,}", text)] == []
    prose = [re.sub(r"<pre>.*?</pre>|<code>.*?</code>", "", text, flags=re.DOTALL) for text in texts]
    assert [
        found[0]
        for text in prose
        for found in re.finditer(
            r"\S*(?:frac[\d{]|frac[A-Z]|under(?:brace|set)|pd[A-Z]|norm\w\^|(?<![a-zA-Z])eta[a-z] )\S*", text
        )
    ] == []


def test_every_figure_has_an_entry_with_its_number_and_caption(index: list[dict[str, Any]], site: Path) -> None:
    number = re.compile(r'<a class="figure-number" href="#([^"]+)">(Figure [^<]+)</a>')
    written = {
        f"{path.relative_to(site).as_posix()}#{name}": title
        for path in site.rglob("*.html")
        for name, title in number.findall(path.read_text(encoding="utf-8"))
    }
    entries = {entry["location"]: entry for entry in index if "#fig-" in entry["location"]}
    assert {place: entry["title"] for place, entry in entries.items()} == written and len(written) > 90
    assert all(len(entry["text"]) > 30 for entry in entries.values())


def test_answers_that_readers_shall_find_themselves_are_not_found_by_searching(index: list[dict[str, Any]]) -> None:
    text = " ".join(entry["text"] for entry in index)
    assert "Turn the rate through all of it" in text and "lets it creep: set" not in text


@pytest.mark.browser
@pytest.mark.parametrize(
    ("question", "place"),
    [
        ("softmax", "networks/outputs-for-classes.html"),
        ("Adam", "learning/momentum-and-adam.html"),
        ("what is a neuron", "one-neuron/what-one-neuron-can-compute.html"),
        ("backprpagation", "learning/backpropagation.html"),
        ("momentm", "learning/momentum-and-adam.html"),
        ("back-propagation", "learning/backpropagation.html"),
        ("back propagation", "learning/backpropagation.html"),
        ("φ", "one-neuron/activation-functions.html"),
        (r"\varphi", "one-neuron/activation-functions.html"),
        ("logistic", "one-neuron/the-perceptron.html"),
        ("cost function", "learning/loss-functions.html"),
        ("step size", "learning/gradient-descent.html"),
        ("figure 4.1", "one-neuron/learning-from-mistakes.html"),
    ],
)
def test_the_page_that_teaches_it_is_found_first(question: str, place: str, find: Callable[[str], Found]) -> None:
    assert find(question)[0][0]["place"] == place


@pytest.mark.browser
@pytest.mark.parametrize(
    ("question", "word"), [("alpha", "α"), ("sigma", "σ"), ("max", "max"), ("optimizer", "optimiser")]
)
def test_words_are_found_that_are_written_otherwise(question: str, word: str, find: Callable[[str], Found]) -> None:
    results = [result for page in find(question) for result in page]
    assert any(word in result["words"].split() for result in results)
    assert not any(result["lacks"] for result in results if word in result["words"].split())


@pytest.mark.browser
def test_a_figure_is_found_by_its_number_and_linked_to(find: Callable[[str], Found]) -> None:
    assert {
        "place": "one-neuron/learning-from-mistakes.html#fig-perceptron_learning",
        "title": "Figure 4.1",
        "words": "figure 4.1",
        "lacks": "",
    } in find("figure 4.1")[0][:2]


@pytest.mark.browser
@pytest.mark.parametrize("question", ["momentum", "momentm", "what is a neuron"])
def test_every_result_names_the_words_to_mark(question: str, find: Callable[[str], Found]) -> None:
    assert all(result["words"] for page in find(question) for result in page)
