"""How pages are written: their parts, their words, and no number that nothing computes."""

import re

import pytest
import yaml

from figures.engine.project.project import Project
from tests.pages.sources import ROOT, sources

AMERICAN = re.compile(
    r"\b(colou?rless|(?:dis)?colors?|colored|coloring|labeled|labeling|modeled|modeling|neighbors?|behaviors?|favors?|"
    r"favorites?|honors?|gray|centers?|centered|fibers?|artifacts?|canceled|traveled|signaled|analyz\w+|catalogs?|"
    r"(?:optim|initial|normal|regular|general|visual|recogn|minim|maxim|memor|standard|vector|summar|real|emphas|"
    r"penal|organ|factor|discret|special|local|parametr|symbol|character|final|equal|stabil)iz(?:e|es|ed|er|ers|ing|"
    r"ation|ations))\b",
    re.IGNORECASE,
)
HYPE = re.compile(
    r"\b(amazing\w*|awesome|incredibl[ey]|powerful|magical\w*|revolutionary|ground-?breaking|cutting-edge|delve\w*|"
    r"state-of-the-art|game-chang\w+|seamless\w*|unleash\w*|mind-blowing|exciting|blazing\w*|obviously|trivially|"
    r"simply|basically|needless to say|of course|as everyone knows|it is easy to see)\b",
    re.IGNORECASE,
)
UNFINISHED = re.compile(r"\b(TODO|FIXME|XXX|TBD|lorem ipsum|coming soon|placeholder)\b", re.IGNORECASE)
# A version number is no measurement; it stands behind the name of what it is a version of.
VERSION = re.compile(r"\b(?:Python|NumPy|TensorFlow|Keras|PyTorch|JAX|Matplotlib|MathJax|MkDocs|CC BY) \d+(?:\.\d+)+")
MEASURED = re.compile(r"(?<![\w.])[−-]?\d+\.\d+|(?<![\w.])\d+(?:\.\d+)?\s?%|\b\d+(?:\.\d+)?e[+−-]?\d+\b")

APART = re.compile(r"(?<=[\d}])(?:\s%|\\,\\%)(?=[\s,.;:\"'`)$]|$)", re.MULTILINE)

FENCE = re.compile(r"^ *(`{3,}|~{3,}).*?^ *\1 *$", re.MULTILINE | re.DOTALL)
NOT_PROSE = [
    re.compile(r"\A---\n.*?^---$", re.MULTILINE | re.DOTALL),  # front matter
    FENCE,
    re.compile(r"\$\$.*?\$\$", re.DOTALL),
    re.compile(r"(?<!\\)\$[^$]+\$"),
    re.compile(r"\{\{.*?\}\}"),
    re.compile(r"`[^`\n]+`"),
    re.compile(r"<!--.*?-->", re.DOTALL),
    re.compile(r"\]\([^)\s]*\)"),  # addresses of links; their text stays
    re.compile(r"<https?://[^>]*>"),
    re.compile(r"^/{3,}.*$|^ *--8<--.*$", re.MULTILINE),
    re.compile(r"^    (?:type|within): [\w.]+$", re.MULTILINE),  # options of blocks
    re.compile(r"[@\\][a-z]+:\w+"),
]
ALTERNATIVE = re.compile(r"^    alt: .*$", re.MULTILINE)  # says what is seen: tick labels, chosen parameters
EXERCISE = re.compile(r"^/{3,} admonition \| Exercise (\d+) \((\w[\w ,]*)\)\n    type: exercise$", re.MULTILINE)
SOLUTION = re.compile(r"\s*/{3,} details \| Solution\n    type: solution\n")


def pages() -> list[str]:
    """All pages, by path from docs/."""
    return list(sources())


def lessons() -> list[str]:
    """The pages that teach: those of a part of the book, not the home page and not the reference."""
    return [page for page in pages() if "/" in page and not page.startswith(("reference/", "assets/"))]


def written() -> list[str]:
    """All pages but the bibliography, whose titles and addresses are those of other people."""
    return [page for page in pages() if page != "reference/bibliography.md"]


def text_of(page: str) -> str:
    """The source of a page."""
    return sources()[page]


def blank(match: re.Match[str]) -> str:
    """As many line breaks as what is taken out had, so that line numbers stay true."""
    return " " + "\n" * match[0].count("\n")


def prose(source: str) -> str:
    """What is left of a page without front matter, code, formulas, facts, addresses and block marks."""
    for pattern in NOT_PROSE:
        source = pattern.sub(blank, source)
    return source


def hits(pattern: re.Pattern[str], text: str) -> list[str]:
    """Each match as `line 7: the match`."""
    return [f"line {text.count(chr(10), 0, match.start()) + 1}: {match[0]}" for match in pattern.finditer(text)]


def measured_numbers(source: str) -> list[str]:
    """Decimal numbers, percentages and powers of ten that stand in prose as typed."""
    return hits(MEASURED, ALTERNATIVE.sub(blank, VERSION.sub(blank, prose(source))))


@pytest.mark.parametrize("page", pages())
def test_a_page_opens_with_its_description_and_has_one_title(page: str) -> None:
    source = text_of(page)
    front = re.match(r"---\n(.*?)\n---\n", source, re.DOTALL)
    assert front, f"{page}: expected front matter between two lines ---"
    description = (yaml.safe_load(front[1]) or {}).get("description", "")
    assert 20 <= len(description) <= 200, f"{page}: expected a description of 20 to 200 characters, got {description!r}"
    titles = re.findall(r"^# .+$", FENCE.sub(blank, source), re.MULTILINE)
    assert len(titles) == 1, f"{page}: expected one title, got {titles}"


@pytest.mark.parametrize("page", lessons())
def test_a_lesson_ends_with_what_to_remember_exercises_and_where_to_read_on(page: str) -> None:
    headings = re.findall(r"^## (.+)$", FENCE.sub(blank, text_of(page)), re.MULTILINE)
    assert headings[-3:] == ["What to remember", "Exercises", "Where to read on"], f"{page}: ends with {headings[-3:]}"


@pytest.mark.parametrize("page", lessons())
def test_five_exercises_or_more_each_with_a_solution_and_numbered_in_order(page: str) -> None:
    source = text_of(page)
    found = list(EXERCISE.finditer(source))
    assert len(found) >= 5, f"{page}: expected five exercises or more, got {len(found)}"
    assert [int(match[1]) for match in found] == list(range(1, len(found) + 1)), f"{page}: exercises out of order"
    for match in found:
        end = re.compile(r"^/{3,}$", re.MULTILINE).search(source, match.end())
        assert end and SOLUTION.match(source, end.end()), f"{page}: exercise {match[1]} has no solution after it"


@pytest.mark.parametrize("page", written())
def test_no_number_in_prose_is_typed_by_hand(page: str) -> None:
    found = measured_numbers(text_of(page))
    assert not found, f"{page}: bring it in as a fact {{{{ figure.name }}}}, or set it as a formula: {found}"


@pytest.mark.parametrize("page", written())
def test_the_spelling_is_british(page: str) -> None:
    found = hits(AMERICAN, prose(text_of(page)))
    assert not found, f"{page}: {found}"


def test_the_per_cent_sign_stands_close_to_its_number_on_pages_and_in_figures_alike() -> None:
    texts = dict(sources()) | {
        str(script): script.read_text(encoding="utf-8") for script in Project(ROOT).scripts.values()
    }
    assert {name: found for name, text in texts.items() if (found := hits(APART, text))} == {}
    assert hits(APART, '["50 %", "60%"]') == ["line 1:  %"]


@pytest.mark.parametrize("page", lessons())
def test_no_caption_calls_the_ink_black_which_is_light_in_the_dark(page: str) -> None:
    captions = re.findall(r"^/// figure .*\n(?: {4}.*\n)*((?:.*\n)*?)///$", text_of(page), re.MULTILINE)
    found = [caption for caption in captions if re.search(r"\b(black|white|dark)\b", caption)]
    assert (captions and not found) or "/// figure" not in text_of(page), found


@pytest.mark.parametrize("page", pages())
def test_no_hype_and_nothing_unfinished(page: str) -> None:
    words = prose(text_of(page))
    found = hits(HYPE, words) + hits(UNFINISHED, words)
    assert not found, f"{page}: {found}"


def test_the_lint_sees_a_typed_number_but_not_a_formula_a_fact_or_a_version() -> None:
    assert measured_numbers("a\nIt reached 0.97, or 97 %.") == ["line 2: 0.97", "line 2: 97 %"]
    assert measured_numbers("An error of 1e-6.") == ["line 1: 1e-6"]
    assert measured_numbers("$0.5$, {{ fit.error | .2f }}, `0.5`, Python 3.11, 1958") == []


def test_the_lint_sees_american_spelling_and_hype_in_prose_only() -> None:
    assert hits(AMERICAN, prose("The optimizer is labeled `color`.")) == ["line 1: optimizer", "line 1: labeled"]
    assert hits(HYPE, prose("An amazing result.")) == ["line 1: amazing"]


def test_a_line_parts_each_block_of_code_from_what_follows() -> None:
    """Two blocks without one become part of a paragraph, where HTML and EPUB allow none."""
    joined = re.compile(r"^( *)(`{3,}|~{3,})[ \t]*\n\1[`~]{3,}\S", re.MULTILINE)
    assert {path: joined.findall(text) for path, text in sources().items() if joined.search(text)} == {}
