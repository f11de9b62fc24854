"""A MkDocs hook: words of the field lead to their entry in the glossary, which glossary_words.py reads.

On every page the first use of an entry in running text becomes a link, whichever of its terms is used, in the plural
too, with the meaning as its title. Not so on the page that teaches it.
"""

import posixpath
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from mkdocs.config.defaults import MkDocsConfig

from docs.theme.glossary_words import GLOSSARY, Words, address, pattern, read
from docs.theme.page_extension import PageExtension, add, say_page

WITHOUT = {GLOSSARY, "reference/bibliography.md", "reference/gallery.md"}  # they list what others say
ELSEWHERE = {
    *("a", "h1", "h2", "h3", "h4", "h5", "h6", "th", "summary", "button", "label"),
    *("code", "pre", "kbd", "figure", "form", "svg", "math", "script", "style"),
}
APART = {"arithmatex", "admonition-title", "solution", "answer"}
AFTER_SYMBOLS = 9  # and before the places of a page are collected and its links are resolved


class Links(Treeprocessor):
    """Gives addresses to the entries of the glossary, and links to their first uses elsewhere."""

    def __init__(self, words: Words, page: str) -> None:
        super().__init__()
        self.words, self.page, self.pattern = words, page, pattern(words)

    def run(self, root: Element) -> None:
        """Do so."""
        if self.page == GLOSSARY:
            for entry in root.iter("dl"):
                for before, part in zip([None, *entry], entry, strict=False):
                    if part.tag == "dt" and (before is None or before.tag == "dd"):
                        part.set("id", address("".join(part.itertext())))
        elif self.words and self.page not in WITHOUT:
            self._link(root, {place for place, _, page in self.words.values() if page == self.page})

    def _link(self, element: Element, linked: set[str]) -> None:
        element.text, children = self._parted(element.text or "", linked)
        for child in list(element):
            if child.tag not in ELSEWHERE and APART.isdisjoint(child.get("class", "").split()):
                self._link(child, linked)
            child.tail, links = self._parted(child.tail or "", linked)
            children += [child, *links]
        element[:] = children

    def _parted(self, text: str, linked: set[str]) -> tuple[str, list[Element]]:
        """The text up to the first word that is linked here; then the links, each with the text that follows it."""
        links: list[Element] = []
        parts, end = [""], 0
        for match in self.pattern.finditer(text):
            word = " ".join(match[0].split())
            place, meaning, _ = self.words.get(word) or self.words[word[0].lower() + word[1:]]
            if not place or place in linked:
                continue
            linked.add(place)
            target = posixpath.relpath(GLOSSARY, posixpath.dirname(self.page))
            link = Element("a", {"class": "term", "href": f"{target}#{place}", "title": meaning})
            link.text = match[0]
            parts[-1] += text[end : match.start()]
            links.append(link)
            parts.append("")
            end = match.end()
        parts[-1] += text[end:]
        for link, part in zip(links, parts[1:], strict=True):
            link.tail = part
        return parts[0], links


class GlossaryExtension(PageExtension):
    """For Markdown."""

    def extendMarkdown(self, md: Markdown) -> None:
        """Add the links."""
        md.treeprocessors.register(Links(self.known, self.page), "glossary", AFTER_SYMBOLS)


on_page_markdown = say_page


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Put the extension among the others."""
    return add(config, GlossaryExtension, GLOSSARY, read)
