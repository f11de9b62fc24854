"""What one build remembers of the builds before it: pages as Markdown makes them and as they are finished, what the
search finds on them, templates as code, and what hooks make. It is in .cache/pages, and may be deleted at any time.
"""

from contextlib import suppress
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from figures.engine.site.build import Build
from figures.engine.site.compiled import Compiled, prepare
from figures.engine.site.converted import Converted, folder_of
from figures.engine.site.finished import Finished
from figures.engine.site.indexed import Indexed
from figures.engine.site.running import code_of
from figures.engine.store.digests import content_digest
from figures.engine.store.made import Made


class Memory:
    """The memory of one build, from before there is one; `made` is for hooks, see store/made.py.

    The theme's templates are taken as code if the project has a cache and all code can be named.
    """

    converted: Converted
    indexed: Indexed
    finished: Finished

    def __init__(self, config: MkDocsConfig) -> None:
        file = Path(config.config_file_path or "mkdocs.yml").resolve()
        cache = file.with_name(".cache")
        code = code_of(file.parent) if cache.is_dir() else ""
        settings = content_digest(file)  # a filter may know them
        self.compiled = Compiled(cache / "pages" / "templates", code + settings) if code else None
        self.made = Made(cache / "pages" / "made", code)
        prepare(config.theme, self.compiled)

    def begin(self, build: Build, config: MkDocsConfig) -> None:
        """Remember its pages."""
        folder = build.project.cache / "pages"
        code = code_of(build.project.root)
        self.pages = list(build.book.pages)
        self.converted = Converted(folder / "converted", build, config, code)
        self.indexed = Indexed(folder / "indexed", config, code)
        self.finished = Finished(folder / "finished", build, code)

    def lend_to_page(self, page: Page, files: Files) -> None:
        """Have the page converted from memory, if it is what it was."""
        self.converted.lend(page, files)

    def tidy(self) -> None:
        """Forget what has been no more for long."""
        with suppress(OSError):
            for memory in (self.converted, self.indexed, self.finished):
                memory.cache.prune(map(folder_of, self.pages))
            self.finished.cache.remember()
        self.made.keep()
        if self.compiled:
            self.compiled.prune()
