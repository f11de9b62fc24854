"""What the tests of pages read: every page as Markdown, and the blocks of code on it."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from figures.engine.notebooks.cells import markdown_of, notebooks

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
OPENING = re.compile(r"^(?P<indent> *)(?P<ticks>`{3,}|~{3,})\s*(?P<info>.*)$")


@cache
def sources() -> dict[str, str]:
    """Every page by its path from docs/: Markdown as it is, a notebook as the Markdown of its prose, line for line."""
    texts = {path.relative_to(DOCS).as_posix(): path.read_text(encoding="utf-8") for path in DOCS.rglob("*.md")}
    texts |= {path: markdown_of(text) for path, text in notebooks(DOCS).items()}
    return dict(sorted(texts.items()))


@dataclass(frozen=True)
class Fence:
    """A fenced block of a page: the info string after the ticks, the text inside, the line of the opening ticks."""

    info: str
    text: str
    line: int

    @property
    def runs(self) -> bool:
        """Is it Python that stands on the page itself (and not an included source)?"""
        return self.info.split()[:1] == ["python"] and not self.text.lstrip().startswith("--8<--")

    @property
    def is_output(self) -> bool:
        """Is it what the block before it printed?"""
        return 'title="Output"' in self.info


def fences(source: str) -> list[Fence]:
    """The fenced blocks of a Markdown text, in order. Raises ValueError for one that is never closed."""
    found: list[Fence] = []
    lines = iter(enumerate(source.splitlines(), start=1))
    for number, line in lines:
        opening = OPENING.match(line)
        if opening is None:
            continue
        indent, ticks, info = opening["indent"], opening["ticks"], opening["info"]
        inside: list[str] = []
        for _, line in lines:
            if line.strip() == ticks:
                break
            inside.append(line.removeprefix(indent))
        else:
            raise ValueError(f"line {number}: the block opened here is never closed")
        found.append(Fence(info, "\n".join(inside), number))
    return found
