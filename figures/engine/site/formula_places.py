"""Where a formula was written that cannot be set: on its page, or in a script, as the symbol of a control."""

import re
from collections.abc import Iterator
from pathlib import Path

from figures.engine.pages.embedding import Embedding
from figures.engine.project.faults import line_of


def place_of(tex: str, path: str, embedding: Embedding) -> tuple[str, int]:
    """File and line, by the formula and its page; the page's own file, and 0, if it is not found."""
    project, page = embedding.project, embedding.project.docs / path
    whole = r"\s+".join(map(re.escape, tex.split()))
    if line := line_of(page, rf"\$\s*{whole}\s*\$"):
        return project.page(path), line
    for script in _scripts_with(tex, path, embedding):
        return project.relative(script), line_of(script, "|".join({re.escape(tex), re.escape(repr(tex)[1:-1])}))
    longest = re.escape(max(tex.splitlines(), key=len, default="").strip())
    return project.page(path), line_of(page, whole) or line_of(page, longest)


def _scripts_with(symbol: str, path: str, embedding: Embedding) -> Iterator[Path]:
    """The scripts of figures on the page that have a control with that symbol."""
    page = embedding.book.pages.get(path)
    for name in page.figures if page else ():
        entry = embedding.entries.get(name)
        if entry and any(str(control["symbol"]).strip() == symbol for control in entry.controls.values()):
            yield embedding.project.scripts[name]
