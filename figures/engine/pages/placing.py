"""Sets drawings, controls and sources into written pages, and says which files the pages need beside them."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from html import escape, unescape
from pathlib import Path
from typing import Any

from figures.engine.freshness.refresh import FORMATS, cache_of
from figures.engine.pages.attributes import attributes
from figures.engine.pages.banner import banner_of
from figures.engine.pages.embedding import Embedding, block_of, written
from figures.engine.pages.gathered import gathered
from figures.engine.pages.grips import Wish, grips
from figures.engine.pages.panel import frames_file, panel
from figures.engine.pages.pictures import lighter
from figures.engine.pages.scripted import READER, numbers_file
from figures.engine.project.faults import FigureError, line_of
from figures.engine.store.cache import Entry
from figures.engine.store.digests import digest
from figures.engine.store.made import Making
from figures.engine.store.recalling import once

DRAWING = re.compile(r'<div class="figure-drawing" data-figure="([^"]+)"( data-scripted="([^"]*)")?></div>')
PANEL = re.compile(r'<div class="figure-panel" data-figure="([^"]+)"(?: data-wishes="([^"]*)")?></div>')
SOURCE = re.compile(r'<div class="figure-source" data-figure="([^"]+)"></div>')
PLACE = re.compile(r'<div class="figure-(?:drawing|panel|source)" data-figure="([^"]+)"')  # of any of these
VIEW = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')
FOLDER = "assets/figures"  # of the downloads, on the site
DATA = ("csv", "npz")


class Placing:
    """Does so for the figures that the pages embed."""

    def __init__(self, embedding: Embedding) -> None:
        self.embedding, self.cache = embedding, cache_of(embedding.project)
        self.drawings = embedding.project.formats or FORMATS  # the cache may have more
        self.scripted: dict[str, str] = {}  # the figures that scripts of finished pages compute with: wanted arrays

    def finish(self, html: str, base: str) -> str:
        """Set drawings and sources into a page's HTML; `base` leads from the page to the site's root."""
        html = DRAWING.sub(lambda match: self._drawing(match[1], base if match[2] else None, match[3] or ""), html)
        html = PANEL.sub(lambda match: self._panel(match[1], base, match[2] or "[]"), html)
        return SOURCE.sub(lambda match: self._source(match[1], base), html)

    def looks_at(self, html: str) -> list[Any]:
        """Whatever `finish` looks at, but for code: how each figure of the page is drawn, and what is said of it."""
        return [self.drawings, *map(self._state_of, dict.fromkeys(PLACE.findall(html)))]

    def _state_of(self, name: str) -> list[Any]:
        embedding, entry = self.embedding, self.embedding.entries.get(name)
        script = embedding.project.scripts.get(name)
        drawn = entry and [entry.key, entry.files, entry.controls]
        said = [known.get(name) for known in (embedding.alts, embedding.live_alts, embedding.book.figures)]
        return [name, drawn, *said, script and embedding.project.relative(script), banner_of(name, self.embedding)]

    def downloads(self) -> dict[str, Path]:
        """Every file that the pages offer, by its address on the site."""
        files: dict[str, Path] = {}
        for name in self.embedding.alts:
            if entry := self.embedding.entries.get(name):
                offered = [role for role in entry.files if role in self.drawings + DATA]
                files |= {f"{FOLDER}/{name}.{role}": self.cache.path(entry, role) for role in offered}
                files[f"{FOLDER}/{name}.py"] = self.embedding.project.scripts[name]
        return files

    def frames(self) -> dict[str, Making]:
        """For each figure with controls on the pages its frames, with its facts in the formats that captions use."""
        entries = {name: self.embedding.entries.get(name) for name in self.embedding.alts}
        return {name: self._frames(entry) for name, entry in entries.items() if entry and "frames" in entry.files}

    def _frames(self, entry: Entry) -> Making:
        told = sorted({(fact, spec) for figure, fact, spec in self.embedding.told if figure == entry.name})

        def make() -> bytes:
            series = json.loads(self.cache.path(entry, "series").read_bytes())
            texts = {f"{fact}|{spec}": [written(value, spec) for value in series[fact]] for fact, spec in told}
            frames = attributes(self.cache.path(entry, "frames").read_text(encoding="utf-8"))
            shape = [len(control["values"]) for control in entry.controls.values()]
            return frames_file(entry.name, frames, shape, texts).encode()

        return Making([entry.name, entry.key, entry.files, told], make)

    def _kept(
        self, entry: Entry, what: str, modules: tuple[str, ...], asked: object, make: Callable[[], bytes]
    ) -> bytes:
        """Made once of an entry's files and what is asked; kept beside the entry, and tidied up with it."""
        forms = [self.embedding.project.imports.digest(Path(__file__).with_name(f"{name}.py")) for name in modules]
        made_of = digest(json.dumps([entry.key, entry.files, asked, forms]).encode())
        return once(self.cache.folder / entry.name / f"{made_of}.{what}", make)

    def _panel(self, name: str, base: str, drag: str) -> str:
        entry = self.embedding.entries.get(name)
        dragged = self._dragged(entry, json.loads(unescape(drag))) if entry else ""
        if entry is None or "frames" not in entry.files:
            return ""
        address = f"{base}{FOLDER}/{name}.frames.js?{entry.files['frames'][:8]}"  # no browser mixes two versions of it
        return panel(name, entry.controls, self.embedding.book.figures[name][1], address, dragged)

    def _dragged(self, entry: Entry, asked: list[Wish]) -> str:
        """What can be taken hold of in the drawing; a fault is noted where the page embeds it."""
        if not asked:
            return ""

        def make() -> bytes:
            frames = self.cache.path(entry, "frames").read_text(encoding="utf-8") if entry.controls else ""
            return grips(entry.name, asked, entry.controls, frames).encode()

        try:
            return self._kept(entry, "grips", ("grips",), asked, make).decode()
        except FigureError as error:
            page = self.embedding.book.figures[entry.name][0]
            line = line_of(self.embedding.project.docs / page, block_of(entry.name))
            where = self.embedding.project.page(page)
            self.embedding.faults += [replace(fault, file=where, line=line) for fault in error.faults]
            return ""

    def _drawing(self, name: str, base: str | None, wanted: str = "") -> str:
        """The drawing; with `base`, its numbers, or those that are wanted, stand by for a script of the page."""
        banner, entry = banner_of(name, self.embedding), self.embedding.entries.get(name)
        if entry is None:
            return banner
        drawn = self.cache.path(entry, "inline")

        def make() -> bytes:
            return gathered(attributes(drawn.read_text(encoding="utf-8"))).encode()

        made = self._kept(entry, "page.svg", ("attributes", "gathered"), None, make).decode()
        svg = lighter(made, self.cache.folder.parent / "pictures")
        said = f'role="img" aria-label="{escape(self.embedding.alts[name])}"'
        if live := self.embedding.live_alts.get(name):
            said += f' data-alt="{escape(live)}"'
        if box := VIEW.search(svg):
            said += f' style="aspect-ratio:{box[1]}/{box[2]}"'  # of the room that it has before it is painted
        drawing = svg.replace("{attributes}", said, 1)
        if base is None:
            return f'{banner}<div class="figure-drawing">{drawing}</div>'
        try:
            content = self._numbers(entry, wanted)
            self.scripted[name] = wanted
        except FigureError as error:
            file = self.embedding.project.relative(self.embedding.project.scripts[name])
            self.embedding.faults += [replace(fault, file=file) for fault in error.faults]
            return banner
        address = f"{base}{FOLDER}/{name}.numbers.js?{digest(content)[:8]}"
        return (
            f'{banner}<div class="figure-drawing" data-numbers="{address}">{drawing}</div>'
            f'<script defer src="{base}assets/{READER}"></script>'
        )

    def numbers(self) -> dict[str, bytes]:
        """For each figure that scripts of finished pages compute with, its numbers as a script."""
        return {name: self._numbers(self.embedding.entries[name], wanted) for name, wanted in self.scripted.items()}

    def _numbers(self, entry: Entry, wanted: str) -> bytes:
        """Raises FigureError, as numbers_file does."""
        arrays = next((self.cache.path(entry, role) for role in DATA if role in entry.files), None)
        make = partial(numbers_file, entry.name, arrays, wanted.split())
        return self._kept(entry, "numbers.js", ("scripted",), wanted, make)

    def _source(self, name: str, base: str) -> str:
        entry = self.embedding.entries.get(name)
        if entry is None:
            return ""
        address = f"{base}{FOLDER}/{name}"
        links = {role: f'<a href="{address}.{role}" download>{role.upper()}</a>' for role in entry.files}
        drawings = [links[role] for role in FORMATS if role in self.drawings and role in links]
        data = [f"the numbers as {links[role]}" for role in DATA if role in links]
        script = self.embedding.project.relative(self.embedding.project.scripts[name])
        number = self.embedding.book.figures.get(name, ("", ""))[1]
        return (
            f'<details class="figure-source" data-version="{entry.key[:8]}"><summary>Source and downloads'
            f'<span class="figure-hidden"> of figure '
            f'{number}</span></summary><p>Drawn by <a href="{address}.py">{script}</a>; redraw '
            f"with <code>python -m figures {name}</code>. Take it as {', '.join(drawings + data)}.</p></details>"
        )
