"""The notebook that readers download: the executed one, with text that any notebook program can show."""

import json
import re
from base64 import b64encode
from collections.abc import Callable
from functools import partial
from typing import Any
from urllib.parse import urljoin

import yaml  # type: ignore[import-untyped]

from figures.engine.book import LABEL
from figures.engine.embedding import Embedding
from figures.engine.extension import REFERENCE
from figures.engine.fact import FACT
from figures.engine.include import INCLUDE, definitions
from figures.engine.refresh import cache_of

BLOCK = re.compile(r"^(/{3,})[ \t]*(\w+)(?:[ \t]*\|[ \t]*([^\n]*?))?[ \t]*\n((?:[ \t]+[^\n]*\n)*)(.*?)^\1[ \t]*$",
                   re.MULTILINE | re.DOTALL)
FORMULA = re.compile(r"\$\$.*?\$\$|\$[^$\n]+\$", re.DOTALL)
LINK = re.compile(r"(?<!!)\[([^\]\[]+)\]\((?!https?:|#|attachment:)([^)\s]+)\)")


def notebook_file(book: dict[str, Any], embedding: Embedding, site_url: str) -> bytes:
    """The notebook as JSON. Facts are numbers in it, figures pictures, references words, and links lead to the site."""
    for cell in book["cells"]:
        if cell["cell_type"] == "markdown":
            pictures: dict[str, dict[str, str]] = {}
            cell["source"] = _plain("".join(cell["source"]), embedding, site_url, pictures)
            if pictures:
                cell["attachments"] = pictures
    return (json.dumps(book, indent=1, ensure_ascii=False) + "\n").encode()


def _plain(text: str, embedding: Embedding, site_url: str, pictures: dict[str, dict[str, str]]) -> str:
    text = BLOCK.sub(lambda match: _block(match, embedding, pictures), text + "\n")
    text = re.sub(INCLUDE.pattern, lambda match: _code(match, embedding), text, flags=re.MULTILINE)
    text = _outside_code(text, lambda prose: _words(prose, embedding, site_url))
    return text.strip("\n")


def _words(prose: str, embedding: Embedding, site_url: str) -> str:
    """Facts, references, labels and links of a piece that is not code."""
    def number(match: re.Match[str], tex: bool = False) -> str:
        return embedding.fact(match[1], match[2] or "", tex)

    prose = FORMULA.sub(lambda formula: re.sub(FACT, partial(number, tex=True), formula[0]), prose)
    prose = re.sub(FACT, number, prose)
    prose = re.sub(REFERENCE, lambda match: embedding.reference(match[1], match[2])[0], prose)
    prose = LABEL.sub(lambda match: rf"\tag{{{embedding.book.equations.get(match[1], ('', '?'))[1]}}}", prose)
    return LINK.sub(lambda match: f"[{match[1]}]({_address(match[2], embedding, site_url)})" if site_url else match[1],
                    prose)


def _address(target: str, embedding: Embedding, site_url: str) -> str:
    page = re.sub(r"\.(md|py)(?=#|$)", ".html", target)
    return urljoin(urljoin(site_url, embedding.page), page)


def _block(match: re.Match[str], embedding: Embedding, pictures: dict[str, dict[str, str]]) -> str:
    kind, argument = match[2], match[3] or ""
    body = BLOCK.sub(lambda inner: _block(inner, embedding, pictures), match[5] + "\n").strip("\n")
    if kind == "figure":
        number = embedding.book.figures.get(argument, ("", "?"))[1]
        alt = embedding.alts.get(argument, "")
        entry = embedding.entries.get(argument)
        if entry and "png" in entry.files:
            data = cache_of(embedding.project).path(entry, "png").read_bytes()
            pictures[f"{argument}.png"] = {"image/png": b64encode(data).decode()}
        picture = f"![{alt}](attachment:{argument}.png)\n\n" if f"{argument}.png" in pictures else ""
        return f"{picture}**Figure {number}.** {body}"
    if kind == "details":
        return f"<details><summary>{argument}</summary>\n\n{body}\n\n</details>"
    if kind == "answer":
        choices = (yaml.safe_load(match[4]) or {}).get("choices", {})
        options = "\n".join(f"- {option}" for option in choices)
        return "\n\n".join(filter(None, [body, options, "*The page on the site checks your answer.*"]))
    return f"**{argument}**\n\n{body}" if argument else body


def _code(match: re.Match[str], embedding: Embedding) -> str:
    names = [name.strip() for name in match[3].split(",")]
    return "\n".join(["```python", *definitions(embedding.project.root / match[2], names), "```"])


def _outside_code(text: str, change: Callable[[str], str]) -> str:
    """Change what is neither a block of code nor code in a line."""
    pieces = re.split(r"(^```.*?^```[ \t]*$|`[^`\n]+`)", text, flags=re.MULTILINE | re.DOTALL)
    return "".join(piece if number % 2 else change(piece) for number, piece in enumerate(pieces))
