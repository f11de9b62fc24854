"""Finished pages, remembered: figures and formulas are set in, typefaces asked for, marks that were not understood
looked for, and what hooks do is done, only where a page has become another one since. What is wrong with a page is told
again by every build; then nothing is remembered.
"""

from contextlib import suppress
from pathlib import Path

from figures.engine.formulas.macros import FILE
from figures.engine.site.build import Build
from figures.engine.site.converted import folder_of
from figures.engine.site.running import Unknowable, plain
from figures.engine.store.cache import Cache, Entry
from figures.engine.store.digests import content_digest, digest


class Finished:
    """The memory of one build. `code` is the name of all code that runs, or "" if it cannot be told."""

    def __init__(self, folder: Path, build: Build, code: str) -> None:
        self.cache, self.build = Cache(folder), build
        typefaces = list(build.files)  # whose names tell what is in them
        self._ground = repr([code, self._macros(), build.book.equations, typefaces])
        if code:
            build.finish = self._finish  # type: ignore[method-assign]

    def _macros(self) -> str:
        return content_digest(self.build.project.docs / FILE)

    def _finish(self, html: str, path: str, base: str) -> str:
        """What the build's own method does, which looks at nothing else."""
        build, embedding, page = self.build, self.build.embedding, self.build.book.pages.get(path)
        try:
            shown = [build.placing.looks_at(html), build.notebook_pages.looks_at(path), plain(build.hooked.asked())]
        except Unknowable:
            return type(build).finish(build, html, path, base)
        asked = [self._ground, path, base, page and page.text, sorted(embedding.blocks), embedding.formulas, shown]
        name, key = folder_of(path), digest(repr(asked).encode() + html.encode(errors="surrogatepass"))
        called = build.project.page(path)
        sound = all(fault.file != called for fault in embedding.faults)
        if sound and (known := self.cache.load(name, key)):
            self.cache.touch(known)
            with suppress(OSError):
                finished = self.cache.path(known, "html").read_bytes().decode()
                build.placing.scripted |= known.facts["scripted"]
                build.hooked.seen[path], build.shown[path] = known.facts["seen"], known.facts["shown"]
                return finished
        faults, macros, others = len(embedding.faults), self._macros(), set(build.placing.scripted)
        done = type(build).finish(build, html, path, base)
        if sound and faults == len(embedding.faults) and macros == self._macros() and repr(macros) in self._ground:
            scripted = {each: wanted for each, wanted in build.placing.scripted.items() if each not in others}
            with suppress(OSError, TypeError):  # a hook may have seen what JSON cannot write
                data = done.encode(errors="xmlcharrefreplace")  # as MkDocs writes it
                facts = {"scripted": scripted, "seen": build.hooked.seen[path], "shown": build.shown[path]}
                self.cache.save(Entry(name, key, 0, {"html": self.cache.store(name, data, "html")}, facts))
                self.cache.tidy(name)
        return done
