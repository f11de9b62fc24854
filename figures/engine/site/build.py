"""One build of the site, as far as figures go; the plug-in calls it, and so could another generator."""

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from figures.engine.formulas.macros import FILE
from figures.engine.formulas.typesetting import Formulas
from figures.engine.freshness.refresh import State
from figures.engine.notebooks.cells import OUTPUT, markdown_of
from figures.engine.notebooks.placing import NotebookPages
from figures.engine.notebooks.refresh import Notebooks
from figures.engine.pages.addresses import addresses
from figures.engine.pages.book import read_book
from figures.engine.pages.embedding import Embedding
from figures.engine.pages.extension import FigureExtension
from figures.engine.pages.pagetext import prose, without_code
from figures.engine.pages.places import misplaced
from figures.engine.pages.placing import Placing
from figures.engine.pages.stylesheet import stylesheet
from figures.engine.project.faults import Fault
from figures.engine.project.project import Project
from figures.engine.site.formula_places import place_of
from figures.engine.site.hooked import Hooked
from figures.engine.site.leftover import MARKS, leftovers
from figures.engine.site.settings import Settings
from figures.engine.site.titles import typeset_titles
from figures.engine.site.unread import unread_blocks
from figures.engine.typefaces.beside import Beside
from figures.engine.typefaces.chosen import Typefaces
from figures.engine.typefaces.webfonts import letters_of

SHEET = "assets/engine.css"
DISPLAY = re.compile(r"^[ \t]*\$\$.+?\$\$[ \t]*$", re.MULTILINE | re.DOTALL)
OUTPUTS = re.compile(f"{OUTPUT[0]}(.*?){OUTPUT[1]}", re.DOTALL)
UNSET = "formulas stay as they are written; `- pymdownx.arithmatex` under markdown_extensions in mkdocs.yml sets them"


class Build:
    """It shows figures and notebooks in the state in which they are `kept`."""

    def __init__(
        self, project: Project, nav: Any, settings: Settings, kept: tuple[State, Notebooks], say: Callable[[str], None]
    ) -> None:
        self.project = project
        self.state, executed = kept
        self.notebooks = {path: markdown_of(text) for path, text in executed.texts.items()}
        called = project.relative(project.docs)
        self.book = read_book(project.docs, _pages(nav), self.notebooks, called, project.left_out)
        self.notebooks = {path: self.book.pages[path].text for path in self.notebooks}
        self.embedding = Embedding(self.project, self.state, self.book)
        place = project.docs / FILE
        macros = place if place.exists() else None
        self.notebook_pages = NotebookPages(executed, self.embedding, settings.notebooks_on_github, macros)
        self.placing = Placing(self.embedding)
        self.extension = FigureExtension(self.embedding)
        self.typefaces = self._typefaces(say)
        self.sheets = [SHEET, *([self.typefaces.sheet] if self.typefaces else [])]
        self.files = {SHEET: stylesheet(project).encode()} | (self.typefaces.files if self.typefaces else {})
        self.formulas = Formulas(macros, self.project.cache / "formulas", say)
        self.hooked = Hooked()
        self.shown: dict[str, list[str]] = {}  # addresses in what the cells of each notebook show
        self.say = say

    def _typefaces(self, say: Callable[[str], None]) -> Beside | None:
        """The project's typefaces, if it chose any."""
        typefaces = Typefaces(self.project.root)
        letters = letters_of([self.project.docs, self.project.figures], self.notebooks.values())
        return Beside(typefaces, letters, say) if typefaces.chosen else None

    @property
    def script_faults(self) -> list[Fault]:
        """What is wrong with scripts; each names the page that shows the figure."""
        return [
            *(self._with_page(name, fault) for name, fault in self.state.failed.items()),
            *self.notebook_pages.state.failed.values(),
            *self.state.faults,
            *misplaced(self.project, self.book),
        ]

    def page_faults(self) -> list[Fault]:
        """What is wrong with pages, once all are written. Formulas that stay as they are may be meant so: a note."""
        texts = {} if self.embedding.formulas else {path: prose(page.text) for path, page in self.book.pages.items()}
        if path := next((path for path, text in texts.items() if DISPLAY.search(without_code(text))), ""):
            self.say(f"{self.project.page(path)}: {UNSET}")
        lost = unread_blocks(self.project, self.book, self.embedding)
        return list(dict.fromkeys([*self.book.faults, *lost, *self.embedding.faults]))

    def finish(self, html: str, path: str, base: str) -> str:
        """Drawings, sources and formulas of one page of HTML, and what hooks do with it."""
        self.embedding.page = path
        html = self.notebook_pages.finish(self.placing.finish(typeset_titles(html), base), path)
        self.shown[path] = [each for output in OUTPUTS.findall(html) for each in addresses(output)]
        return self.hooked.finish(self._typeset(html, path), path)

    def _typeset(self, html: str, path: str) -> str:
        """The page, formulas drawn and typefaces asked for; what is wrong with it, or was not understood, is noted."""
        numbers = {label: number for label, (_, number) in self.book.equations.items()}
        html, errors = self.formulas.typeset(html, numbers, path)
        for error in errors:
            tex = error.tex.strip()
            place = place_of(tex, path, self.embedding) if tex else (self.project.page(path), 0)
            message = f"formula “{tex}”: {error.message}" if tex else error.message
            self.embedding.faults.append(Fault(message, *place))
        told = [fault.message for fault in self.embedding.faults if fault.file == self.project.page(path)]
        source = self.book.pages[path].text if path in self.book.pages else ""
        self.embedding.faults += leftovers(
            html, source, self.project.page(path), self.embedding.blocks, told, self.embedding.formulas
        )
        html = MARKS.sub("", html)
        return self.typefaces.ahead(html) if self.typefaces else html

    def addresses(self) -> dict[str, list[str]]:
        """Those in the HTML of each page that Markdown has not looked at."""
        written = self.embedding.addresses
        return {path: list(dict.fromkeys([*written.get(path, ()), *shown])) for path, shown in self.shown.items()}

    def describe(self, faults: list[Fault]) -> str:
        """One block for each fault."""
        return "\n".join(
            f"{fault}" + (f"\n  {fault.detail.rstrip()}".replace("\n", "\n  ") if fault.detail else "")
            for fault in faults
        )

    @property
    def scripts(self) -> list[str]:
        """The scripts that pages need: for figures, for those with something to turn, and for answer boxes."""
        controls = any("frames" in entry.files for entry in self.embedding.entries.values())
        answers = any(page.answers for page in self.book.pages.values())
        needed = {"figure-more.js": bool(self.embedding.entries), "figures.js": controls, "answers.js": answers}
        return [name for name, needs in needed.items() if needs]

    def watched(self) -> list[Path]:
        """The folders whose files decide what is drawn; of the project's own folder, just the files that do."""
        root, figures, docs = self.project.root, self.project.figures, self.project.docs
        reads = {root / path for entry in self.embedding.entries.values() for path in entry.reads}
        places = {path if path.is_dir() or path.parent == root else path.parent for path in reads}
        inside = [
            place
            for place in places - {root}
            if place.is_relative_to(root)
            and place.exists()
            and not place.is_relative_to(figures)
            and not place.is_relative_to(docs)
        ]
        return [figures, *sorted(inside)]

    def close(self) -> None:
        """End what still runs."""
        self.formulas.close()

    def _with_page(self, name: str, fault: Fault) -> Fault:
        page = self.book.figures.get(name, ("", ""))[0]
        return Fault(
            fault.message + (f" (on {self.project.page(page)})" if page else ""), fault.file, fault.line, fault.detail
        )


def _pages(nav: Any) -> Iterator[str]:
    """The pages of a MkDocs navigation in reading order."""
    if isinstance(nav, str):
        yield nav
    elif isinstance(nav, Mapping):
        for item in nav.values():
            yield from _pages(item)
    elif nav is not None:
        for item in nav:
            yield from _pages(item)
