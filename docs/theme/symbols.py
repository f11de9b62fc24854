"""A MkDocs hook: symbols lead to their row on the notation page.

Each row of the tables there whose first cell holds formulas gets an address, #symbol-eta for the first of them. On
every other page the first formula that is one of these symbols and nothing else becomes a link to its row, with the
meaning as its title. Not so what may mean another thing there: brackets, a point here and an interval elsewhere, and
the letters of the section on those that change their meaning.
"""

import posixpath
import re
from itertools import filterfalse
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from mkdocs.config.defaults import MkDocsConfig

from docs.theme.page_extension import PageExtension, add, say_page
from figures.engine.formulas.macros import Macros
from figures.engine.formulas.readable import as_text

NOTATION = "reference/notation.md"
ROW = re.compile(r"^\| *(\$.+?) *\| *(.+?) *\|", re.MULTILINE)
CHANGING = re.compile(r"^## Letters that change their meaning$(.*?)^## ", re.MULTILINE | re.DOTALL)
AMBIGUOUS = re.compile(r"^(\(|\[|\\\{)|=")
SYMBOL = re.compile(r"\$(.+?)\$")
LINK = re.compile(r"\[([^]]*)\]\([^)]*\)")
ELSEWHERE = {"a", "h1", "h2", "h3", "h4", "h5", "h6", "th", "summary", "button", "label"}
AFTER_FORMULAS = 10  # and before the places of a page are collected and its links are resolved


Symbols = dict[str, tuple[str, str]]  # TeX -> the place of its row, and what it means


def read(text: str, macros: Macros) -> Symbols:
    """The symbols of the notation page by their TeX; each leads to the first row that names it."""
    symbols: Symbols = {}
    changing = CHANGING.search(text)
    letters = {tex for cell, _ in ROW.findall(changing[1] if changing else "") for tex in SYMBOL.findall(cell)}
    for cell, meaning in ROW.findall(text):
        found = SYMBOL.findall(cell)
        place = "symbol-" + re.sub(r"[^A-Za-z0-9]+", "-", found[0].replace("'", "-prime")).strip("-")
        words = SYMBOL.sub(lambda match: as_text(match[1], macros), LINK.sub(r"\1", meaning).replace("`", ""))
        for tex in filterfalse(AMBIGUOUS.search, found):
            first, before = symbols.get(tex, (place, ""))
            symbols[tex] = first, f"{before}; or {words}" if before else words
    return {tex: symbol for tex, symbol in symbols.items() if tex not in letters}


class Links(Treeprocessor):
    """Gives addresses to the rows of the notation page, and links to the symbols of the others."""

    def __init__(self, known: Symbols, page: str) -> None:
        super().__init__()
        self.known, self.page = known, page

    def run(self, root: Element) -> None:
        """Do so."""
        if self.page == NOTATION:
            placed: set[str] = set()
            for row in root.iter("tr"):
                symbols = [tex for cell in row[:1] for part in cell.iter("span") if (tex := _tex(part)) in self.known]
                if symbols:
                    place, _ = self.known[symbols[0]]
                    if place not in placed:
                        row.set("id", place)
                    placed.add(place)
        elif self.known:
            self._link(root, set())

    def _link(self, element: Element, linked: set[str]) -> None:
        for place, child in enumerate(element):
            tex = _tex(child)
            if tex in self.known and tex not in linked:
                row, meaning = self.known[tex]
                target = posixpath.relpath(NOTATION, posixpath.dirname(self.page))
                link = Element("a", {"class": "symbol", "href": f"{target}#{row}", "title": meaning})
                link.tail, child.tail = child.tail, None
                link.append(child)
                element[place] = link
                linked.add(tex)
            elif child.tag not in ELSEWHERE and "admonition-title" not in child.get("class", ""):
                self._link(child, linked)


def _tex(element: Element) -> str:
    if element.tag != "span" or element.get("class") != "arithmatex":
        return ""
    return (element.text or "").removeprefix(r"\(").removesuffix(r"\)")


class SymbolExtension(PageExtension):
    """For Markdown."""

    def extendMarkdown(self, md: Markdown) -> None:
        """Add the links."""
        md.treeprocessors.register(Links(self.known, self.page), "symbols", AFTER_FORMULAS)


on_page_markdown = say_page


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Put the extension among the others."""
    return add(config, SymbolExtension, NOTATION, read)
