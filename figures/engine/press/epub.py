"""The book as EPUB 3: a file for each chapter, formulas as MathML, drawings as SVG, the solutions of a part at its end.

Equal sources give equal bytes: the files of the archive have one time and one order.
"""

import base64
import hashlib
import re
from copy import deepcopy
from html import escape
from io import BytesIO
from pathlib import Path
from xml.etree.ElementTree import Element
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from figures.engine.press.book import Book
from figures.engine.press.cover import cover_picture
from figures.engine.press.documents import sheets_of, styles_of
from figures.engine.press.leaves import opening
from figures.engine.press.markup import classes, put_in_place, xhtml
from figures.engine.press.package import CONTAINER, File, navigation, package, page

SHEET = Path(__file__).with_name("epub.css")
COLOUR = re.compile(r"(--fig-[\w-]+):([^;}]*)")
USE = re.compile(r"var\((--fig-[\w-]+)\)")
FACE = re.compile(r"@font-face\{[^}]*\}")
DATA = re.compile(r"""(url\(|href=")data:(font/woff2|image/png);base64,\s*([^)"]*)""")
REFERENCE = re.compile(r'(?<=\s)href="')
NOTHING = re.compile(r"<path(?![^>]*\sd=)[^>]*/>")  # a path of no points, which SVG does not allow
# Brackets grow with what they hold only where TeX says \left and \right, which makes a row of its own.
BRACKET = re.compile(r"(?<!<mrow>)<mo>([()\[\]{}|‖⟨⟩])</mo>(?!</mrow>)")
SLOT = re.compile(r' data-[\w-]+="[^"]*"')


class Archive:
    """The files of one EPUB."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self.files: dict[str, File] = {}
        sheets = sheets_of(book)
        self._values = {name: value.strip().replace('"', "'") for name, value in reversed(COLOUR.findall(sheets))}
        pages = ((book.site / chapter.url).read_text(encoding="utf-8") for chapter in book.chapters)
        sheet = "\n".join([*FACE.findall(sheets), SHEET.read_text(encoding="utf-8"), styles_of(pages)])
        self.put("book.css", self._parted(self._coloured(sheet)).encode())
        self._sections = self._gathered()
        self._where = {
            element.get("id", ""): name for name, (_, section) in self._sections.items() for element in section.iter()
        }

    def put(self, name: str, data: bytes, title: str = "", properties: str = "") -> None:
        """One file more."""
        self.files[name] = File(data, title, properties)

    def _gathered(self) -> dict[str, tuple[str, Element]]:
        """All files of text: their titles and what they hold."""
        found: dict[str, tuple[str, Element]] = {}
        for number, part in enumerate(self.book.parts):
            if part.title:
                found[f"{part.name}.xhtml"] = part.title, opening(part, number)
            for chapter in part.chapters:
                found[f"{chapter.name}.xhtml"] = chapter.title, deepcopy(chapter.body)
            if part.solutions is not None:
                found[f"{part.name}--solutions.xhtml"] = f"Solutions: {part.title}", deepcopy(part.solutions)
        return found

    def write(self) -> bytes:
        """The whole archive."""
        book = self.book
        if picture := cover_picture(book):
            self.put("cover.png", picture, properties="cover-image")
            image = f'<img src="cover.png" alt="{escape(book.title)}"/>'
            self.put("cover.xhtml", page(book, book.title, f'<div class="cover">{image}</div>', "cover"), book.title)
        for name, (title, section) in self._sections.items():
            self._adapt(section, name)
            text = REFERENCE.sub('href="', self._parted(self._coloured(xhtml(section))))
            properties = " ".join(kind for kind, mark in (("mathml", "<math"), ("svg", "<svg")) if mark in text)
            self.put(name, page(book, title, text), title, properties)
        self.put("nav.xhtml", navigation(book, "cover.xhtml" in self.files), "Contents", "nav")
        buffer = BytesIO()
        with ZipFile(buffer, "w") as archive:
            _add(archive, self.book, "mimetype", b"application/epub+zip")
            _add(archive, self.book, "META-INF/container.xml", CONTAINER.encode())
            _add(archive, self.book, "book/package.opf", package(book, self.files))
            for name in sorted(self.files):
                _add(archive, self.book, f"book/{name}", self.files[name].data)
        return buffer.getvalue()

    def _adapt(self, section: Element, name: str) -> None:
        for element in section.iter():
            href = element.get("href", "")
            if element.tag == "a" and href.startswith("#") and href[1:] in self._where:
                there = self._where[href[1:]]
                element.set("href", href if there == name else there + href)
            if "tex" in classes(element):
                _formula(element)
            elif element.tag == "svg":
                element.attrib.pop("style", None)
                element.set("xmlns:xlink", "http://www.w3.org/1999/xlink")
                element.text = REFERENCE.sub('xlink:href="', NOTHING.sub("", SLOT.sub("", element.text or "")))

    def _coloured(self, text: str) -> str:
        """Many readers know no variables of CSS: the light colours themselves."""
        return USE.sub(lambda match: self._values.get(match[1], "inherit"), text)

    def _parted(self, text: str) -> str:
        """Fonts and pictures inside a text become files of their own."""

        def own_file(match: re.Match[str]) -> str:
            data = base64.b64decode(match[3])
            folder, suffix = ("fonts", "woff2") if "font" in match[2] else ("images", "png")
            name = f"{folder}/{hashlib.sha256(data).hexdigest()[:16]}.{suffix}"
            self.put(name, data)
            return match[1] + name

        return DATA.sub(own_file, text)


def make_epub(book: Book) -> bytes:
    """The book as an EPUB. Raises FigureError."""
    return Archive(book).write()


def _formula(formula: Element) -> None:
    """MathML takes the place of the drawing, and says in words what it is."""
    words = formula.attrib.pop("title", "")
    for drawing in formula.findall("svg"):
        put_in_place(formula, drawing)
    for mathml in formula.findall("math"):
        mathml.attrib = {"display": "block"} if "tex-display" in classes(formula) else {}
        mathml.set("alttext", words)
        mathml.text = BRACKET.sub(r'<mo stretchy="false">\1</mo>', mathml.text or "")


def _add(archive: ZipFile, book: Book, name: str, data: bytes) -> None:
    entry = ZipInfo(name, (book.date.year, book.date.month, book.date.day, book.date.hour, book.date.minute, 0))
    entry.external_attr = 0o644 << 16
    entry.create_system = 3
    kind = ZIP_STORED if name == "mimetype" or name.endswith((".png", ".woff2")) else ZIP_DEFLATED
    archive.writestr(entry, data, kind, 9 if kind == ZIP_DEFLATED else None)
