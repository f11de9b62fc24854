"""Finished pages, remembered: formulas are set, typefaces asked for, and marks that were not understood looked for,
only where a page has become another one since. What is wrong with a page is told again by every build; then nothing
is remembered.
"""

from contextlib import suppress
from pathlib import Path

from figures.engine.formulas.macros import FILE
from figures.engine.site.build import Build
from figures.engine.site.converted import folder_of
from figures.engine.store.cache import Cache, Entry
from figures.engine.store.digests import content_digest, digest


class Finished:
    """The memory of one build. `code` is the name of all code that runs, or "" if it cannot be told."""

    def __init__(self, folder: Path, build: Build, code: str) -> None:
        self.cache, self.build = Cache(folder), build
        typefaces = list(build.files)  # whose names tell what is in them
        self._ground = repr([code, self._macros(), build.book.equations, typefaces])
        if code:
            build.typeset = self._typeset  # type: ignore[method-assign]

    def _macros(self) -> str:
        return content_digest(self.build.project.docs / FILE)

    def _typeset(self, html: str, path: str) -> str:
        """What the build's own method does, which looks at nothing else."""
        embedding, page = self.build.embedding, self.build.book.pages.get(path)
        asked = [self._ground, path, page and page.text, sorted(embedding.blocks), embedding.formulas]
        name, key = folder_of(path), digest(repr(asked).encode() + html.encode(errors="surrogatepass"))
        called = self.build.project.page(path)
        sound = all(fault.file != called for fault in embedding.faults)
        if sound and (known := self.cache.load(name, key)):
            self.cache.touch(known)
            with suppress(OSError):
                return self.cache.path(known, "html").read_bytes().decode()
        faults, macros = len(embedding.faults), self._macros()
        done = type(self.build).typeset(self.build, html, path)
        if sound and faults == len(embedding.faults) and macros == self._macros() and repr(macros) in self._ground:
            with suppress(OSError):
                data = done.encode(errors="xmlcharrefreplace")  # as MkDocs writes it
                self.cache.save(Entry(name, key, 0, {"html": self.cache.store(name, data, "html")}))
                self.cache.tidy(name)
        return done
