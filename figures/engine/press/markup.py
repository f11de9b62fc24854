"""The markup of a finished page as a tree, and a tree as XHTML: both presses work on trees.

Drawings and formulas are most of a page and nobody looks into them here: they stay text. So a book is read in seconds.
"""

import re
from collections.abc import Iterator
from html import escape, unescape
from xml.etree.ElementTree import Element

from figures.engine.project.faults import Fault, FigureError

WHOLE = ("svg", "math")  # drawings and formulas: what they hold stays as it was written, as the element's text
VOID = frozenset(("area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"))
SILENT = "script|style|template|noscript|textarea"  # what they hold is no markup, or not for paper
TOKEN = re.compile(
    rf"<!--.*?-->|<(?P<silent>{SILENT})\b[^>]*>.*?</(?P=silent)\s*>|</(?P<end>[A-Za-z][\w:-]*)\s*>|"
    r"""<(?P<tag>[A-Za-z][\w:-]*)(?P<attributes>(?:[^>"']|"[^"]*"|'[^']*')*?)(?P<closed>/?)>""",
    re.DOTALL,
)
ATTRIBUTE = re.compile(r"""([^\s=/"'<>]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?""")
NAMESPACES = {"svg": "http://www.w3.org/2000/svg", "math": "http://www.w3.org/1998/Math/MathML"}


def parse(html: str, page: str) -> Element:
    """What stands in `html`, below one element. Raises FigureError where tags do not close in order."""
    root = Element("div")
    open_ones = [root]
    end = 0
    while token := TOKEN.search(html, end):
        _write(open_ones[-1], unescape(html[end : token.start()]))
        end = token.end()
        if name := token["tag"]:
            child = Element(
                name, {key: unescape(a or b or c) for key, a, b, c in ATTRIBUTE.findall(token["attributes"])}
            )
            open_ones[-1].append(child)
            if name in WHOLE and not token["closed"]:
                inner = end_of(html, name, end, page)
                child.text, end = html[end:inner], html.index(">", inner) + 1
            elif not token["closed"] and name not in VOID:
                open_ones.append(child)
        elif name := token["end"]:
            if name != open_ones[-1].tag:
                expected = f"</{open_ones[-1].tag}>" if len(open_ones) > 1 else "text"
                raise FigureError(
                    Fault(
                        f"expected {expected}, got </{name}>; write the tags of HTML so that they close in order", page
                    )
                )
            open_ones.pop()
    _write(open_ones[-1], unescape(html[end:]))
    return root


def end_of(html: str, name: str, start: int, page: str) -> int:
    """Where the drawing ends whose inside begins at `start`; one may hold others."""
    depth = 1
    for mark in re.compile(rf"<(/?){name}\b[^>]*?(/?)>").finditer(html, start):
        depth += -1 if mark[1] else 0 if mark[2] else 1
        if not depth:
            return mark.start()
    raise FigureError(Fault(f"expected </{name}>, got the end of the page", page))


def xhtml(element: Element) -> str:
    """The element and what it holds, as XML that a browser reads as HTML too."""
    return "".join(_pieces(element))


def text_of(element: Element) -> str:
    """What can be read in it, in one line."""
    return " ".join("".join(_words(element)).split())


def _words(element: Element) -> Iterator[str]:
    if element.tag not in WHOLE:
        yield element.text or ""
        for child in element:
            yield from _words(child)
            yield child.tail or ""


def classes(element: Element) -> set[str]:
    """The classes of an element."""
    return set(element.get("class", "").split())


def parents(root: Element) -> dict[Element, Element]:
    """The parent of every element."""
    return {child: parent for parent in root.iter() for child in parent}


def put_in_place(parent: Element, child: Element, *replacements: Element) -> None:
    """Put these where the child stands; what follows it stays."""
    place = list(parent).index(child)
    for new in replacements:
        new.tail = None
    parent[place : place + 1] = replacements
    _write_after(parent, place + len(replacements), child.tail or "")
    child.tail = None


def unwrap(parent: Element, child: Element) -> None:
    """Leave what the child holds, without the child."""
    tail, inner = child.tail or "", list(child)
    place = list(parent).index(child)
    _write_after(parent, place, child.text or "")
    parent[place : place + 1] = inner
    _write_after(parent, place + len(inner), tail)


def _write(element: Element, text: str) -> None:
    _write_after(element, len(element), text)


def _write_after(parent: Element, place: int, text: str) -> None:
    """Text before the child of this place, or at the end."""
    if not text:
        return
    if place:
        parent[place - 1].tail = (parent[place - 1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text


def _pieces(element: Element) -> Iterator[str]:
    tag = element.tag
    given = dict(element.attrib)
    if tag in NAMESPACES:
        given = {"xmlns": NAMESPACES[tag], **given}
    yield f"<{tag}" + "".join(f' {name}="{escape(value)}"' for name, value in given.items())
    if tag in VOID:
        yield "/>"
    else:
        yield ">"
        yield (element.text or "") if tag in WHOLE else escape(element.text or "", quote=False)
        for child in element:
            yield from _pieces(child)
        yield f"</{tag}>"
    yield escape(element.tail or "", quote=False)
