"""The words of the glossary: read from its page, which is the one source, and found in a text.

The page is a list of definitions. Terms above one definition mean the same; the first is the entry's name and gives its
place, #term-sigmoid. A definition ends with a link to the place that teaches the term, or it is `See [another
entry](#term-another-entry).` A term with brackets, `step (of training)`, is not linked from elsewhere, since its word
means something else there; nor are the phrases of the comment `<!-- In other senses: unit of length; … -->`.
"""

import posixpath
import re

from markdown.extensions.toc import slugify

from figures.engine.formulas.macros import Macros
from figures.engine.formulas.readable import as_text
from figures.engine.pages.quotes import typographic

GLOSSARY = "reference/glossary.md"
ENTRY = re.compile(r"^((?:[^\s:#].*\n)+):   (.*(?:\n {4}.*)*)", re.MULTILINE)
SEE = re.compile(r"See \[[^]]*\]\(#([\w-]+)\)\.")
TAUGHT = re.compile(r"\s*\[[^]]*\]\(([^)]*)\)$")
LINK = re.compile(r"\[([^]]*)\]\([^)]*\)")
FORMULA = re.compile(r"\$(.+?)\$")
OTHERWISE = re.compile(r"[^aeiou]y$|(?:s|x|z|ch|sh)$")  # how a word ends that takes more than an s in the plural
SENSES = re.compile(r"<!-- In other senses: (.*?) -->", re.DOTALL)

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
