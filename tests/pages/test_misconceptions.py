"""The misunderstandings: each has a section with a figure on its page, and the gathering page leads there."""

import re

import pytest
from markdown.extensions.toc import slugify

from tests.pages.sources import DOCS, sources

GATHERING = DOCS / "reference" / "misconceptions.md"

# Number on the gathering page: the sections that treat it, by page and heading, the owner first.
ALL = {
    1: [("learning/loss-functions.md", "loss `0.88` means `88%` right")],
    2: [("one-neuron/what-one-neuron-can-compute.md", "the bias is optional, or makes a neuron bend")],
    3: [("networks/layers-as-matrices.md", "layers without activations add depth")],
    4: [("networks/solving-xor.md", "XOR just needs more epochs, or two hidden units always learn it")],
    5: [("networks/universal-approximation.md", "universality means that training finds it")],
    6: [("examples/learning-a-sine.md", "it learned sine")],
    7: [
        ("learning/backpropagation.md", "backpropagation is gradient descent"),
        ("learning/gradient-descent.md", "one steps along the gradient"),
    ],
    8: [("networks/outputs-for-classes.md", "softmax fits every output")],
    9: [("learning/backpropagation.md", "a new gradient replaces the old one")],
    10: [
        ("learning/gradient-descent.md", "local minima are the trouble"),
        ("learning/gradient-descent.md", "a bigger learning rate is always faster"),
        ("learning/momentum-and-adam.md", "more momentum is always faster"),
    ],
    11: [("learning/overfitting.md", "a training loss of `0` is good")],
    12: [("learning/overfitting.md", "more parameters always overfit more")],
    13: [("learning/overfitting.md", "the test set may choose")],
    14: [("examples/convolutional-networks.md", "a CNN is shift invariant")],
    15: [("examples/draw-a-digit.md", "`99%` sure means right")],
}
SECTIONS = [(number, *section) for number, sections in ALL.items() for section in sections]
HEADING = re.compile(r"^(#+) (.+)$", re.MULTILINE)
FENCE = re.compile(r"^ *(`{3,}).*?^ *\1 *$", re.MULTILINE | re.DOTALL)
FIGURE = re.compile(r"^/// figure \| (\w+)$", re.MULTILINE)


def section(text: str, heading: str) -> str:
    """What stands under a heading, up to the next one that is not below it. Raises ValueError if there is none."""
    text = FENCE.sub("", text)
    found = list(HEADING.finditer(text))
    for match, following in zip(found, [*found[1:], None], strict=True):
        if match[2] == heading:
            while following is not None and len(following[1]) > len(match[1]):
                following = next((each for each in found if each.start() > following.start()), None)
            return text[match.end() : following.start() if following else len(text)]
    raise ValueError(f"expected a heading {heading!r}, got {[match[2] for match in found]}")


def anchor(heading: str) -> str:
    """The id that the site gives to a heading."""
    return slugify(heading.replace("`", ""), "-")


def entry(number: int) -> str:
    """What the gathering page says of one of them."""
    text = GATHERING.read_text(encoding="utf-8")
    heading = next(match[2] for match in HEADING.finditer(text) if match[2].startswith(f"{number}. "))
    return section(text, heading)


@pytest.mark.parametrize(("number", "page", "belief"), SECTIONS)
def test_the_section_exists_and_is_linked_from_the_gathering_page(number: int, page: str, belief: str) -> None:
    heading = f"Misunderstanding: {belief}"
    assert section((DOCS / page).read_text(encoding="utf-8"), heading).strip()
    assert f"](../{page}#{anchor(heading)})" in entry(number)


@pytest.mark.parametrize("number", ALL)
def test_the_owning_section_shows_a_figure_and_the_gathering_page_names_it(number: int) -> None:
    page, belief = ALL[number][0]
    shown = FIGURE.findall(section((DOCS / page).read_text(encoding="utf-8"), f"Misunderstanding: {belief}"))
    assert shown, f"{page}: the section on “{belief}” shows no figure"
    assert any(f"@fig:{name}" in entry(number) for name in shown), shown


@pytest.mark.parametrize(("number", "page", "belief"), SECTIONS)
def test_every_linked_page_shows_a_figure_that_the_entry_names(number: int, page: str, belief: str) -> None:
    shown = FIGURE.findall((DOCS / page).read_text(encoding="utf-8"))
    assert any(f"@fig:{name}" in entry(number) for name in shown), f"{page}: {belief}"


def test_no_misunderstanding_of_any_page_is_forgotten() -> None:
    headed = {
        (page, match[2].removeprefix("Misunderstanding: "))
        for page, text in sources().items()
        for match in HEADING.finditer(FENCE.sub("", text))
        if match[2].startswith("Misunderstanding: ")
    }
    assert headed == {(page, belief) for _, page, belief in SECTIONS}


@pytest.mark.parametrize("number", ALL)
def test_each_entry_says_the_belief_why_it_tempts_what_is_true_and_where_to_see_it(number: int) -> None:
    text = entry(number)
    places = [text.find(sign) for sign in ('\n> "', "**Tempting, because**", "**In truth**", "**See**")]
    assert -1 not in places and places == sorted(places)
    truth = text[places[2] : places[3]]
    assert re.search(r"\{\{ \w+\.[\w.]+ ", truth), "what is true is said with a computed number"


def test_there_are_fifteen_in_order() -> None:
    headings = re.findall(r"^## (\d+)\. ", GATHERING.read_text(encoding="utf-8"), re.MULTILINE)
    assert headings == [str(number) for number in range(1, 16)] == [str(number) for number in ALL]


def test_a_section_ends_where_the_next_of_its_rank_begins() -> None:
    text = "# A\n## B\nb\n### C\nc\n```\n## no heading\n```\n## D\nd\n"
    assert section(text, "B").split() == ["b", "###", "C", "c"]
    assert section(text, "C").split() == ["c"]
    assert section(text, "D").split() == ["d"]
    with pytest.raises(ValueError, match="expected a heading 'E'"):
        section(text, "E")


def test_an_anchor_is_what_the_site_makes_of_the_heading() -> None:
    assert anchor("Misunderstanding: loss `0.88` means `88%` right") == "misunderstanding-loss-088-means-88-right"
