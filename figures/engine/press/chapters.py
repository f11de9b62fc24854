"""The book as chapters: the pages of the finished site in reading order, without what only a screen can do.

The order is that of the pages' own links to the next; every place has a name that is unique in the book, and a link
to a page of the book is a link to a place, `#learning-momentum` or `#learning-momentum--exercise-3`.
"""

import posixpath
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from types import MappingProxyType
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from figures.engine.formulas.macros import Macros
from figures.engine.formulas.readable import as_text
from figures.engine.press.links import file_at, mend, place, take_pictures
from figures.engine.press.markup import classes, end_of, parse, put_in_place, text_of, unwrap
from figures.engine.press.solutions import Solutions, take_solutions
from figures.engine.project.faults import Fault, FigureError
from figures.engine.site.onward import NEXT

TEXTS = [re.compile(begin) for begin in (r"<(article)\b[^>]*>", r'<(\w+)\b[^>]* role="main"[^>]*>', r"<(main)\b[^>]*>")]
PART = re.compile(r'<p class="part">([^<]*)')  # what follows says how far in the part the page is
# What acts, and what leads around on the site; a page may mark more of it: data-on-paper is what stands there instead.
TAGS = frozenset(("nav", "form", "button", "canvas", "input", "select", "output", "dialog", "object", "iframe"))
CLASSES = frozenset(
    ("place", "headerlink", "figure-source", "notebook-launch", "answer", "part", "figure-hidden", "copy")
)
PLAIN = frozenset(("details", "article"))  # become boxes

NONE: Macros = MappingProxyType({})


@dataclass
class Chapter:
    """One page. `name` begins the names of all places on it."""

    name: str
    url: str
    number: int  # as figures and equations count; 0 is the home page
    title: str
    body: Element


@dataclass
class Part:
    """The chapters that stand together, and the solutions of their exercises; the first has no title."""

    title: str
    chapters: list[Chapter] = field(default_factory=list)
    solutions: Element | None = None

    @property
    def name(self) -> str:
        """The name of its place."""
        return "part-" + "-".join(re.findall(r"\w+", self.title.lower()))


def read_parts(site: Path, address: str = "", leave_out: Iterable[str] = (), macros: Macros = NONE) -> list[Part]:
    """The parts of the book. `address` is where the site is published, for links to what the book leaves out.

    Raises FigureError if there is no site.
    """
    every = _pages(site)
    numbers = {url: number for number, url in enumerate(every)}
    pages = {url: html for url, html in every.items() if url not in set(leave_out)}
    if not pages:
        raise FigureError(Fault("every page is left out of the book; name fewer under leave_out in mkdocs.yml"))
    names = {url: name_of(url) for url in pages}
    parts: list[Part] = []
    solved: list[Solutions] = []
    for url, html in pages.items():
        text = _text(html, url)
        body, title = parse(text, url)[0], PART.search(text)
        part = " ".join(unescape(title[1]).split()) if title else ""
        if not parts or (part and part != parts[-1].title):
            parts.append(Part(part))
            solved.append(Solutions(parts[-1].name))
        _for_paper(body, f"{address.rstrip('/')}/{url}" if address else "", macros)
        take_pictures(body, url, site)
        place(body, url, names, address)
        heading = body.find(".//h1")
        chapter = Chapter(names[url], url, numbers[url], "" if heading is None else text_of(heading), body)
        body.tag, body.attrib = "section", {"class": "chapter", "id": chapter.name}
        solved[-1].add(chapter.name, chapter.title, take_solutions(body, chapter.name))
        parts[-1].chapters.append(chapter)
    for known, solutions in zip(parts, solved, strict=True):
        known.solutions = solutions.section(known.title)
    bodies = [chapter.body for part in parts for chapter in part.chapters]
    mend([*bodies, *(part.solutions for part in parts if part.solutions is not None)])
    return parts


def name_of(url: str) -> str:
    """learning/gradient-descent.html, or …/gradient-descent/index.html: learning-gradient-descent."""
    return posixpath.splitext(url)[0].removesuffix("/index").replace("/", "-")


def _pages(site: Path) -> dict[str, str]:
    """The HTML of the pages by their addresses, in order."""
    found: dict[str, str] = {}
    url: str | None = "index.html"
    while url and url not in found:
        try:
            found[url] = (site / url).read_text(encoding="utf-8")
        except OSError as error:
            raise FigureError(
                Fault(f"there is no {url} in {site} ({error.strerror}); build the site first: mkdocs build")
            ) from error
        onward = NEXT.search(found[url])
        url = file_at(url, unquote(onward[1])) if onward else None
    return found


def _text(html: str, url: str) -> str:
    """What a page says, without the frame of its theme."""
    for begin in TEXTS:
        if found := begin.search(html):
            end = html.index(">", end_of(html, found[1], found.end(), url)) + 1
            return html[found.start() : end]
    raise FigureError(
        Fault('expected an <article>, a <main> or an element with role="main" around its text; take such a theme', url)
    )


def _for_paper(body: Element, address: str, macros: Macros) -> None:
    """Take away what acts; what a page says instead of a program stays, with the program's address."""
    for parent in list(body.iter()):
        for child in list(parent):
            instead = child.get("data-on-paper")
            if instead:
                put_in_place(parent, child, _notice(instead, address))
            elif instead == "" or child.tag in TAGS or classes(child) & CLASSES or "tex-glyphs" in classes(child):
                put_in_place(parent, child)
            elif child.tag == "summary" and "solution" not in classes(parent):
                child.tag, child.attrib = "p", {"class": "more-title"}
    for parent in list(body.iter()):
        for child in list(parent):
            if child.tag == "span" and not set(child.attrib) - {"data-fact", "data-format", "data-of"}:
                unwrap(parent, child)
    for element in body.iter():
        if element.tag in PLAIN:
            element.tag = "div"
        if text := element.attrib.pop("data-tex", None):
            element.set("title", as_text(text, macros))  # how it is read aloud, and copied
        for name in [name for name in element.attrib if name.startswith("data-")]:
            del element.attrib[name]


def _notice(words: str, address: str) -> Element:
    notice = Element("p", {"class": "elsewhere"})
    notice.text = words
    if address:
        notice.text += " It is at "
        link = Element("a", {"href": address})
        link.text, link.tail = address, "."
        notice.append(link)
    return notice
