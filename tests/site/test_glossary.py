"""Words of the field lead to their entry in the glossary from their first use on a page, and say what they mean."""

import re
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import pytest
from markdown import markdown
from playwright.sync_api import Browser, expect

from docs.theme.glossary import WITHOUT, GlossaryExtension
from docs.theme.glossary_words import GLOSSARY, SEE, entries, pattern, read
from docs.theme.page_extension import PageExtension
from figures.engine.formulas.macros import macros_in
from tests.pages.sources import DOCS, sources
from tests.pages.test_prose import prose
from tests.site.observed import Look, open_context

SMALL = """# Glossary

<!-- In other senses: unit of length; big loss -->

cross-entropy
:   A loss, $-\\log p$. [Losses](../learning/losses.md#charges)

hidden layer
:   Between the others, "inside".
    [Layers](../networks/layers.md#hidden)

layer
:   Units side by side. [Layers](../networks/layers.md#units)

layer normalisation
:   Row by row. [Layers](../networks/layers.md#rows)

loss
cost
:   How wrong. [Losses](../learning/losses.md#one)

penalty
:   See [loss](#term-loss).

step (of training)
:   One update. [Losses](../learning/losses.md#step)

unit
:   A neuron. [Layers](../networks/layers.md#units)
"""
TERM = re.compile(r'<a class="term" href="([^"]*)#(term-[\w-]+)" title="([^"]*)">(.*?)</a>', re.DOTALL)
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


def _links(text: str, page: str = "other/page.md") -> list[tuple[str, str]]:
    """The words that are linked, and where to."""
    PageExtension.page = page
    html = markdown(
        text,
        extensions=["tables", "attr_list", "md_in_html", "pymdownx.arithmatex", GlossaryExtension(read(SMALL, {}))],
        extension_configs={"pymdownx.arithmatex": {"generic": True}},
    )
    return [(word, f"{target}#{place}") for target, place, _, word in TERM.findall(html)]


@pytest.mark.parametrize(
    ("text", "linked"),
    [
        ("a layer, a layer", ["layer"]),
        ("Losses of layers", ["Losses", "layers"]),
        ("two hidden\nlayers, one layer, one hidden layer", ["hidden\nlayers", "layer"]),
        ("the cost, the loss", ["cost"]),
        ("a penalty, a loss", ["penalty"]),
        ("cross-entropy, multi-layer, unitary, two layers", ["cross-entropy", "layers"]),
        ("layer normalisation, a layer", ["layer normalisation", "layer"]),
        ("a unit of length, two units", ["units"]),
        ("a step", []),
        ("*a **layer** here* and a unit", ["layer", "unit"]),
        ("# A layer\n\n[a layer](a.md), `layer`, $layer$ or a layer", ["layer"]),
        ("| layer |\n|---|\n| unit |", ["unit"]),
        ('<figure markdown="1">a layer</figure>\n\nno unit', ["unit"]),
        ('<details class="solution" markdown="1">a layer</details>\n\nno unit', ["unit"]),
    ],
)
def test_the_first_use_in_running_text_is_linked(text: str, linked: list[str]) -> None:
    assert [word for word, _ in _links(text)] == linked


def test_a_link_leads_from_any_folder_to_the_entry_that_is_meant() -> None:
    assert _links("a penalty") == [("penalty", "../reference/glossary.md#term-loss")]
    assert _links("a hidden layer", "index.md") == [("hidden layer", "reference/glossary.md#term-hidden-layer")]


def test_the_page_that_teaches_a_term_does_not_link_it() -> None:
    assert [word for word, _ in _links("a loss, a layer, a unit", "networks/layers.md")] == ["loss"]


def test_the_meaning_is_told_as_text_and_for_another_word_with_the_name() -> None:
    words = read(SMALL, {})
    assert words["hidden layers"][1] == "Between the others, “inside”."
    assert words["cross-entropies"][1] == "A loss, −log p."
    assert words["cost"][1] == words["penalties"][1] == "loss: How wrong."


def test_entries_of_the_glossary_have_addresses_and_no_links() -> None:
    PageExtension.page = GLOSSARY
    html = markdown(SMALL, extensions=["def_list", GlossaryExtension(read(SMALL, {}))])
    assert re.findall(r'<dt id="([^"]*)">', html)[3:6] == ["term-layer-normalisation", "term-loss", "term-penalty"]
    assert "<dt>cost</dt>" in html and 'class="term"' not in html


@cache
def glossary() -> list[tuple[list[str], str]]:
    """The entries of the book."""
    return entries(sources()[GLOSSARY])


def test_the_glossary_is_in_alphabetical_order_below_its_letters() -> None:
    sections = re.split(r"^## (.)$", sources()[GLOSSARY], flags=re.MULTILINE)[1:]
    names = [terms[0] for terms, _ in glossary()]
    assert len(names) >= 80 and names == sorted(names, key=str.lower)
    assert len({term for terms, _ in glossary() for term in terms}) == sum(len(terms) for terms, _ in glossary())
    for letter, text in zip(sections[::2], sections[1::2], strict=True):
        firsts = {terms[0][0].upper() for terms, _ in entries(text)}
        assert firsts == {letter}


def test_a_meaning_is_short() -> None:
    for terms, definition in glossary():
        assert len(re.sub(r"\[[^]]*\]\([^)]*\)", "", definition).split()) <= 40, terms


def uses(term: str) -> re.Pattern[str]:
    """What finds a term, in the plural too; of one with brackets, the word before them."""
    bare = re.sub(r" \(.*\)", "", term)
    return pattern(read(f"{bare}\n:   It. [A](a.md)\n", {}))


def test_every_term_is_used_in_the_book() -> None:
    text = "\n".join(re.sub("[*_]", "", prose(text)) for page, text in sources().items() if page != GLOSSARY)
    text = text.replace("'", "’")
    unused = [term for terms, _ in glossary() for term in terms if not uses(term).search(text)]
    assert not unused


APART = {"solution", "answer", "tex", "tex-display", "admonition-title", "highlight", "notebook-output", "part", "turn"}
ELSEWHERE = re.compile("a|h[1-6]|th|summary|button|label|code|pre|kbd|figure|form|svg|nav|script")


class Text(HTMLParser):
    """The running text of an article and the words linked in it, in their order; what is not running text is blank."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []  # for each open element: "term", "apart" or ""
        self.text = ""
        self.linked: list[tuple[int, str]] = []  # where in the text a link begins, and to which entry

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        classes = set(given.get("class", "").split())
        if "term" in classes:
            self.linked.append((len(self.text), given["href"].partition("#")[2]))
            self.open.append("term")
        elif tag not in VOID:
            self.open.append("apart" if ELSEWHERE.fullmatch(tag) or classes & APART else "")
            self.text += "\0"

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID and self.open:
            self.text += "" if self.open.pop() == "term" else "\0"

    def handle_data(self, data: str) -> None:
        self.text += "\0" if "apart" in self.open else data


def article(page: Path) -> str:
    """What stands on a built page, without drawings and formulas."""
    html = page.read_text("utf-8")
    body = html[html.index("<article") : html.index("</article>")]
    return re.sub(r"<(svg|math|script|style|template)\b.*?</\1>", "", body, flags=re.DOTALL)


@pytest.mark.browser
def test_each_linked_word_is_the_first_of_its_entry_and_none_is_forgotten(site: Path) -> None:
    words = read(sources()[GLOSSARY], macros_in(DOCS))
    find, count = pattern(words), 0
    for page in sources():
        if page in WITHOUT:
            continue
        text = Text()
        text.feed(article(site / Path(page).with_suffix(".html")))
        firsts: dict[str, int] = {}
        for match in find.finditer(text.text):
            word = " ".join(match[0].split())
            place, _, taught = words.get(word) or words[word[0].lower() + word[1:]]
            if place and taught != page:
                firsts.setdefault(place, match.start())
        assert {place: at for at, place in text.linked} == firsts, page
        count += len(firsts)
    assert count > 500


@pytest.mark.browser
def test_the_place_that_teaches_a_term_uses_it(site: Path) -> None:
    pages: dict[str, str] = {}
    wrong = []
    for terms, definition in glossary():
        if SEE.fullmatch(definition):
            continue
        target = re.search(r"\[[^]]*\]\(\.\./([^)#]*)#([\w-]+)\)$", definition)
        assert target, f"{terms[0]}: expected a link to the section that teaches it, at the end"
        html = pages.setdefault(target[1], article(site / Path(target[1]).with_suffix(".html")))
        section = re.search(rf'<(h[1-3])\b[^>]*\bid="{target[2]}".*?(?=<\1 |<h2 |\Z)', html, re.DOTALL)
        assert section, f"{terms[0]}: {target[1]} has no section #{target[2]}"
        text = re.sub("<[^>]*>", "", section[0])
        if not any(uses(term).search(text) for term in terms):
            wrong.append(f"{terms[0]}: {target[1]}#{target[2]}")
    assert not wrong


@pytest.mark.browser
def test_a_meaning_shows_when_pointed_at_reached_or_tapped_and_goes_by_escape(browser: Browser, address: str) -> None:
    with open_context(browser, Look.LIGHT_PHONE, has_touch=True) as context:
        page = context.new_page()
        page.goto(address + "one-neuron/activation-functions.html")
        term, shown = page.locator("a.term").first, page.locator("#meaning")
        meaning = term.get_attribute("title") or ""
        term.hover()
        expect(shown).to_have_text(meaning)
        expect(shown).to_be_visible()
        assert (term.get_attribute("title"), term.get_attribute("aria-describedby")) == (None, "meaning")
        box = shown.bounding_box()
        assert box and box["x"] >= 0 and box["x"] + box["width"] <= 390
        page.keyboard.press("Escape")
        expect(shown).to_be_hidden()
        assert (term.get_attribute("title"), term.get_attribute("aria-describedby")) == (meaning, None)

        page.mouse.move(0, 0)
        page.locator("article a").first.focus()
        for _ in range(20):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.matches('a.term')"):
                break
        expect(shown).to_be_visible()
        page.keyboard.press("Escape")
        expect(shown).to_be_hidden()

        term.tap()
        expect(shown).to_be_visible()
        page.locator("h1").tap()
        expect(shown).to_be_hidden()
        term.tap()
        term.tap()
        page.wait_for_url("**/reference/glossary.html#term-*")
