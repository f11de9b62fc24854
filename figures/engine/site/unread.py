"""Blocks on pages that could not be read, or that nothing ends: once all pages are written, it is known which."""

from collections import Counter

from figures.engine.pages.book import Book
from figures.engine.pages.embedding import Embedding
from figures.engine.project.faults import Fault
from figures.engine.project.project import Project


def unread_blocks(project: Project, book: Book, embedding: Embedding) -> list[Fault]:
    """A fault for each."""
    lost = [
        Fault(
            f"the block of figure {name} cannot be read; its options are `    alt: …`, `    scripted: true` and "
            "`    drag: {point: control}`, in YAML, right under its first line",
            project.page(path),
            page.figures[name],
        )
        for path, page in book.pages.items()
        for name in page.figures
        if name not in embedding.alts
    ]
    asked = embedding.asked
    lost += [
        Fault(
            "an answer box cannot be read; its options are `    within: 0.01` or `    choices:` with an "
            "explanation for each, in YAML, right under its first line",
            project.page(path),
            line,
        )
        for path, page in book.pages.items()
        for line in _unread(page.answers, [path for path, *_ in asked.get(path, [])])
    ]
    lost += [
        Fault(f"this block of the kind {kind} is never closed; write {slashes} behind it", project.page(path), line)
        for path, page in book.pages.items()
        for kind, slashes, line in page.unclosed
        if kind in embedding.blocks
    ]
    return lost


def _unread(answers: list[tuple[str, int]], read: list[str]) -> list[int]:
    """The lines of the answer boxes that are not among those that were read; of equal ones, the last."""
    waiting = Counter(read)
    lines = []
    for asked, line in answers:
        if not waiting[asked]:
            lines.append(line)
        waiting[asked] -= 1
    return lines
