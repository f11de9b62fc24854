"""What an EPUB says of itself: the package with its files and their order, and the contents."""

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from pathlib import PurePosixPath
from uuid import NAMESPACE_URL, uuid5

from figures.engine.press.book import Book

TYPES = {".xhtml": "application/xhtml+xml", ".css": "text/css", ".woff2": "font/woff2", ".png": "image/png"}
CONTAINER = (
    '<?xml version="1.0" encoding="utf-8"?>\n'
    '<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="book/package.opf" media-type="application/oebps-package+xml"/></rootfiles></container>\n'
)
ACCESSIBLE = {
    "schema:accessMode": ("textual", "visual"),
    "schema:accessModeSufficient": ("textual,visual", "textual"),
    "schema:accessibilityFeature": ("alternativeText", "MathML", "structuralNavigation", "tableOfContents"),
    "schema:accessibilityHazard": ("none",),
    "schema:accessibilitySummary": (
        "Every figure has an alternative text, every formula is MathML with its reading in words.",
    ),
}


@dataclass
class File:
    """One file of the archive. `properties` are EPUB's, such as mathml."""

    data: bytes
    title: str = ""
    properties: str = ""


def page(book: Book, title: str, body: str, kind: str = "bodymatter") -> bytes:
    """A file of text."""
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n'
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" '
        f'lang="{book.language}" xml:lang="{book.language}"><head><meta charset="utf-8"/>'
        f'<title>{escape(title)}</title><link rel="stylesheet" href="book.css"/></head>'
        f'<body epub:type="{kind}">{body}</body></html>\n'
    ).encode()


def navigation(book: Book, covered: bool) -> bytes:
    """The contents, for the reader's menu and as a page."""
    entries = []
    for part in book.parts:
        inner = [(f"{chapter.name}.xhtml", chapter.title) for chapter in part.chapters]
        if part.solutions is not None:
            inner.append((f"{part.name}--solutions.xhtml", "Solutions"))
        listed = "".join(f'<li><a href="{escape(place)}">{escape(title)}</a></li>' for place, title in inner)
        entries.append(
            f'<li><a href="{escape(part.name)}.xhtml">{escape(part.title)}</a><ol>{listed}</ol></li>'
            if part.title
            else listed
        )
    first = f"{book.chapters[0].name}.xhtml"
    cover = '<li><a epub:type="cover" href="cover.xhtml">Cover</a></li>' if covered else ""
    body = (
        f'<nav epub:type="toc" id="toc" role="doc-toc"><h1>Contents</h1><ol>{"".join(entries)}</ol></nav>'
        f'<nav epub:type="landmarks" hidden="hidden"><h2>Landmarks</h2><ol>{cover}'
        f'<li><a epub:type="toc" href="#toc">Contents</a></li>'
        f'<li><a epub:type="bodymatter" href="{escape(first)}">Start</a></li></ol></nav>'
    )
    return page(book, "Contents", body, "frontmatter")


def package(book: Book, files: Mapping[str, File]) -> bytes:
    """What the book is, all files, and their order."""
    texts = [name for name in ("cover.xhtml", "nav.xhtml") if name in files]
    texts += [name for name in files if name.endswith(".xhtml") and name not in texts]
    told = [
        f'<dc:identifier id="book">urn:uuid:{uuid5(NAMESPACE_URL, book.address or book.title)}</dc:identifier>',
        *(
            f"<dc:{name}>{escape(text)}</dc:{name}>"
            for name, text in (
                ("title", book.title),
                ("language", book.language),
                ("creator", book.author),
                ("rights", book.rights),
                ("description", book.description),
                ("source", book.address),
                ("date", f"{book.date:%Y-%m-%d}"),
            )
            if text
        ),
        f'<meta property="dcterms:modified">{book.date:%Y-%m-%dT%H:%M:%SZ}</meta>',
        *(f'<meta property="{name}">{text}</meta>' for name, texts in ACCESSIBLE.items() for text in texts),
    ]
    items, names = [], {name: f"file-{number}" for number, name in enumerate(sorted(files))}
    for name, identity in names.items():
        properties = f' properties="{files[name].properties}"' if files[name].properties else ""
        kind = TYPES[PurePosixPath(name).suffix]
        items.append(f'<item id="{identity}" href="{escape(name)}" media-type="{kind}"{properties}/>')
    spine = "".join(f'<itemref idref="{names[name]}"/>' for name in texts)
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<package xmlns="http://www.idpf.org/2007/opf" version="3.0" '
        f'unique-identifier="book" xml:lang="{book.language}">'
        f'<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">{"".join(told)}</metadata>'
        f"<manifest>{''.join(items)}</manifest><spine>{spine}</spine></package>\n"
    ).encode()
