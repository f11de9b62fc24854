"""The index of the search, made when the site is built: which word stands where and how much it says about the place.

A place is a page, a section or a figure. What a word says is its BM25, the usual measure, and more where it stands in
the title. Two scripts come of it, which a browser can load from the file system as well: `index.js`
with the words and `texts.js` with what is shown below a result.
"""

import html
import json
import math
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import Any

from docs.theme.search_words import IDLE, SAME

RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉"  # or lowered: a number of its own, as in a formula
WORD = re.compile(rf"[^\W_{RAISED}]+(?:\.\d+)*|[{RAISED}]+|[∂∇∑∏∞]")  # as in assets/search/find.js
CODE = re.compile(r"<pre>.*?</pre>", re.DOTALL)
TAG = re.compile(r"<[^>]*>")
SATURATION, BY_LENGTH = 1.2, 0.75  # k1 and b of BM25, as is usual
IN_TITLE, IN_TITLE_OF_PAGE = 2.5, 4.0  # a title says what a place is about
IN_CODE = 0.25  # of what a word in prose counts
BESIDE = {"Where to read on": 0.4, "Exercises": 0.6, "What to remember": 0.8, "Solution": 0.5}  # they only mention
LEVELS, FINENESS = 256, 3  # what a word says is kept as a whole number below LEVELS
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"

Taken = tuple[str, str, dict[str, float]]


def words_of(text: str) -> list[str]:
    """The words of a text, in small letters; a number keeps its point, and one that is raised comes down."""
    return [unicodedata.normalize("NFKC", word) if word[0] in RAISED else word for word in WORD.findall(text.lower())]


def plain(markup: str) -> str:
    """The text of a piece of HTML in one line."""
    return " ".join(html.unescape(TAG.sub(" ", markup)).split())


def taken_apart(entry: dict[str, Any]) -> Taken:
    """The title of an entry, its text, and how often each word stands there."""
    title, text = plain(entry["title"]), plain(CODE.sub(" ", entry["text"]))
    counts: dict[str, float] = dict(Counter(words_of(title) + words_of(text)))
    for word, count in Counter(words_of(plain(" ".join(CODE.findall(entry["text"]))))).items():
        counts[word] = counts.get(word, 0) + IN_CODE * count
    return title, text, counts


def searchable(
    entries: list[dict[str, Any]], usual: dict[str, float], apart: Callable[[dict[str, Any]], Taken] = taken_apart
) -> dict[str, str]:
    """The two scripts, by name, for entries with location, title, text and perhaps boost; `usual` are the boosts of
    the pages without one, by how their address begins."""
    pages = list(dict.fromkeys(entry["location"].split("#")[0] for entry in entries))
    entries = sorted(entries, key=lambda entry: pages.index(entry["location"].split("#")[0]))
    titles, texts, counts = zip(*map(apart, entries), strict=True)
    places = [[entry["location"], title] for entry, title in zip(entries, titles, strict=True)]
    heads = [words_of(title) for title in titles]
    weights = [IN_TITLE if "#" in entry["location"] else IN_TITLE_OF_PAGE for entry in entries]
    titled = [weight / math.sqrt(len(head) or 1) for weight, head in zip(weights, heads, strict=True)]
    words = "\n".join(_lines(counts, heads, titled, [_boost(entry, usual) for entry in entries]))
    index = {"places": places, "same": SAME, "idle": IDLE, "raised": RAISED, "levels": LEVELS, "words": words}
    return {"index.js": _script("bookIndex", index), "texts.js": _script("bookTexts", texts)}


def _boost(entry: dict[str, Any], usual: dict[str, float]) -> float:
    given = entry.get("boost")
    page = given or next((boost for start, boost in usual.items() if entry["location"].startswith(start)), 1)
    return float(page) * BESIDE.get(entry["title"], 1)


def _lines(
    counts: Sequence[dict[str, float]], heads: list[list[str]], titled: list[float], boosts: list[float]
) -> Iterator[str]:
    """A line for each word: itself, then its places, each as the step from the last one and what it says there."""
    lengths = [sum(body.values()) for body in counts]
    mean = sum(lengths) / len(lengths)
    damping = [SATURATION * (1 - BY_LENGTH + BY_LENGTH * length / mean) for length in lengths]
    where: dict[str, list[tuple[int, float]]] = {}
    for place, body in enumerate(counts):
        for word, count in body.items():
            where.setdefault(word, []).append((place, count))
    for word in sorted(where, key=lambda word: word.encode("utf-16-be")):  # the order of JavaScript
        rare = math.log(1 + (len(counts) - len(where[word]) + 0.5) / (len(where[word]) + 0.5))
        line, last = [word], 0
        for place, count in where[word]:
            says = (SATURATION + 1) * count / (count + damping[place])
            if word in heads[place]:
                says += titled[place]
            level = min(LEVELS - 1, max(1, round(FINENESS * rare * says * boosts[place])))
            line.append(_short((place - last) * LEVELS + level))
            last = place
        yield " ".join(line)


@cache  # most are asked for again and again
def _short(number: int) -> str:
    """To the base 36, as JavaScript's parseInt reads it."""
    digits = DIGITS[number % 36]
    while number := number // 36:
        digits = DIGITS[number % 36] + digits
    return digits


def _script(name: str, value: Any) -> str:
    return f"window.{name} = {json.dumps(value, ensure_ascii=False, separators=(',', ':'))};\n"
