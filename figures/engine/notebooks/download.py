"""The notebook that readers download: the executed one, with text that any notebook program can show."""

import json
import re
from base64 import b64encode
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any
from urllib.parse import urljoin

from figures.engine.formulas.macros import Macros, written_out
from figures.engine.freshness.refresh import cache_of
from figures.engine.notebooks.cells import METADATA, contents_of
from figures.engine.pages.book import LABEL
from figures.engine.pages.embedding import Embedding
from figures.engine.pages.extension import REFERENCE, beside
from figures.engine.pages.fact import FACT
from figures.engine.pages.include import INCLUDE, included
from figures.engine.pages.pagetext import COMMENT
from figures.engine.pages.quotes import typographic_markdown

BLOCK = re.compile(
    r"^(/{3,})[ \t]*(\w+)(?:[ \t]*\|[ \t]*([^\n]*?))?[ \t]*\n((?:[ \t]+[^\n]*\n)*)(.*?)^\1[ \t]*$",
    re.MULTILINE | re.DOTALL,
)
FORMULA = re.compile(r"\$\$.*?\$\$|(?<!\\)\$(?!\s)(?:\\.|[^\\$])+?(?<!\s)\$", re.DOTALL)
LINK = re.compile(r"(?<!!)\[([^\]\[]+)\]\((?!https?:|#|attachment:)([^)\s]+)\)")


@dataclass
class _Page:
    """What the cells of one notebook are written with."""

    embedding: Embedding
    site_url: str
    macros: Macros
    choices: Iterator[list[str]]  # of the answer boxes still to come
    pictures: dict[str, dict[str, str]] = field(default_factory=dict)


def notebook_of(text: str, code: list[dict[str, Any]]) -> dict[str, Any]:
    """The notebook with all its cells; those of code as they were executed."""
    executed, cells = iter(code), []
    for number, (is_code, _, source) in enumerate(contents_of(text)):
        cell = next(executed) if is_code else {"cell_type": "markdown", "metadata": {}, "source": source}
        cells.append(cell | {"id": f"cell-{number}"})  # not random: equal text gives equal files
    return {"cells": cells, "metadata": METADATA, "nbformat": 4, "nbformat_minor": 5}


def notebook_file(book: dict[str, Any], embedding: Embedding, site_url: str, macros: Macros) -> bytes:
    """The notebook as JSON. Facts are numbers in it, figures pictures, references words, and links lead to the site."""
    page = _Page(embedding, site_url, macros, iter(choices for _, *choices in embedding.asked.get(embedding.page, [])))
    for cell in book["cells"]:
        if cell["cell_type"] == "markdown":
            page.pictures = {}
            cell["source"] = _plain("".join(cell["source"]), page)
            if page.pictures:
                cell["attachments"] = page.pictures
        for output in cell.get("outputs", []):
            if tex := output.get("data", {}).get("text/latex"):
                output["data"]["text/latex"] = written_out("".join(tex), macros)
    return (json.dumps(book, indent=1, ensure_ascii=False) + "\n").encode()


def _plain(text: str, page: _Page) -> str:
    text = BLOCK.sub(lambda match: _block(match, page), _outside_code(text + "\n", partial(COMMENT.sub, "")))
    text = re.sub(INCLUDE.pattern, lambda match: _code(match, page.embedding), text, flags=re.MULTILINE)
    text = _outside_code(text, lambda prose: _words(prose, page))
    return typographic_markdown(text).strip("\n")


def _words(prose: str, page: _Page) -> str:
    """Facts, references, labels and links of a piece that is not code."""
    embedding = page.embedding

    def number(match: re.Match[str], tex: bool = False) -> str:
        return embedding.fact(match[1], match[2] or "", tex)

    def reference(match: re.Match[str]) -> str:
        return beside(embedding.reference(match[1], match[2])[0], match.string[: match.start()])

    def formula(match: re.Match[str]) -> str:
        return written_out(re.sub(FACT, partial(number, tex=True), match[0]), page.macros)

    prose = FORMULA.sub(formula, prose)
    prose = re.sub(FACT, number, prose)
    prose = re.sub(REFERENCE, reference, prose)
    prose = LABEL.sub(lambda match: rf"\tag{{{embedding.book.equations.get(match[1], ('', '?'))[1]}}}", prose)
    return LINK.sub(
        lambda match: f"[{match[1]}]({_address(match[2], embedding, page.site_url)})" if page.site_url else match[1],
        prose,
    )


def _address(target: str, embedding: Embedding, site_url: str) -> str:
    page = re.sub(r"\.(md|py)(?=#|$)", ".html", target)
    return urljoin(urljoin(site_url, embedding.page), page)


def _block(match: re.Match[str], page: _Page) -> str:
    kind, argument, embedding = match[2], match[3] or "", page.embedding
    choices = next(page.choices, []) if kind == "answer" else []
    body = BLOCK.sub(lambda inner: _block(inner, page), match[5] + "\n").strip("\n")
    if kind == "figure":
        number = embedding.book.figures.get(argument, ("", "?"))[1]
        alt = embedding.alts.get(argument, "")
        entry = embedding.entries.get(argument)
        if entry and "png" in entry.files:
            data = cache_of(embedding.project).path(entry, "png").read_bytes()
            page.pictures[f"{argument}.png"] = {"image/png": b64encode(data).decode()}
        picture = f"![{alt}](attachment:{argument}.png)\n\n" if f"{argument}.png" in page.pictures else ""
        return f"{picture}**Figure {number}.** {body}"
    if kind == "details":
        return f"<details><summary>{argument}</summary>\n\n{body}\n\n</details>"
    if kind == "answer":
        options = "\n".join(f"- {option}" for option in choices)
        return "\n\n".join(filter(None, [body, options, "*The page on the site checks your answer.*"]))
    return f"**{argument}**\n\n{body}" if argument else body


def _code(match: re.Match[str], embedding: Embedding) -> str:
    code = included(embedding, match)
    return code if isinstance(code, str) else "\n".join(["```python", *code, "```"])


def _outside_code(text: str, change: Callable[[str], str]) -> str:
    """Change what is neither a block of code nor code in a line."""
    pieces = re.split(r"(^```.*?^```[ \t]*$|`[^`\n]+`)", text, flags=re.MULTILINE | re.DOTALL)
    return "".join(piece if number % 2 else change(piece) for number, piece in enumerate(pieces))
