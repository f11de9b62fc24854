"""Every citation, in a docstring or on a page, leads to a work; every work is cited or offered for further reading."""

import re
import unicodedata
from pathlib import Path

import pytest

from tests.pages.sources import DOCS, ROOT, sources

BIBLIOGRAPHY = DOCS / "reference" / "bibliography.md"
NAME = r"[A-Z][\w’'-]+"
CITATION = re.compile(rf"({NAME})(?:(?:, | and | & |, and ){NAME})*(?: et al\.)? \((\d{{4}})\)")
ENTRY = re.compile(r'^- <span id="(?P<key>\w+)"></span>(?P<surname>[^,(]+?)(?:,.*?)? \((?P<year>\d{4}|no year)\)\. ')
LINK = re.compile(r"\[([^\]]*)\]\([^)\s]*bibliography\.md#([^)\s]+)\)")


def key(surname: str, year: str) -> str:
    """The anchor of a work: the first author's surname in plain lower-case letters, and the year if there is one."""
    plain = unicodedata.normalize("NFKD", surname).encode("ascii", "ignore").decode()
    return re.sub(r"\W", "", plain).lower() + (year if year.isdigit() else "")


def entries(heading: str) -> list[str]:
    """The works under a heading of the bibliography, each on one line."""
    section = BIBLIOGRAPHY.read_text(encoding="utf-8").split(f"\n## {heading}\n")[1].split("\n## ")[0]
    return [" ".join(entry.split()) for entry in re.split(r"^(?=- )", section, flags=re.MULTILINE) if entry.strip()]


def keys(heading: str) -> list[str]:
    """Their anchors, in the order of the page."""
    return re.findall(r'<span id="(\w+)">', " ".join(entries(heading)))


def citations(text: str) -> set[str]:
    """The keys of all works that a text names, as in `Rosenblatt (1958)` or `Minsky and Papert (1969)`."""
    return {key(*match.groups()) for match in CITATION.finditer(" ".join(text.split()))}


WORKS = {*keys("Works cited"), *keys("Further reading")}
SCRIPTS = sorted((ROOT / "figures").rglob("*.py"))
PAGES = [page for page in sources() if page != "reference/bibliography.md"]


@pytest.mark.parametrize("heading", ["Works cited", "Further reading"])
def test_works_are_named_by_author_and_year_and_stand_in_that_order(heading: str) -> None:
    for entry in entries(heading):
        match = ENTRY.match(entry)
        assert match, f"expected `- <span id=…></span>Surname, I. (year). Title.`, got {entry}"
        assert match["key"].rstrip("abc") == key(match["surname"], match["year"]), entry
    assert keys(heading) == sorted(set(keys(heading)))


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_source_that_a_program_names_is_in_the_bibliography(path: Path) -> None:
    unknown = citations(path.read_text(encoding="utf-8")) - WORKS
    assert not unknown, f"{path}: add {sorted(unknown)} to {BIBLIOGRAPHY}"


@pytest.mark.parametrize("page", PAGES)
def test_every_work_that_a_page_names_is_linked_to_its_entry(page: str) -> None:
    text = sources()[page]
    assert {anchor for _, anchor in LINK.findall(text)} <= WORKS
    for words, anchor in LINK.findall(text):
        assert citations(words) <= {anchor}, f"[{words}] leads to {anchor}"
    unlinked = citations(LINK.sub("", text)) - {anchor for _, anchor in LINK.findall(text)}
    assert not unlinked, f"{page}: named without a link: {sorted(unlinked)}"


def test_every_work_is_cited_or_offered_for_further_reading() -> None:
    cited = {anchor for page in PAGES for _, anchor in LINK.findall(sources()[page])}
    for script in SCRIPTS:
        text = script.read_text(encoding="utf-8")
        cited |= citations(text) | {work for work in WORKS if work.isalpha() and work in text.lower()}
    assert not sorted({*keys("Works cited")} - cited)


def test_a_citation_is_recognised_however_many_authors_it_has() -> None:
    text = "Source: Dauphin, Fan,\n    Auli & Grangier (2017), eq. 1; Dugas et al. (2001), not (2)."
    assert citations(text) == {"dauphin2017", "dugas2001"}
    assert key("Bélisle", "1999") == "belisle1999"
