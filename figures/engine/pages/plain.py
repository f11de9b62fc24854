"""Pages without a site generator: drawings are set in at once, and faults end the conversion.

    python -m markdown -x figures.engine.pages.plain docs/part/page.md

The drawings must be up to date (`python -m figures`).
"""

from pathlib import Path
from typing import Any

from markdown import Markdown
from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor
from pymdownx.blocks import BlocksProcessor

from figures.engine.freshness.refresh import look
from figures.engine.pages.book import read_book
from figures.engine.pages.embedding import Embedding
from figures.engine.pages.extension import FigureExtension
from figures.engine.pages.placing import Placing
from figures.engine.project.faults import FigureError
from figures.engine.project.project import Project


class WhichPage(Preprocessor):
    """Finds out which page is being written, since nobody says so."""

    def __init__(self, embedding: Embedding, md: Markdown) -> None:
        super().__init__(md)
        self.embedding = embedding

    def run(self, lines: list[str]) -> list[str]:
        """Do so; the text stays."""
        self.embedding.page = self.embedding.book.page_of("\n".join(lines))
        return lines


class Finish(Postprocessor):
    """Sets the drawings in; raises FigureError if anything is wrong with the page."""

    def __init__(self, embedding: Embedding, md: Markdown) -> None:
        super().__init__(md)
        self.embedding = embedding

    def run(self, text: str) -> str:
        """Do so."""
        html = Placing(self.embedding).finish(text, "../" * self.embedding.page.count("/"))
        faults, self.embedding.faults = self.embedding.faults, []
        if faults:
            raise FigureError(*dict.fromkeys(faults))
        return html


class PlainExtension(FigureExtension):
    """The extension, and what a site generator would do besides."""

    def extendMarkdownBlocks(self, md: Markdown, block_mgr: BlocksProcessor) -> None:
        """Add all of it."""
        super().extendMarkdownBlocks(md, block_mgr)
        md.preprocessors.register(WhichPage(self.embedding, md), "figure-page", 100)
        md.postprocessors.register(Finish(self.embedding, md), "figure-finish", 5)


def makeExtension(project: str = ".", **settings: Any) -> PlainExtension:
    """Called by Python-Markdown for those who name the extension."""
    place = Project(Path(project))
    return PlainExtension(Embedding(place, look(place), read_book(place.docs)), **settings)
