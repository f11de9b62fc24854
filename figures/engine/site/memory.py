"""What one build remembers of the builds before it: pages as Markdown makes them and as they are finished, what the
search finds on them, and templates as code. All of it is in .cache/pages, and may be deleted at any time.
"""

from contextlib import suppress
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from figures.engine.freshness.libraries import Libraries
from figures.engine.site.build import Build
from figures.engine.site.compiled import Compiled
from figures.engine.site.converted import Converted, folder_of
from figures.engine.site.finished import Finished
from figures.engine.site.indexed import Indexed
from figures.engine.site.running import code_of
from figures.engine.store.digests import content_digest


class Memory:
    """The memory of one build."""

    def __init__(self, build: Build, config: MkDocsConfig, compiled: Compiled | None) -> None:
        folder = build.project.cache / "pages"
        code = code_of(Libraries(build.project.cache / "figures" / "distributions.json"))
        self.pages = list(build.book.pages)
        self.converted = Converted(folder / "converted", build, config, code)
        self.indexed = Indexed(folder / "indexed", config, code)
        self.finished = Finished(folder / "finished", build, code)
        self.compiled = compiled

    def lend_to_page(self, page: Page, files: Files) -> None:
        """Have the page converted from memory, if it is what it was."""
        self.converted.lend(page, files)

    def tidy(self) -> None:
        """Forget what has been no more for long."""
        with suppress(OSError):
            for memory in (self.converted, self.indexed, self.finished):
                memory.cache.prune(map(folder_of, self.pages))
            self.finished.cache.remember()
        if self.compiled:
            self.compiled.prune()


def templates(cache: Path, config: MkDocsConfig) -> Compiled | None:
    """Templates as code, in the project's cache; None if it cannot be told which code runs."""
    code = code_of(Libraries(cache / "figures" / "distributions.json"))
    settings = content_digest(Path(config.config_file_path or ""))  # a filter may know them
    return Compiled(cache / "pages" / "templates", code + settings) if code else None
