"""Source code on pages: included by name from the module that runs, never pasted.

    --8<-- path/to/module.py:one,two
"""

import ast
import re
from functools import cache
from pathlib import Path

from markdown import Markdown
from markdown.preprocessors import Preprocessor

from figures.engine.embedding import Embedding

INCLUDE = re.compile(r"^([ \t]*)--8<--[ \t]+([^\s:]+):([\w, ]+?)[ \t]*$")


class Include(Preprocessor):
    """Definitions of project modules, included by name."""

    def __init__(self, embedding: Embedding, md: Markdown) -> None:
        super().__init__(md)
        self.embedding = embedding

    def run(self, lines: list[str]) -> list[str]:
        return [out for line in lines for out in self._include(line)]

    def _include(self, line: str) -> list[str]:
        match = INCLUDE.match(line)
        if match is None:
            return [line]
        indent, path, names = match[1], match[2], [name.strip() for name in match[3].split(",")]
        try:
            code = definitions(self.embedding.project.root / path, names)
        except (OSError, SyntaxError, ValueError, KeyError) as error:
            reason = f"it defines no {error}" if isinstance(error, KeyError) else str(error)
            if isinstance(error, OSError):
                reason = error.strerror or reason
            return [indent + self.embedding.fault(f"cannot include from {path}: {reason}", re.escape(match[0].strip()))]
        return ["", *(indent + line for line in [f'```python title="{path}"', *code, "```"]), ""]


def definitions(module: Path, names: list[str]) -> list[str]:
    """The source lines of the named top-level definitions, two blank lines apart. Raises KeyError(name)."""
    found = _all_definitions(module.read_text(encoding="utf-8"))
    blocks = [found[name] for name in names]
    return [line for position, block in enumerate(blocks) for line in ([""] * 2 * (position > 0)) + block]


@cache  # several pages show one module
def _all_definitions(text: str) -> dict[str, list[str]]:
    """The source lines of each top-level definition of a module, by its name."""
    lines, found = text.splitlines(), {}
    for node in ast.parse(text).body:
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", node)]
        first = min([node.lineno, *(mark.lineno for mark in getattr(node, "decorator_list", []))])
        for target in targets:
            found[getattr(target, "name", getattr(target, "id", ""))] = lines[first - 1:node.end_lineno]
    return found
