"""What a page takes from figures: the drawing with its caption and sources, facts, and references."""

import json
import math
import re
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import Any

from figures.engine.book import Book
from figures.engine.cache import Entry
from figures.engine.faults import Fault, line_of
from figures.engine.panel import frames_file, panel
from figures.engine.project import Project, unknown
from figures.engine.refresh import State, cache_of

DRAWING = re.compile(r'<div class="figure-drawing" data-figure="([^"]+)"></div>')
PANEL = re.compile(r'<div class="figure-panel" data-figure="([^"]+)"></div>')
SOURCE = re.compile(r'<div class="figure-source" data-figure="([^"]+)"></div>')
FOLDER = "assets/figures"  # of the downloads, on the site
DRAWINGS, DATA = ("svg", "pdf", "png"), ("csv", "npz")


class Unknown(str):
    """What stands on the page instead of a fact that there is not."""


@dataclass
class Embedding:
    """Knows project, drawings and book; collects the faults of pages. `page` is the one being written."""

    project: Project
    state: State
    book: Book
    page: str = ""
    faults: list[Fault] = field(default_factory=list)
    alts: dict[str, str] = field(default_factory=dict)
    asked: dict[str, int] = field(default_factory=dict)  # answer boxes of each page
    told: dict[tuple[str, str, str], None] = field(default_factory=dict)  # live facts with their formats

    def __post_init__(self) -> None:
        cache = cache_of(self.project)
        waiting = [*self.state.stale, *self.state.failed, *self.state.missing]
        old = {name: entry for name in waiting if name not in self.state.fresh and (entry := cache.last_good(name))}
        self.entries: dict[str, Entry] = old | self.state.fresh

    def fault(self, message: str, pattern: str = "") -> str:
        """Note what is wrong with the page, at the first match of `pattern`, and return it as a visible mark."""
        path = self.project.docs / self.page
        self.faults.append(Fault(message, f"docs/{self.page}", line_of(path, pattern) if pattern else 0))
        return f"[{message}]"

    def embed(self, name: str, alt: str) -> str:
        """Note the alt text of a figure on this page and return its number; faults are noted."""
        where = rf"^[ \t]*/{{3,}}[ \t]*figure[ \t]*\|[ \t]*{re.escape(name)}[ \t]*$"
        if name not in self.project.scripts:
            self.fault(unknown(name, "figure", self.project.scripts), where)
        elif not alt.strip():
            self.fault(f"figure {name} has no alt text; add a line `    alt: what is seen` under its first line", where)
        self.alts[name] = alt
        return self.book.figures.get(name, ("", "?"))[1]

    def fact(self, path: str, spec: str, tex: bool = False) -> str:
        """The number `figure.name.inner`, formatted by a Python format specification, with a true minus sign."""
        where = r"\{\{\s*" + re.escape(path) + r"(?![\w.])"
        value = self.value(path, where)
        if isinstance(value, Unknown):
            return value
        if self.is_live(path):
            figure, _, name = path.partition(".")
            self.told[figure, name, spec] = None
        try:
            return written(value, spec, tex)
        except ValueError as error:
            where += rf"\s*\|\s*{re.escape(spec)}"
            return self.fault(f"fact {path} = {value!r} cannot be written with the format {spec!r}: {error}", where)

    def value(self, path: str, where: str) -> Any:
        """The fact itself; an Unknown that says what is wrong if there is none (noted as a fault found at `where`)."""
        figure, *names = path.split(".")
        if figure not in self.project.scripts:
            return Unknown(self.fault(unknown(figure, "figure", self.project.scripts), where))
        if figure not in self.entries:
            return Unknown("?")  # not drawn: its own fault says why
        value: Any = self.entries[figure].facts
        for depth, name in enumerate(names):
            if not isinstance(value, dict) or name not in value:
                known = value if isinstance(value, dict) else ()
                group = ".".join([figure, *names[:depth]])
                return Unknown(self.fault(unknown(name, f"fact of {group}:", known), where))
            value = value[name]
        if isinstance(value, dict):
            return Unknown(self.fault(f"fact {path} is a group; name one of {', '.join(value)}", where))
        return value

    def reference(self, kind: str, name: str) -> tuple[str, str]:
        """Text and target (a source page and an anchor) of a reference to a figure or an equation."""
        known = self.book.figures if kind == "fig" else self.book.equations
        if name not in known:
            what = "embedded figure" if kind == "fig" else "equation label"
            return self.fault(unknown(name, what, known), rf"@{kind}:{re.escape(name)}\b"), ""
        page, number = known[name]
        target = f"#{kind}-{name}"
        if page != self.page:
            up = "../" * self.page.count("/")
            target = f"{up}{page}{target}"
        return (f"Figure {number}" if kind == "fig" else f"({number})"), target

    def finish(self, html: str, base: str) -> str:
        """Set drawings and sources into a page's HTML; `base` leads from the page to the site's root."""
        html = DRAWING.sub(lambda match: self._drawing(match[1]), html)
        html = PANEL.sub(lambda match: self._panel(match[1], base), html)
        return SOURCE.sub(lambda match: self._source(match[1], base), html)

    def downloads(self) -> dict[str, Path]:
        """Every file that the pages offer, by its address on the site."""
        cache = cache_of(self.project)
        files: dict[str, Path] = {}
        for name in self.alts:
            if entry := self.entries.get(name):
                offered = [role for role in entry.files if role in DRAWINGS + DATA]
                files |= {f"{FOLDER}/{name}.{role}": cache.path(entry, role) for role in offered}
                files[f"{FOLDER}/{name}.py"] = self.project.scripts[name]
        return files

    def is_live(self, path: str) -> bool:
        """Whether a fact depends on the setting of its figure's controls."""
        figure, _, name = path.partition(".")
        return figure in self.entries and name in self.entries[figure].live

    def frames(self) -> dict[str, bytes]:
        """For each figure with controls on the pages its frames, with its facts in the formats that captions use."""
        cache, files = cache_of(self.project), {}
        for name in self.alts:
            if (entry := self.entries.get(name)) and "frames" in entry.files:
                series = json.loads(cache.path(entry, "series").read_bytes())
                texts = {f"{fact}|{spec}": [written(value, spec) for value in series[fact]]
                         for figure, fact, spec in self.told if figure == name}
                frames = cache.path(entry, "frames").read_text(encoding="utf-8")
                shape = [len(control["values"]) for control in entry.controls.values()]
                files[name] = frames_file(name, frames, shape, texts).encode()
        return files

    def _panel(self, name: str, base: str) -> str:
        entry = self.entries.get(name)
        if entry is None or "frames" not in entry.files:
            return ""
        return panel(name, entry.controls, self.book.figures[name][1], f"{base}{FOLDER}/{name}.frames.js")

    def _drawing(self, name: str) -> str:
        banner, entry = self._banner(name), self.entries.get(name)
        if entry is None:
            return banner
        svg = cache_of(self.project).path(entry, "inline").read_text(encoding="utf-8")
        attributes = f'role="img" aria-label="{escape(self.alts[name])}"'
        return f'{banner}<div class="figure-drawing">{svg.replace("{attributes}", attributes, 1)}</div>'

    def _banner(self, name: str) -> str:
        if fault := self.state.missing.get(name):
            return f'<p class="figure-notice">This build did not draw the figure: {escape(fault.message)}.</p>'
        fault = self.state.failed.get(name)
        if fault is None and name not in self.project.scripts:
            fault = Fault(unknown(name, "figure", self.project.scripts))
        if fault is None and name not in self.entries:
            fault = Fault(f"it has not been drawn yet; run python -m figures {name}")
        if fault is None:
            return ""
        last = "The drawing below is the last good one." if name in self.entries else ""
        detail = f"<pre tabindex=\"0\">{escape(fault.detail.rstrip())}</pre>" if fault.detail else ""
        return (f'<div class="figure-error" role="alert"><p><strong>{escape(name)} cannot be drawn.</strong> '
                f"{escape(str(fault))}. {last}</p>{detail}</div>")

    def _source(self, name: str, base: str) -> str:
        entry = self.entries.get(name)
        if entry is None:
            return ""
        address = f"{base}{FOLDER}/{name}"
        links = {role: f'<a href="{address}.{role}" download>{role.upper()}</a>' for role in entry.files}
        drawings = [links[role] for role in DRAWINGS if role in links]
        data = [f"the numbers as {links[role]}" for role in DATA if role in links]
        script = self.project.relative(self.project.scripts[name])
        number = self.book.figures.get(name, ("", "?"))[1]
        return (f'<details class="figure-source"><summary>Source and downloads<span class="figure-hidden"> of figure '
                f'{number}</span></summary><p>Drawn by <a href="{address}.py">{script}</a>; redraw '
                f"with <code>python -m figures {name}</code>. Take it as {', '.join(drawings + data)}.</p></details>")


def written(value: Any, spec: str, tex: bool = False) -> str:
    """A value by a Python format specification, for text (with a true minus sign) or for a formula."""
    text = format(value, spec)
    if isinstance(value, str):
        return text
    if tex:
        return text.replace("%", r"\%").replace("inf", r"\infty")
    return text.replace("-", "−").replace("inf", "∞") if not math.isnan(value) else text
