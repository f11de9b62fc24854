"""What a search finds, and how it reads."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from docs.theme.search_index import RAISED, searchable, words_of
from tests.site.in_node import in_node
from tests.site.observed import Seen, open_context, watch

FIND = "docs/assets/search/find.js"
ASK = """(() => { const book = bookSearch.openIndex(bookIndex);
    return given.map(question => { const { pages, guessed } = book.find(question); return { guessed,
        pages: pages.map(({ page, hits }) => ({ page, hits: hits.map(hit => ({ ...hit,
            place: book.places[hit.place][0], title: book.places[hit.place][1] })) })) } }) })()"""
TAUGHT = {
    "softmax": "networks/outputs-for-classes.html",
    "Adam": "learning/momentum-and-adam.html",
    "what is a neuron": "one-neuron/what-one-neuron-can-compute.html",
    "overfitting": "learning/overfitting.html",
    "dropout": "learning/overfitting.html",
    "xor": "networks/solving-xor.html",
    "chain rule": "learning/backpropagation.html",
    "learning rate": "learning/gradient-descent.html",
    "pytorch": "frameworks/pytorch.html",
    "keras": "frameworks/tensorflow-and-keras.html",
    "back-propagation": "learning/backpropagation.html",
    "back propagation": "learning/backpropagation.html",
    "φ": "one-neuron/activation-functions.html",
    r"\varphi": "one-neuron/activation-functions.html",
    "logistic": "one-neuron/the-perceptron.html",
    "cost function": "learning/loss-functions.html",
    "step size": "learning/gradient-descent.html",
    "layernorm": "learning/normalisation.html",
    "nll": "learning/loss-functions.html",
    "figure 4.1": "one-neuron/learning-from-mistakes.html",
}
SLIPS = {
    "momentm": "learning/momentum-and-adam.html",
    "backprpagation": "learning/backpropagation.html",
    "overfiting": "learning/overfitting.html",
    "sofmtax": "networks/outputs-for-classes.html",
    "universal aproximation": "networks/universal-approximation.html",
}
OTHERWISE = {"alpha": "α", "sigma": "σ", "max": "max", "optimizer": "optimiser", "hidden layer": "units"}
FORMS = {
    "w₁": "w_1",
    "x²": "x^2",
    "10⁷": "10^7",
    "y\N{COMBINING CIRCUMFLEX ACCENT}": "ŷ",
    "ＲｅＬＵ": "ReLU",
    "ﬁt": "fit",
}
QUESTIONS = [*TAUGHT, *SLIPS, *OTHERWISE, *FORMS, *FORMS.values(), "qqqq zzzz", "gradient notation"]


def value(script: Path) -> Any:
    """What one of the search's scripts assigns."""
    return json.loads(script.read_text(encoding="utf-8").split(" = ", 1)[1].removesuffix(";\n"))


@pytest.fixture(scope="module")
def places(site: Path) -> list[list[str]]:
    """Address, title and text of each place that can be found."""
    shown = value(site / "search/index.js")["places"]
    return [[*place, text] for place, text in zip(shown, value(site / "search/texts.js"), strict=True)]


@pytest.fixture(scope="module")
def found(site: Path) -> dict[str, Any]:
    """What the searcher finds in the index of the site, by question."""
    answers = in_node([str(site / "search/index.js"), FIND], ASK, QUESTIONS)
    return dict(zip(QUESTIONS, answers, strict=True))


@pytest.mark.parametrize("form", FORMS)
def test_a_sign_is_found_in_whatever_form_it_is_typed(form: str, found: dict[str, Any]) -> None:
    assert found[FORMS[form]]["pages"] and found[form] == found[FORMS[form]]


def test_no_tex_is_left_in_the_index(places: list[list[str]]) -> None:
    texts = [f"{title} {text}" for _, title, text in places]
    assert [found[0] for text in texts for found in re.finditer(r"\\[(\[][^\\]*|\\[a-zA-Z]{3,}", text)] == []
    tex = r"\S*(?:frac[\d{]|frac[A-Z]|under(?:brace|set)|pd[A-Z]|norm\w\^|(?<![a-zA-Z])eta[a-z] |ηlambda|/lambda)\S*"
    assert [found[0] for text in texts for found in re.finditer(tex, text)] == []


def test_every_figure_has_an_entry_with_its_number_and_caption(places: list[list[str]], site: Path) -> None:
    number = re.compile(r'<a class="figure-number" href="#([^"]+)">(Figure [^<]+)</a>')
    written = {
        f"{path.relative_to(site).as_posix()}#{name}": title
        for path in site.rglob("*.html")
        for name, title in number.findall(path.read_text(encoding="utf-8"))
    }
    entries = {location: (title, text) for location, title, text in places if "#fig-" in location}
    assert {location: title for location, (title, _) in entries.items()} == written and len(written) > 90
    assert all(len(text) > 30 for _, text in entries.values())


def test_answers_that_readers_shall_find_themselves_are_not_found_by_searching(places: list[list[str]]) -> None:
    text = " ".join(text for *_, text in places)
    assert "Turn the rate through all of it" in text and "lets it creep: set" not in text


@pytest.mark.parametrize("question", TAUGHT)
def test_the_page_that_teaches_it_is_found_first(question: str, found: dict[str, Any]) -> None:
    assert found[question]["pages"][0]["page"] == TAUGHT[question]
    assert not found[question]["guessed"]


@pytest.mark.parametrize("question", SLIPS)
def test_a_slip_of_the_pen_finds_the_nearest_word_and_says_so(question: str, found: dict[str, Any]) -> None:
    assert found[question]["pages"][0]["page"] == SLIPS[question]
    assert found[question]["guessed"]


@pytest.mark.parametrize("question", OTHERWISE)
def test_words_are_found_that_are_written_otherwise(question: str, found: dict[str, Any]) -> None:
    hits = [hit for page in found[question]["pages"] for hit in page["hits"]]
    assert any(OTHERWISE[question] in hit["words"] and not hit["lacks"] for hit in hits)


def test_a_figure_is_found_by_its_number_and_linked_to(found: dict[str, Any]) -> None:
    first = found["figure 4.1"]["pages"][0]["hits"][0]
    assert first["place"] == "one-neuron/learning-from-mistakes.html#fig-perceptron_learning"
    assert (first["title"], first["words"], first["lacks"]) == ("Figure 4.1", ["figure", "4.1"], [])


def test_a_page_that_teaches_comes_before_one_of_the_reference(found: dict[str, Any]) -> None:
    for question in ("softmax", "learning rate", "xor", "momentm"):
        reference = [page["page"].startswith("reference/") for page in found[question]["pages"]]
        assert not any(reference[:3])


def test_every_result_names_the_words_to_mark(found: dict[str, Any]) -> None:
    assert all(hit["words"] for answer in found.values() for page in answer["pages"] for hit in page["hits"])


def test_what_the_book_has_not_is_not_found(found: dict[str, Any]) -> None:
    assert found["qqqq zzzz"]["pages"] == []


def test_build_and_browser_part_texts_into_the_same_words(places: list[list[str]], site: Path) -> None:
    texts = [text for *_, text in places]
    in_browser = in_node([str(site / "search/index.js"), FIND], "given.map(bookSearch.wordsOf)", texts)
    assert in_browser == [words_of(text) for text in texts]


def test_the_searcher_takes_from_the_index_what_counts_as_raised(tmp_path: Path) -> None:
    index = searchable([{"location": "a.html", "title": "A", "text": "w₁"}], {})["index.js"]
    told = f'"raised":{json.dumps(RAISED, ensure_ascii=False)}'
    assert index.count(told) == 1
    for raised, words in {RAISED: ["w", "1"], "₀": ["w₁"]}.items():
        (tmp_path / "index.js").write_text(index.replace(told, f'"raised":"{raised}"'), encoding="utf-8")
        assert in_node([str(tmp_path / "index.js"), FIND], "bookSearch.wordsOf(given)", "w₁") == words


def test_the_searcher_finds_every_word_exactly_where_it_stands(tmp_path: Path) -> None:
    entries = [
        {"location": "a.html", "title": "Ab", "text": "<p>one two</p><pre>six</pre>"},
        {"location": "a.html#b", "title": "Bc", "text": "two 3.5 ŷ"},
        {"location": "b.html", "title": "𝔼 of Cd", "text": "one ∂ four &lt; six"},
    ]
    stands = {
        "one": ["a.html", "b.html"],
        "two": ["a.html", "a.html#b"],
        "six": ["a.html", "b.html"],
        "3.5": ["a.html#b"],
        "ŷ": ["a.html#b"],
        "𝔼": ["b.html"],
        "∂": ["b.html"],
        "cd": ["b.html"],
        "lt": [],
    }
    (tmp_path / "index.js").write_text(searchable(entries, {})["index.js"], encoding="utf-8")
    answers = in_node([str(tmp_path / "index.js"), FIND], ASK, list(stands))
    for word, answer in zip(stands, answers, strict=True):
        exact = [hit["place"] for page in answer["pages"] for hit in page["hits"] if word in hit["words"]]
        assert (word, sorted(exact)) == (word, stands[word])


@pytest.mark.browser
@pytest.mark.parametrize(("place", "keys"), [("server", ["Meta+k", "Control+k"]), ("file system", ["/"])])
def test_search_opens_by_keyboard_finds_a_place_and_marks_the_words_there(
    place: str, keys: list[str], browser: Browser, address: str, on_disk: str
) -> None:
    home, seen = address if place == "server" else on_disk, Seen()
    with open_context(browser) as context:
        page = context.new_page()
        watch(page, home, seen)
        mac = "Meta+k" in keys
        if mac:
            page.add_init_script("Object.defineProperty(navigator, 'platform', {value: 'MacIntel'})")
        page.goto(home + "one-neuron/from-brain-to-model.html", wait_until="load")
        assert page.locator(".find").get_attribute("data-keys") == ("Cmd K" if mac else "Ctrl K")
        for key in keys:
            page.keyboard.press("Escape")
            expect(page.locator(".search")).to_be_hidden()
            page.keyboard.press(key)
        page.keyboard.type("momentm")
        first = page.locator(".search-found a").first
        expect(first.locator("span")).to_contain_text("omentum")  # the texts come after the index
        assert "near it: " in page.locator(".search-state").inner_text()
        page.keyboard.press("ArrowDown")
        assert first.evaluate("link => link === document.activeElement")
        page.keyboard.press("Enter")
        page.wait_for_url("**/learning/momentum-and-adam.html?h=momentum*")
        assert page.evaluate("CSS.highlights.get('found').size") > 0
    assert (seen.console, seen.foreign) == ([], [])
