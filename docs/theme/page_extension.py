"""Extensions for Markdown that know what another page lists, and which page is read: only hooks are told that."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar

from markdown.extensions import Extension
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

from figures.engine.formulas.macros import Macros, macros_in


class PageExtension(Extension):
    """One of them; `known` is what it found in the list."""

    page: ClassVar = ""  # the one that is read, for all of them

    def __init__(self, known: Any) -> None:
        super().__init__()
        self.known = known


def add(config: MkDocsConfig, kind: type[PageExtension], page: str, read: Callable[[str, Macros], Any]) -> MkDocsConfig:
    """Put one among the other extensions, with what it reads on this page of the book, if there is one."""
    docs = Path(config.docs_dir)
    known = read((docs / page).read_text(encoding="utf-8-sig"), macros_in(docs)) if (docs / page).exists() else {}
    config.markdown_extensions.append(kind(known))  # type: ignore[arg-type]
    return config


def say_page(markdown: str, page: Page, **_: Any) -> None:
    """Say which page is read next."""
    PageExtension.page = page.file.src_uri
