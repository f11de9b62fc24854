"""Pages as Markdown makes them, remembered: converted again only when something has changed that they are made of.

That is the text, the settings of Markdown, the code that runs, and every answer that the page got when it asked for a
figure, a number, a link's target or a file; these are noted while it is converted, so that no list can be incomplete.
What is wrong with a page is told again by every build: where anything was told, nothing is remembered.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc

from figures.engine.pages.extension import FigureExtension
from figures.engine.site.asked import Asked, AskedFiles, Questions
from figures.engine.site.build import Build
from figures.engine.site.running import Unknowable, plain
from figures.engine.store.cache import Cache, Entry
from figures.engine.store.digests import content_digest, digest

MADE = {"content", "toc", "_title_from_render", "present_anchor_ids", "links_to_anchors"}  # of a page, by converting it
NOTED = ("alts", "live_alts", "told", "asked", "addresses")  # what conversion tells the embedding, besides faults
UNSEEN = {"key", "seconds", "reads"}  # of an entry: no page shows them


class Converted:
    """The memory of one build. `code` is the name of all code that runs, or "" if it cannot be told."""

    def __init__(self, folder: Path, build: Build, config: MkDocsConfig, code: str) -> None:
        self.embedding = build.embedding
        self.cache = Cache(folder)
        self.questions = Questions()
        self._ground = self._settings(config, code)
        if self._ground:
            self._listen(build)

    def lend(self, page: Page, files: Files) -> None:
        """Have the page converted from memory."""
        if self._ground:
            page.render = partial(self._render, page, AskedFiles(files, self.questions))  # type: ignore[method-assign]

    def _listen(self, build: Build) -> None:
        """Let the embedding's knowledge note who asks for it."""
        book, questions = build.book, self.questions
        build.project.scripts = Asked(build.project.scripts, "script", questions, build.project.relative)
        self.embedding.entries = Asked(self.embedding.entries, "entry", questions, _seen)
        build.state.drawing = Asked(build.state.drawing, "drawing", questions)
        book.figures, book.equations = Asked(book.figures, "fig", questions), Asked(book.equations, "eq", questions)
        questions.answers["quoted"] = lambda path: content_digest(build.project.root / path)
        self.embedding.quoting = partial(questions.note, "quoted")

    def _settings(self, config: MkDocsConfig, code: str) -> str:
        """What all pages are converted with; "" if it cannot be told."""
        try:
            extensions = [
                each if isinstance(each, str) else [plain(type(each)), *map(plain, _own(each))]
                for each in config.markdown_extensions
            ]
            links = plain({name: config.validation.links[name] for name in config.validation.links})
            parts = [code, extensions, plain(config.mdx_configs), links, config.use_directory_urls]
        except Unknowable:
            return ""
        level = logging.getLogger("mkdocs").getEffectiveLevel()  # what is not told may not be taken for sound
        chatty = level <= logging.DEBUG  # then MkDocs notes fewer links
        return digest(repr([level, *parts]).encode()) if code and not chatty else ""

    def _render(self, page: Page, asked: AskedFiles, config: MkDocsConfig, files: Files) -> None:
        file = page.file
        parts = [self._ground, file.src_uri, file.url, file.inclusion.name, page.markdown]
        name, key = folder_of(file.src_uri), digest(repr(parts).encode())
        known = self.cache.load(name, key)
        if known and self.questions.same(known.reads):
            self.cache.touch(known)
            self._recall(page, files, known.facts)
            return
        before, faults, told = dict(vars(page)), len(self.embedding.faults), _Told()
        with self._apart() as noted, told:
            self.questions.begin()
            type(page).render(page, config, asked)  # type: ignore[arg-type]
            reads = dict(self.questions.noted)
        changed = {field for field, value in vars(page).items() if before.get(field, self) is not value}
        if not self.questions.same(reads):
            return  # a file was saved in the meantime
        if told.any or faults != len(self.embedding.faults) or not self.questions.countable or changed - MADE:
            return
        with suppress(OSError, TypeError, ValueError):  # a page with something that JSON cannot write is made anew
            self.cache.save(Entry(name, key, 0, {}, self._facts(page, noted), reads))
            self.cache.tidy(name)

    @contextmanager
    def _apart(self) -> Iterator[dict[str, Any]]:
        """What one page tells the embedding, apart from what others told, until it is over."""
        before = {name: getattr(self.embedding, name) for name in NOTED}
        noted: dict[str, Any] = {name: {} for name in NOTED}
        vars(self.embedding).update(noted)
        try:
            yield noted
        finally:
            for name in NOTED:
                before[name].update(noted[name])
                setattr(self.embedding, name, before[name])

    def _facts(self, page: Page, noted: dict[str, Any]) -> dict[str, Any]:
        links = {file.src_uri: anchors for file, anchors in (page.links_to_anchors or {}).items()}
        return {
            "content": page.content,
            "toc": tokens(page.toc),
            "title": page._title_from_render,
            "links": links,
            "anchors": sorted(page.present_anchor_ids or ()),
            "blocks": sorted(self.embedding.blocks),
            "formulas": self.embedding.formulas,
            **noted,
            "told": [list(each) for each in noted["told"]],
        }

    def _recall(self, page: Page, files: Files, facts: dict[str, Any]) -> None:
        page.content, page._title_from_render = facts["content"], facts["title"]
        page.toc, page.present_anchor_ids = get_toc(facts["toc"]), set(facts["anchors"])
        targets = ((files.get_file_from_path(path), anchors) for path, anchors in facts["links"].items())
        page.links_to_anchors = {file: anchors for file, anchors in targets if file}
        self.embedding.blocks, self.embedding.formulas = facts["blocks"], facts["formulas"]
        for name in ("alts", "live_alts", "asked", "addresses"):
            getattr(self.embedding, name).update(facts[name])
        self.embedding.told.update(dict.fromkeys(tuple(each) for each in facts["told"]))


class _Told(logging.Handler):
    """Whether anything is logged while it is in place."""

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self.any = False

    def emit(self, record: logging.LogRecord) -> None:
        self.any = True

    def __enter__(self) -> None:
        for name in ("", "mkdocs"):
            logging.getLogger(name).addHandler(self)

    def __exit__(self, *_: object) -> None:
        for name in ("", "mkdocs"):
            logging.getLogger(name).removeHandler(self)


def _own(extension: Any) -> list[Any]:
    """What an extension that is an object knows; of the book's own, that is asked for and noted."""
    return [] if isinstance(extension, FigureExtension) else [vars(extension)]


def _seen(entry: Entry) -> dict[str, Any]:
    return {name: value for name, value in vars(entry).items() if name not in UNSEEN}


def tokens(links: Any) -> list[dict[str, Any]]:
    """A table of contents in the form that MkDocs makes one from."""
    return [
        {"name": link.title, "id": link.id, "level": link.level, "children": tokens(link.children)} for link in links
    ]


def folder_of(path: str) -> str:
    """The name of a page's folder in a cache."""
    return path.replace("/", ".")
