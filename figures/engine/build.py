"""One build of the site, as far as figures go; the hook calls it, and so could another generator."""

import gzip
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from math import prod
from pathlib import Path
from typing import Any

from figures.engine.book import read_book
from figures.engine.embedding import Embedding
from figures.engine.extension import FigureExtension
from figures.engine.faults import Fault, FigureError, line_of
from figures.engine.formulas import Formulas
from figures.engine.progress import Progress
from figures.engine.project import Project, unknown
from figures.engine.refresh import TIME_LIMIT, refresh
from figures.engine.stylesheet import stylesheet

MACROS = "assets/macros.tex"


class Build:
    """Figures are up to date once it is made, but for those that failed."""

    def __init__(self, root: Path, nav: Any, settings: Mapping[str, Any], progress: Progress,
                 say: Callable[[str], None]) -> None:
        for name in settings:
            if name not in ("time_limit", "jobs"):
                raise FigureError(Fault(unknown(name, "setting", ("time_limit", "jobs")), "mkdocs.yml"))
        self.project = Project(root)
        self.state = refresh(self.project, jobs=int(settings.get("jobs", 0)), progress=progress,
                             time_limit=float(settings.get("time_limit", TIME_LIMIT)))
        self.book = read_book(self.project.docs, _pages(nav))
        self.embedding = Embedding(self.project, self.state, self.book)
        self.extension = FigureExtension(self.embedding, late=True)
        self.sheet = stylesheet(self.project)
        macros = self.project.docs / MACROS
        self.formulas = Formulas(macros if macros.exists() else None, self.project.cache / "formulas", say)
        self.say = say
        self._staged: tuple[Path, Path] | None = None

    @property
    def script_faults(self) -> list[Fault]:
        """What is wrong with scripts; each names the page that shows the figure."""
        return [self._with_page(name, fault) for name, fault in self.state.failed.items()] + self.state.faults

    def page_faults(self) -> list[Fault]:
        """What is wrong with pages, once all are written."""
        lost = [Fault(f"the block of figure {name} cannot be read; it has one option, `    alt: …` in YAML, "
                      "right under its first line", f"docs/{path}", page.figures[name])
                for path, page in self.book.pages.items() for name in page.figures if name not in self.embedding.alts]
        return list(dict.fromkeys([*self.book.faults, *lost, *self.embedding.faults]))

    def finish(self, html: str, path: str, base: str) -> str:
        """Drawings, sources and formulas of one page of HTML."""
        self.embedding.page = path
        numbers = {label: number for label, (_, number) in self.book.equations.items()}
        html, errors = self.formulas.typeset(self.embedding.finish(html, base), numbers)
        for error in errors:
            page = self.project.docs / path
            line = next((line for piece in _pieces(error.tex) if (line := line_of(page, piece))), 0)
            message = f"formula “{error.tex.strip()}”: {error.message}" if error.tex else error.message
            self.embedding.faults.append(Fault(message, f"docs/{path}", line))
        return html

    def describe(self, faults: list[Fault]) -> str:
        """One block for each fault."""
        return "\n".join(f"{fault}" + (f"\n  {fault.detail.rstrip()}".replace("\n", "\n  ") if fault.detail else "")
                         for fault in faults)

    @property
    def has_controls(self) -> bool:
        """Whether any figure has something to turn."""
        return any("frames" in entry.files for entry in self.embedding.entries.values())

    def files(self) -> dict[str, Path | bytes]:
        """What the site needs beside its pages, by address; report what readers load for the controls of figures."""
        frames = self.embedding.frames()
        for address, content in frames.items():
            name = Path(address).name.partition(".")[0]
            count = prod(len(control["values"]) for control in self.embedding.entries[name].controls.values())
            self.say(f"controls of {name}: {count} settings, {len(gzip.compress(content)) / 1000:.0f} kB compressed")
        return {**self.embedding.downloads(), **frames}

    def watched(self) -> list[Path]:
        """The folders whose files decide what is drawn."""
        reads = {Path(path).parent for entry in self.embedding.entries.values() for path in entry.reads}
        inside = [folder for folder in reads if folder.is_relative_to(self.project.root) and folder.is_dir()
                  and folder != self.project.root
                  and not folder.is_relative_to(self.project.figures) and not folder.is_relative_to(self.project.docs)]
        return [self.project.figures, *sorted(inside)]

    def stage(self, config: Any) -> None:
        """Let the site be written beside its place, so that a failing build leaves the last good one."""
        place = Path(config.site_dir)
        beside = place.with_name(f"{place.name}.unfinished")
        self._staged = place, beside
        config.site_dir = str(beside)

    def publish(self, config: Any) -> None:
        """Put the finished site in its place."""
        self.formulas.close()
        if self._staged:
            place, beside = self._staged
            config.site_dir = str(place)
            old = place.with_name(f"{place.name}.old")
            shutil.rmtree(old, ignore_errors=True)
            if place.exists():
                os.replace(place, old)
            os.replace(beside, place)
            shutil.rmtree(old, ignore_errors=True)

    def discard(self) -> None:
        """Throw the unfinished site away."""
        self.formulas.close()
        if self._staged:
            shutil.rmtree(self._staged[1], ignore_errors=True)

    def _with_page(self, name: str, fault: Fault) -> Fault:
        page = self.book.figures.get(name, ("", ""))[0]
        return Fault(fault.message + (f" (on docs/{page})" if page else ""), fault.file, fault.line, fault.detail)


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


def _pieces(tex: str) -> Iterator[str]:
    """Patterns that find a formula in a page's source: all of it, with any white space, or its longest line."""
    import re

    yield r"\s+".join(map(re.escape, tex.split()))
    yield re.escape(max(tex.strip().splitlines(), key=len, default="").strip())
