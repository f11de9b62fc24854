"""Addresses in HTML that an author writes: Markdown leaves them as they are, and MkDocs looks at its own links only."""

import re
from collections.abc import Iterator
from html import unescape
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from figures.engine.pages.embedding import Embedding

SILENT = re.compile(r"<!--.*?-->|(<(script|style|template|textarea)\b[^>]*>).*?</\2>", re.DOTALL | re.IGNORECASE)
TAG = re.compile(r"<([A-Za-z][\w-]*)\s((?:\"[^\"]*\"|'[^']*'|[^<>\"'])*)>")
ATTRIBUTE = re.compile(r"""([\w:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
HOLDING = {"href", "xlink:href", "src", "srcset", "poster", "action", "formaction"}
MKDOCS = {("a", "href"), ("img", "src")}  # where it looks, of elements that Markdown has read
RELATIVE = re.compile(r"(?![A-Za-z][A-Za-z0-9+.-]*:|[/?#])\S")
CHOICE = re.compile(r"([^\s,]\S*[^\s,]|[^\s,])(?:\s+[^,]*)?(?:,|$)")  # one of several pictures


class Addresses(Treeprocessor):
    """Notes those of a page that are relative."""

    def __init__(self, embedding: Embedding, md: Markdown) -> None:
        super().__init__(md)
        self.embedding = embedding

    def run(self, root: Element) -> None:
        raw = [each for each in self.md.htmlStash.rawHtmlBlocks if isinstance(each, str)]  # others are of the tree
        found = dict.fromkeys(addresses("\n".join(raw)))
        for element in root.iter():
            for name, value in element.attrib.items():
                if (element.tag, name) not in MKDOCS:
                    found |= dict.fromkeys(_relative(str(element.tag), name, value))
        if found:
            self.embedding.addresses[self.embedding.page] = list(found)


def addresses(html: str) -> Iterator[str]:
    """The relative addresses of HTML, outside of what shows or does nothing."""
    for tag in TAG.finditer(SILENT.sub(lambda match: match[1] or "", html)):
        for name, *values in ATTRIBUTE.findall(tag[2]):
            yield from _relative(tag[1].lower(), name.lower(), unescape("".join(values)))


def _relative(tag: str, name: str, value: str) -> Iterator[str]:
    if name in HOLDING or (tag, name) == ("object", "data"):
        given = CHOICE.findall(value) if name == "srcset" else [value.strip()]
        yield from (address for address in given if RELATIVE.match(address))
