"""Source code on pages: included by name from the module that runs, never pasted.

--8<-- path/to/module.py:one,two
"""

import ast
import re
import tokenize
from functools import cache
from html import escape
from pathlib import Path

from markdown import Markdown
from markdown.preprocessors import Preprocessor

from figures.engine.pages.embedding import Embedding
from figures.engine.pages.pagetext import prose
from figures.engine.project.definitions import UNREADABLE

INCLUDE = re.compile(r"^([ \t]*)--8<--[ \t]+([^\s:]+):([\w, ]+?)[ \t]*$")


class Include(Preprocessor):
    """Definitions of project modules, included by name."""

    def __init__(self, embedding: Embedding, md: Markdown) -> None:
        super().__init__(md)
        self.embedding = embedding

    def run(self, lines: list[str]) -> list[str]:
        if not any("--8<--" in line for line in lines):
            return lines
        bare = prose("\n".join(lines)).split("\n")  # a block of code may show how it is written
        return [
            out for line, said in zip(lines, bare, strict=True) for out in (self._include(line) if said else [line])
        ]

    def _include(self, line: str) -> list[str]:
        match = INCLUDE.match(line)
        if match is None:
            return [line]
        code = included(self.embedding, match)
        if isinstance(code, str):
            return [match[1] + code]
        return ["", *(match[1] + each for each in [f'```python title="{match[2]}"', *code, "```"]), ""]


def included(embedding: Embedding, match: re.Match[str]) -> list[str] | str:
    """The lines that a match of INCLUDE asks for; or a mark that says why there are none (noted as a fault)."""
    path, names = match[2], [name.strip() for name in match[3].split(",")]
    embedding.quoting(path)
    try:
        return definitions(embedding.project.root / path, names)
    except (OSError, KeyError, *UNREADABLE) as error:
        reason = f"it defines no {error}" if isinstance(error, KeyError) else str(error)
        if isinstance(error, OSError):
            reason = error.strerror or reason
        mark = embedding.fault(f"cannot include from {path}: {reason}", re.escape(match[0].strip()))
        return escape(mark, quote=False)  # Markdown reads it: a file called <unknown> is no tag


def definitions(module: Path, names: list[str]) -> list[str]:
    """The source lines of the named top-level definitions, two blank lines apart. Raises KeyError(name)."""
    with tokenize.open(module) as file:  # in the encoding that it says
        text = file.read()
    blocks = [_definition(text, name) for name in names]
    return [line for position, block in enumerate(blocks) for line in ([""] * 2 * (position > 0)) + block]


@cache
def _definition(text: str, name: str) -> list[str]:
    """The lines of one definition: from its first, or its decorators, to where it first is a whole statement.

    Only these lines are parsed: parsing all the modules that pages quote took as long as writing a page.
    """
    lines = text.splitlines()
    pattern = re.compile(rf"(?:(?:async )?def|class) {re.escape(name)}\b|(?:\w+ *= *)*{re.escape(name)} *[:=](?!=)")
    first = next((number for number, line in enumerate(lines) if pattern.match(line)), None)
    if first is None:
        ast.parse(text)  # a module that cannot be parsed is a worse fault
        raise KeyError(name)
    while first > 0 and lines[first - 1].startswith("@"):
        first -= 1
    for end in range(first + 1, len(lines) + 1):
        if end == len(lines) or lines[end][:1].strip():  # the next line at the left margin
            try:
                [statement] = ast.parse("\n".join(lines[first:end])).body
            except (SyntaxError, ValueError):
                continue  # inside a string or brackets
            return lines[first : first + (statement.end_lineno or 0)]
    ast.parse(text)
    raise KeyError(name)
