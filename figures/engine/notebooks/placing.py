"""Sets executed cells into the pages of notebooks, and says which files the pages offer."""

import json
import re
from functools import partial
from html import escape
from pathlib import Path
from typing import Any

from figures.engine.formulas.macros import macros_of
from figures.engine.notebooks.cells import PLACE
from figures.engine.notebooks.download import notebook_file, notebook_of
from figures.engine.notebooks.refresh import Notebooks
from figures.engine.pages.banner import error_banner, notice
from figures.engine.pages.embedding import Embedding
from figures.engine.pages.include import INCLUDE
from figures.engine.project.optional import optional
from figures.engine.store.digests import content_digest, digest
from figures.engine.store.made import Making

COLAB = "https://colab.research.google.com"


class NotebookPages:
    """Does so for one build. `colab` is the place of the notebooks on GitHub, such as owner/name/blob/branch."""

    def __init__(self, state: Notebooks, embedding: Embedding, colab: str = "", macros: Path | None = None) -> None:
        self.state, self.embedding, self.colab, self.macros = state, embedding, colab.strip("/"), macros

    def finish(self, html: str, path: str) -> str:
        """Set the cells into the page's HTML and, under its title, what has been run and where to get it."""
        if path not in self.state.texts:
            return html
        cells = json.loads(self.state.read(path, "cells")) if path in self.state.shown else []
        html = PLACE.sub(lambda match: cells[int(match[1])] if int(match[1]) < len(cells) else "", html)
        return re.sub("</h1>", lambda match: match[0] + self._banner(path) + self._launch(path), html, count=1)

    def looks_at(self, path: str) -> Any:
        """Whatever `finish` looks at, but for code."""
        shown = self.state.shown.get(path)
        return path in self.state.texts and [shown and shown.files, self._banner(path), self._launch(path)]

    def downloads(self, site_url: str) -> dict[str, Making]:
        """How every file that the pages offer is made, by its address on the site."""
        files: dict[str, Making] = {}
        macros = self.macros.read_text(encoding="utf-8-sig") if self.macros and self.state.shown else ""
        elsewhere = self._elsewhere() if self.state.shown else ""
        for path in self.state.shown:
            program = self.state.programs[path]
            files[path] = Making(digest(program), partial(bytes, program))
            source = [path, self.state.texts[path], self.state.shown[path].files["code"], site_url, macros, elsewhere]
            make = partial(self._notebook, path, site_url, macros)
            files[f"{path.removesuffix('.py')}.ipynb"] = Making(source, make)
        return files

    def _notebook(self, path: str, site_url: str, macros: str) -> bytes:
        self.embedding.page = path
        book = notebook_of(self.state.texts[path], json.loads(self.state.read(path, "code")))
        return notebook_file(book, self.embedding, site_url, macros_of(macros))

    def _elsewhere(self) -> str:
        """The name of all that notebooks may show of other things: drawings, numbers of these, modules quoted."""
        embedding, texts = self.embedding, self.state.texts.values()
        drawn = [[name, each.key, each.files, each.seconds] for name, each in embedding.entries.items()]
        quoted = {match[2]: "" for text in texts for match in re.finditer(INCLUDE.pattern, text, re.MULTILINE)}
        files = {path: content_digest(embedding.project.root / path) for path in quoted}
        numbered = [embedding.book.figures, embedding.book.equations, embedding.alts, embedding.asked]
        return digest(json.dumps([drawn, files, *numbered]).encode())

    def _banner(self, path: str) -> str:
        fault = self.state.failed.get(path)
        if fault is None and path in self.state.stale:
            return notice("The code of this page is being run; what comes of it follows by itself.")
        if fault is None:
            missing = self.state.shown[path].facts["missing"]
            source = optional(self.embedding.project.root).get(missing)
            return (
                (
                    '<p class="figure-notice">This build did not run the code of this page: it needs '
                    f"{escape(missing)}, which is not installed. <code>pip install -r {source}</code> adds it.</p>"
                )
                if missing
                else ""
            )
        last = "What follows is the last good state of the page." if path in self.state.shown else ""
        return error_banner("The notebook cannot be executed.", fault, last)

    def _launch(self, path: str) -> str:
        if path not in self.state.shown:
            return ""
        name = path.rpartition("/")[2].removesuffix(".py")
        address = (
            f"{COLAB}/github/{self.colab}/{path.removesuffix('.py')}.ipynb" if self.colab else (f"{COLAB}/#upload=true")
        )
        how = "" if self.colab else ' title="Colab asks for the notebook: give it the downloaded .ipynb"'
        facts = self.state.shown[path].facts
        needs = ", ".join(f"{name} {version}" for name, version in facts["needs"].items() if version)
        executed = f"<span>Executed with {escape(needs)}</span>" if needs and not facts["missing"] else ""
        return (
            f'<p class="notebook-launch"><a href="{name}.ipynb" download>Notebook (.ipynb)</a> '
            f'<a href="{name}.py" download>Program (.py)</a> '
            f'<a href="{escape(address)}"{how} rel="noopener">Open in Colab</a> {executed}</p>'
        )
