"""Typographic quotation marks and apostrophes, “so” and ‘so’, for straight ones; never in code or formulas."""

import re
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

STRAIGHT = re.compile("[\"']")
STASHED = re.compile("\x02[^\x03]*\x03")  # what Markdown has put aside: HTML, entities and escaped signs
OPENS = re.compile(r"[\s([{<“‘–—/\u00a0-]?")  # what may stand before a quotation, or nothing
ELIDED = re.compile(r"(?:\d|(?:tis|twas|em|til|cause|n)\b)", re.IGNORECASE)
VERBATIM = {"code", "pre", "kbd", "samp", "script", "style", "textarea", "math", "svg"}
MARKUP = re.compile(
    r"^(?:```|~~~).*?^(?:```|~~~)[ \t]*$|`[^`\n]+`|\$\$.*?\$\$|\$[^$\n]+\$|<[^<>\n]+>|\]\([^)\n]*\)",
    re.MULTILINE | re.DOTALL,
)
LETTER = "x"  # stands for code, a formula or whatever else a quotation may hold


def typographic(text: str, before: str = "", after: str = "") -> str:
    """The text with typographic marks; `before` and `after` are the signs beside it."""
    if not STRAIGHT.search(text):
        return text
    signs: list[str] = []
    last, end = before, 0
    for match in re.finditer(f"{STASHED.pattern}|.", text, re.DOTALL):
        sign, end = match[0], match.end()
        if len(sign) == 1:
            if sign in "\"'":
                sign = _mark(sign, last, text[end : end + 6] or after)
            last = sign
        signs.append(sign)
    return "".join(signs)


def typographic_markdown(text: str) -> str:
    """Markdown with typographic marks outside of its code, formulas, addresses and tags."""
    pieces, last, end = [], "", 0
    for match in MARKUP.finditer(text):
        pieces += [typographic(text[end : match.start()], last, LETTER), match[0]]
        last, end = LETTER, match.end()
        if match[0].startswith("<") and match.start():
            last = text[match.start() - 1]
    return "".join([*pieces, typographic(text[end:], last)])


def typographic_nav(nav: Any) -> Any:
    """A navigation, as MkDocs reads it, with typographic marks in its titles; a number among them is text."""
    if isinstance(nav, list):
        return [typographic_nav(item) for item in nav]
    if not isinstance(nav, dict):
        return nav
    return {typographic(str(title)): typographic_nav(item) for title, item in nav.items()}


def _mark(sign: str, before: str, after: str) -> str:
    opens = OPENS.fullmatch(before) is not None and not re.match(r"\s|$", after)
    if sign == '"':
        return "“" if opens else "”"
    return "‘" if opens and not ELIDED.match(after) else "’"


class Quotes(Treeprocessor):
    """Replaces straight marks in the text of a page, whatever elements a quotation spans."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self.last = ""

    def run(self, root: Element) -> None:
        self._element(root)

    def _element(self, element: Element) -> None:
        if element.tag in VERBATIM or element.get("class") == "arithmatex":
            self.last = LETTER
            return
        block = self.md.is_block_level(element.tag) or element.tag in ("td", "th", "br", "summary", "button")
        if block:
            self.last = ""
        for name in ("alt", "title"):
            if name in element.attrib:
                element.set(name, typographic(element.attrib[name]))
        element.text = self._text(element.text, LETTER if len(element) else "")
        for number, child in enumerate(element):
            self._element(child)
            child.tail = self._text(child.tail, LETTER if number + 1 < len(element) else "")
        if block:
            self.last = ""

    def _text(self, text: str | None, after: str) -> str | None:
        if not text:
            return text
        changed = text if isinstance(text, AtomicString) else typographic(text, self.last, after)
        bare = STASHED.sub("", changed)
        self.last = bare[-1] if bare else self.last
        return changed
