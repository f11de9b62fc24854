"""What the printer gets: the chapters in documents of a few each, the first pages, and what stands beside the text."""

import re
from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from html import escape
from pathlib import Path
from xml.etree.ElementTree import Element

from figures.engine.press.binding import ELSEWHERE
from figures.engine.press.book import Book
from figures.engine.press.leaves import contents, cover, leaves, opening
from figures.engine.press.markup import classes, put_in_place, text_of, xhtml
from figures.engine.press.runs import in_runs

PAPERS = {"A4": (210.0, 297.0), "letter": (215.9, 279.4)}  # widths and heights in millimetres
SHEET = Path(__file__).with_name("book.css")
GLYPHS = re.compile(r'<svg class="tex-glyphs".*?</svg>', re.DOTALL)
STYLES = re.compile(r'<style id="styles">(.*?)</style>')
GLYPH = re.compile(r'<path id="([^"]+)" d="[^"]*"\s*/>')
WIDTH = 0.9  # of a letter of the words on a formula, in ex, so that they are about as wide as it
TOGETHER = 3  # chapters in a document: the time Chromium needs grows faster than what it prints


class Documents:
    """The documents of one book on one size of paper."""

    def __init__(self, book: Book, paper: str) -> None:
        self.book, self.paper = book, paper
        self.html = {chapter.url: (book.site / chapter.url).read_text(encoding="utf-8") for chapter in book.chapters}
        self.glyphs = dict(
            (found[1], found[0])
            for html in self.html.values()
            for glyphs in GLYPHS.findall(html)
            for found in GLYPH.finditer(glyphs)
        )
        self.sheets = f"{sheets_of(book)}\n{styles_of(self.html.values())}"
        self.looks = SHEET.read_text(encoding="utf-8")
        self.wanted: set[str] = set()

    def chapters(self) -> list[str]:
        """All chapters and solutions."""
        groups = list(_groups(self.book))
        found = [{element.get("id", "") for section in group for element in section.iter()} for group in groups]
        self.wanted = {link.get("href", "")[1:] for group in groups for section in group for link in section.iter("a")}
        self.wanted |= {place for group in groups for section in group for place, _ in headings(section)}
        self.wanted |= {section.get("id", "") for group in groups for section in group}
        return [self._document(group, places) for group, places in zip(groups, found, strict=True)]

    def _document(self, sections: list[Element], places: set[str]) -> str:
        for section in sections:
            for link in section.iter("a"):
                href = link.get("href", "")
                if href.startswith("#") and href[1:] not in places:
                    link.set("href", ELSEWHERE + href[1:])
            _formulas_for_paper(section)
            in_runs(section, self.looks)
        known = "".join(f'<a href="#{escape(place)}"></a>' for place in sorted(self.wanted & places))
        return f'<div class="places">{known}</div>' + "".join(map(xhtml, sections))

    def first_pages(self, pages: Mapping[str, int]) -> str:
        """The cover and the contents, with the numbers of the pages."""
        return cover(self.book) + contents(self.book, pages)

    def beside(self, pages: Mapping[str, int], count: int) -> str:
        """The head and the number of every page, without its text."""
        return "<style>@page { margin: 0 }</style>" + leaves(self.book, pages, count)

    def frame(self) -> str:
        """What all documents stand in: the looks of the book, and every sign of its formulas, in one element."""
        glyphs = "".join(path for _, path in sorted(self.glyphs.items()))
        own = f"@page {{ size: {self.paper} }} :root {{ --leaf: {PAPERS[self.paper][1]}mm }}"
        return (
            f'<!doctype html><html lang="{self.book.language}"><head><meta charset="utf-8">'
            f"<title>{escape(self.book.title)}</title>"
            f"<style>{self.sheets}</style><style>{own}{self.looks}</style></head><body>"
            f'<svg width="0" height="0" style="position:absolute" aria-hidden="true"><defs>{glyphs}</defs></svg>'
            "</body></html>"
        )


def headings(section: Element) -> list[tuple[str, str]]:
    """The headings that the outline has below a chapter: place and title."""
    return [(place, text_of(element)) for element in section.iter("h2") if (place := element.get("id"))]


def _groups(book: Book) -> Iterator[list[Element]]:
    for number, part in enumerate(book.parts):
        sections = [opening(part, number)] if part.title else []
        for chapter in part.chapters:
            body = deepcopy(chapter.body)
            heading = body.find(".//h1")
            if heading is not None and chapter.number:
                mark = Element("span", {"class": "chapter-number"})
                mark.text, mark.tail, heading.text = f"Chapter {chapter.number}", heading.text, None
                heading.insert(0, mark)
            sections.append(body)
            if len(sections) >= TOGETHER:
                yield sections
                sections = []
        if part.solutions is not None:
            sections.append(deepcopy(part.solutions))
        if sections:
            yield sections


def _formulas_for_paper(section: Element) -> None:
    """The drawing is for the eyes; words that cannot be seen lie on it, for the ears and for copying."""
    for formula in section.iter():
        drawing = formula.find("svg")
        if "tex" not in classes(formula) or drawing is None:
            continue
        words = formula.attrib.pop("title", "")
        for mathml in formula.findall("math"):
            put_in_place(formula, mathml)
        width = float(drawing.get("width", "0ex").removesuffix("ex"))
        size = min(1.0, WIDTH * width / max(len(words), 1))
        copied = Element("span", {"class": "tex-copy", "style": f"font-size:{size:.2f}em"})
        copied.text = words
        formula.insert(list(formula).index(drawing), copied)


def styles_of(pages: Iterable[str]) -> str:
    """What single places of the pages look like, which stands in a sheet of each page."""
    rules = (rule for html in pages for sheet in STYLES.findall(html) for rule in re.findall(r"[^}]+}", sheet))
    return "".join(sorted(set(rules)))


def sheets_of(book: Book) -> str:
    """Colours by meaning, the form of figures and formulas, and the typefaces with their fonts inside."""
    assets = book.site / "assets"
    sheets = [assets / "engine.css", *sorted(assets.glob("typefaces-*.css"))]
    whole = [sheet for sheet in sheets[1:] if sheet.name.endswith(".whole.css")]
    return "\n".join(sheet.read_text(encoding="utf-8") for sheet in [sheets[0], *(whole or sheets[1:])])
