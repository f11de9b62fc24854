"""The pages that the site does not have: cover, contents, the openings of parts, and what stands beside the text."""

from collections.abc import Mapping
from html import escape
from xml.etree.ElementTree import Element, SubElement

from figures.engine.press.binding import ELSEWHERE
from figures.engine.press.book import Book
from figures.engine.press.chapters import Part
from figures.engine.press.markup import classes, xhtml

ROMAN = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


def cover(book: Book) -> str:
    """The title, the first figure, and which edition this is."""
    drawings = (svg for chapter in book.chapters for svg in chapter.body.iter("svg") if "figure-svg" in classes(svg))
    drawing = next(drawings, None)
    told = "".join(f"<p>{escape(line)}</p>" for line in (book.author, book.told, book.rights, book.address) if line)
    return (
        f'<section class="cover"><h1>{escape(book.title)}</h1><p class="description">{escape(book.description)}</p>'
        f"{xhtml(drawing) if drawing is not None else ''}<footer>{told}</footer></section>"
    )


def contents(book: Book, pages: Mapping[str, int]) -> str:
    """Parts and chapters with their pages, which count from 0."""
    lines = []
    for number, part in enumerate(book.parts):
        if part.title:
            lines.append(f"<h2>{_entry(roman(number), part.title, part.name, pages)}</h2>")
        items = [(str(chapter.number or ""), chapter.title, chapter.name) for chapter in part.chapters]
        if part.solutions is not None:
            items.append(("", "Solutions", part.solutions.get("id", "")))
        lines.append("<ol>" + "".join(f"<li>{_entry(*item, pages)}</li>" for item in items) + "</ol>")
    return f'<section class="contents"><h1>Contents</h1>{"".join(lines)}</section>'


def leaves(book: Book, pages: Mapping[str, int], count: int) -> str:
    """The head and the number of each page; one that begins a chapter has no head."""
    starts: dict[int, tuple[str, str]] = {}
    for part in book.parts:
        if part.title:
            starts[pages[part.name]] = "", ""
        for chapter in part.chapters:
            starts[pages[chapter.name]] = part.title, chapter.title
        if part.solutions is not None:
            starts[pages[part.solutions.get("id", "")]] = part.title, "Solutions"
    written, left, right = [], "", ""
    for page in range(count):
        left, right = starts.get(page, (left, right))
        head = "" if page in starts else f"<header><span>{escape(left)}</span><span>{escape(right)}</span></header>"
        written.append(f'<div class="leaf">{head}<footer>{page + 1}</footer></div>')
    return "".join(written)


def opening(part: Part, number: int) -> Element:
    """The page before the first chapter of a part."""
    section = Element("section", {"class": "part-title", "id": part.name})
    SubElement(section, "p", {"class": "kind"}).text = f"Part {roman(number)}"
    SubElement(section, "h1").text = part.title
    chapters = SubElement(section, "ol")
    for chapter in part.chapters:
        SubElement(SubElement(chapters, "li"), "a", {"href": f"#{chapter.name}"}).text = chapter.title
    return section


def _entry(number: str, title: str, place: str, pages: Mapping[str, int]) -> str:
    return (
        f'<a href="{ELSEWHERE}{escape(place)}"><span class="number">{number}</span><span>{escape(title)}</span>'
        f'<span class="dots"></span><span class="page">{pages[place] + 1}</span></a>'
    )


def roman(number: int) -> str:
    """The number of a part."""
    return ROMAN[number] if number < len(ROMAN) else str(number)
