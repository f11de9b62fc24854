"""A MkDocs hook: words of the field lead to their entry in the glossary.

The glossary is a list of definitions. Terms above one definition mean the same; the first is the entry's name and gets
an address, #term-sigmoid. A definition ends with a link to the place that teaches the term, or it is `See [another
entry](#term-another-entry).` On every page the first use of an entry in running text becomes a link, whichever of its
terms is used, in the plural too, with the meaning as its title. Not so on the page that teaches it, and not so for a
term with brackets, `step (of training)`: its word means something else elsewhere. Nor within the phrases that a comment
on the glossary's page names, `<!-- In other senses: unit of length; … -->`.
"""

import posixpath
import re
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.toc import slugify
from markdown.treeprocessors import Treeprocessor
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

from figures.engine.formulas.macros import Macros, macros_in
from figures.engine.formulas.readable import as_text
from figures.engine.pages.quotes import typographic

GLOSSARY = "reference/glossary.md"
WITHOUT = {GLOSSARY, "reference/bibliography.md", "reference/gallery.md"}  # they list what others say
ENTRY = re.compile(r"^((?:[^\s:#].*\n)+):   (.*(?:\n {4}.*)*)", re.MULTILINE)
SEE = re.compile(r"See \[[^]]*\]\(#([\w-]+)\)\.")
TAUGHT = re.compile(r"\s*\[[^]]*\]\(([^)]*)\)$")
LINK = re.compile(r"\[([^]]*)\]\([^)]*\)")
FORMULA = re.compile(r"\$(.+?)\$")
OTHERWISE = re.compile(r"[^aeiou]y$|(?:s|x|z|ch|sh)$")  # how a word ends that takes more than an s in the plural
SENSES = re.compile(r"<!-- In other senses: (.*?) -->", re.DOTALL)
ELSEWHERE = {
    *("a", "h1", "h2", "h3", "h4", "h5", "h6", "th", "summary", "button", "label"),
    *("code", "pre", "kbd", "figure", "form", "svg", "math", "script", "style"),
}
APART = {"arithmatex", "admonition-title", "solution", "answer"}
AFTER_SYMBOLS = 9  # and before the places of a page are collected and its links are resolved

Words = dict[str, tuple[str, str, str]]  # a word -> its entry's place (or none), its meaning, the page that teaches it


def entries(text: str) -> list[tuple[list[str], str]]:
    """The entries of the glossary: the terms of each, and its definition in one line of Markdown."""
    return [(found[1].strip().split("\n"), " ".join(found[2].split())) for found in ENTRY.finditer(text)]


def read(text: str, macros: Macros) -> Words:
    """The words that are linked, each in the singular and in the plural."""
    senses = SENSES.search(text)
    words: Words = {phrase.strip(): ("", "", "") for phrase in (senses[1].split(";") if senses else ())}
    known: dict[str, tuple[str, str, str]] = {}  # a place -> name, meaning and teaching page
    synonyms: list[tuple[list[str], str]] = []
    for terms, definition in entries(text):
        if see := SEE.fullmatch(definition):
            synonyms.append((terms, see[1]))
            continue
        place = address(terms[0])
        taught = TAUGHT.search(definition)
        page = (
            posixpath.normpath(posixpath.join(posixpath.dirname(GLOSSARY), taught[1].split("#")[0])) if taught else ""
        )
        known[place] = terms[0], _plain(TAUGHT.sub("", definition), macros), page
        synonyms.append((terms, place))
    for terms, place in synonyms:
        if place in known:
            name, meaning, page = known[place]
            for term in terms:
                told = meaning if term == name else f"{name}: {meaning}"
                words |= {} if "(" in term else dict.fromkeys(forms(typographic(term)), (place, told, page))
    return words


def address(term: str) -> str:
    """The place of an entry on its page."""
    return "term-" + slugify(term, "-")


def forms(term: str) -> list[str]:
    """A term and its plural."""
    end = OTHERWISE.search(term)
    if end is None:
        return [term, f"{term}s"]
    return [term, f"{term[:-1]}ies" if end[0].endswith("y") else f"{term}es"]


def _plain(definition: str, macros: Macros) -> str:
    """A definition as text."""
    bare = LINK.sub(r"\1", definition).replace("`", "")
    return typographic(FORMULA.sub(lambda match: as_text(match[1], macros).replace("-", "−"), bare))


def pattern(words: Words) -> re.Pattern[str]:
    """What finds them as whole words, the longest first; one that begins with a small letter may begin a sentence."""
    either = [
        (f"[{word[0]}{word[0].upper()}]" if word[0].islower() else re.escape(word[0]))
        + r"\s+".join(map(re.escape, word[1:].split(" ")))
        for word in sorted(words, key=len, reverse=True)
    ]
    return re.compile(rf"(?<![\w-])(?:{'|'.join(either)})(?![\w-])")


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


class GlossaryExtension(Extension):
    """For Markdown."""

    page = ""  # the one that is read: MkDocs tells it to hooks only

    def __init__(self, words: Words) -> None:
        super().__init__()
        self.words = words

    def extendMarkdown(self, md: Markdown) -> None:
        """Add the links."""
        md.treeprocessors.register(Links(self.words, self.page), "glossary", AFTER_SYMBOLS)


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Put the extension among the others."""
    docs = Path(config.docs_dir)
    place = docs / GLOSSARY
    words = read(place.read_text(encoding="utf-8"), macros_in(docs)) if place.exists() else {}
    config.markdown_extensions.append(GlossaryExtension(words))  # type: ignore[arg-type]
    return config


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, **_: Any) -> None:
    """Say which page is read next."""
    GlossaryExtension.page = page.file.src_uri
